using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RelayLifeSpecs : RelayKit
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Should_send_nothing_to_a_device_that_is_gone()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        Relay.Tell(new RelayProtocol.DeviceGone(alice.Id));
        Tell(Post(1));

        Assert.Empty(await FramesAsync(alice));
    }

    [Fact]
    public async Task Should_close_a_device_that_does_not_read_and_disturb_nobody()
    {
        TestDevice slow = Attach(Sample.Alice, 0, 0);
        TestDevice reader = Attach(Sample.Bob, 0, 0);
        int seq = 0;
        while (slow.Closings == 0)
        {
            Tell([.. Enumerable.Range(0, 100).Select(_ => Post(++seq))]);
            Assert.Equal(100, (await FramesAsync(reader)).Count);
        }

        Assert.Equal(ErrorCodes.SlowConsumer, (await slow.NextAsync<ByeEvent>()).Code);
        Assert.Empty(slow.TakeAll());
        Assert.Equal(0, reader.Closings);
    }

    [Fact]
    public async Task Should_leave_the_room_and_memory_when_it_has_no_devices()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        await LoseAsync(alice);
        Scheduler.Advance(Idle);

        Assert.Equal(new RoomProtocol.Unsubscribe(Sample.Lobby, Hub, 1), Rooms.ExpectMsg<RoomProtocol.Unsubscribe>());
        Tell(new RelayItem.Unsubscribed(1));
        Hub.ExpectMsg<EntityProtocol.Passivate>();
        Relay.Tell(EntityProtocol.Stop.Instance, Hub);
        ExpectStopped(Relay);
    }

    [Fact]
    public async Task Should_stay_when_a_device_came_while_it_was_about_to_go()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        await LoseAsync(alice);
        TestDevice bob = Attach(Sample.Bob, 0, 0);
        await FramesAsync(bob);
        Scheduler.Advance(Idle);
        Relay.Tell(EntityProtocol.Stop.Instance, Hub);

        Hub.ExpectMsg<EntityProtocol.StillBusy>();
        Assert.False(Rooms.HasMessages);
    }

    [Fact]
    public async Task Should_leave_the_room_again_after_a_device_came_at_the_last_moment()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        await LoseAsync(alice);
        Scheduler.Advance(Idle);
        Rooms.ExpectMsg<RoomProtocol.Unsubscribe>();
        Tell(new RelayItem.Unsubscribed(1));
        Hub.ExpectMsg<EntityProtocol.Passivate>();
        TestDevice bob = Attach(Sample.Bob, 0, 0);
        Relay.Tell(EntityProtocol.Stop.Instance, Hub);
        Hub.ExpectMsg<EntityProtocol.StillBusy>();

        await LoseAsync(bob);
        Scheduler.Advance(Idle);

        Assert.Equal(1, Rooms.ExpectMsg<RoomProtocol.Unsubscribe>().Attached);
    }

    [Fact]
    public async Task Should_leave_the_room_when_its_only_device_was_gone_before_it_came()
    {
        TestDevice alice = TestDevice.Open(Table);
        Table.Remove(alice.Id);
        Tell(Attached(alice, Sample.Alice, 0, 0));
        await FramesAsync(TestDevice.Open(Table));
        Scheduler.Advance(Idle);

        Assert.Equal(1, Rooms.ExpectMsg<RoomProtocol.Unsubscribe>().Attached);
    }

    [Fact]
    public void Should_subscribe_again_when_the_room_stopped()
    {
        Attach(Sample.Alice, 0, 0);
        Sys.Stop(Room);

        Assert.Equal(new RoomProtocol.Subscribe(Sample.Lobby, Hub, 1), Rooms.ExpectMsg<RoomProtocol.Subscribe>());
    }

    [Fact]
    public async Task Should_go_on_with_the_rooms_next_life()
    {
        Fill(6);
        TestDevice alice = Attach(Sample.Alice, 3, 3);
        Sys.Stop(Room);
        Rooms.ExpectMsg<RoomProtocol.Subscribe>();
        TestProbe next = CreateTestProbe();
        Relay.Tell(new RelayProtocol.Output(Sample.Lobby, [new RelayItem.Synced(5)]), next);
        Relay.Tell(new RelayProtocol.Output(Sample.Lobby, [Post(6)]), next);

        Assert.Equal([4, 5, 6], await SeqsAsync(alice, 3));
    }

    [Fact]
    public async Task Should_close_its_devices_when_it_fails_and_serve_those_that_come_next()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        TestDevice late = TestDevice.Open(Table);
        Tell(new Unforeseen(), Attached(late, Sample.Bob, 0, 0));

        Assert.Equal(ErrorCodes.Internal, (await alice.NextAsync<ByeEvent>()).Code);
        Assert.Equal(ErrorCodes.Internal, (await late.NextAsync<ByeEvent>()).Code);
        Assert.Equal(1, alice.Closings);
        TestDevice bob = Attach(Sample.Bob, 0, 0);
        Tell(Post(1));
        Assert.Equal([1], await SeqsAsync(bob, 1));
    }

    [Fact]
    public async Task Should_leave_the_room_after_it_failed()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        Tell(new Unforeseen());
        await alice.NextAsync<ByeEvent>();

        // The bye leaves in the midst of the restart: the first round trip sees that through, the second is behind what the relay then told itself.
        await FramesAsync(TestDevice.Open(Table));
        await FramesAsync(TestDevice.Open(Table));
        Scheduler.Advance(Idle);

        Assert.Equal(1, Rooms.ExpectMsg<RoomProtocol.Unsubscribe>().Attached);
    }

    private async Task LoseAsync(TestDevice device)
    {
        Table.Remove(device.Id);
        Relay.Tell(new RelayProtocol.DeviceGone(device.Id));
        await FramesAsync(TestDevice.Open(Table));
    }

    private sealed record Unforeseen : RelayItem;
}
