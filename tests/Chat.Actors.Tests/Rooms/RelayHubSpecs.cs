using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RelayHubSpecs : ChatTestKit
{
    private static readonly RoomId Python = RoomId.OfName("python");

    private readonly ConnectionTable _table = new(Options);
    private readonly TestProbe _rooms;
    private readonly IActorRef _hub;

    public RelayHubSpecs()
    {
        _rooms = CreateTestProbe();
        _hub = Sys.ActorOf(RelayHub.Props(_table, new ScriptedStore(), _rooms, Options));
    }

    [Fact]
    public async Task Should_have_a_relay_for_each_room_with_a_device_here()
    {
        TestDevice alice = TestDevice.Open(_table);
        Tell(Sample.Lobby, Attached(alice, "Lobby"));
        Tell(Python, Attached(alice, "python"));
        Tell(Sample.Lobby, new RelayItem.TopicChanged("a", "bob", Sample.Now));
        Assert.Equal("Lobby", (await alice.NextAsync<TopicEvent>()).Room);
        Tell(Python, new RelayItem.TopicChanged("b", "bob", Sample.Now));

        Assert.Equal("python", (await alice.NextAsync<TopicEvent>()).Room);
    }

    [Fact]
    public async Task Should_pass_a_reply_on_without_starting_a_relay()
    {
        TestDevice alice = TestDevice.Open(_table);
        Tell(Sample.Lobby, new RelayItem.Reply(alice.Request(TestActor, _hub, 5), RoomReply.Done.Instance));

        Assert.Equal(5, (await alice.NextAsync<RawOk>()).Re);
        Assert.Empty(((ActorRefWithCell)_hub).Children);
    }

    [Fact]
    public async Task Should_tell_every_room_of_a_device_that_it_is_gone()
    {
        TestDevice alice = TestDevice.Open(_table);
        TestDevice bob = TestDevice.Open(_table);
        Tell(Sample.Lobby, Attached(alice, "Lobby"), Attached(bob, "Lobby"));
        Tell(Python, Attached(alice, "python"), Attached(bob, "python"));
        _hub.Tell(new RelayProtocol.DeviceGone(alice.Id));
        foreach (RoomId room in (RoomId[])[Sample.Lobby, Python])
        {
            Tell(room, new RelayItem.TopicChanged("x", "bob", Sample.Now));
            await bob.NextAsync<TopicEvent>();
        }

        Assert.Empty(alice.TakeAll());
    }

    [Fact]
    public async Task Should_keep_other_rooms_going_when_one_relay_fails()
    {
        TestDevice alice = TestDevice.Open(_table);
        TestDevice bob = TestDevice.Open(_table);
        Tell(Sample.Lobby, Attached(alice, "Lobby"));
        Tell(Python, Attached(bob, "python"));
        Tell(Sample.Lobby, new Unforeseen());
        await alice.NextAsync<ByeEvent>();
        Tell(Python, new RelayItem.TopicChanged("x", "bob", Sample.Now));

        await bob.NextAsync<TopicEvent>();
        Assert.Equal(0, bob.Closings);
    }

    private void Tell(RoomId room, params RelayItem[] items) => _hub.Tell(new RelayProtocol.Output(room, items), _rooms);

    private RelayItem.Attached Attached(TestDevice device, string label) => new(device.Ref(TestActor, _hub), Sample.Alice.User, label, 0, 0);

    private sealed record Unforeseen : RelayItem;
}
