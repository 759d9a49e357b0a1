using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Rooms;

public class RoomFailureSpecs : RoomKit
{
    [Fact]
    public void Should_refuse_a_message_that_could_not_be_stored_and_go_on()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        room.Tell(Command(Sample.Alice, Send("a")));
        Fail();
        Assert.Equal(ErrorCodes.Unavailable, Refusal().Code);

        room.Tell(Command(Sample.Alice, Send("a")));
        Commit(Appended(1));
        Assert.IsType<RoomReply.Sent>(Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
    }

    [Fact]
    public void Should_refuse_a_message_when_too_many_wait()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        room.Tell(Command(Sample.Alice, Send("a")));
        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        Assert.False(submit.Urgent);
        Writer.Reply(new WriterProtocol.Overloaded(new WriterProtocol.Refusal(submit.Write, submit.Context)));

        Assert.Equal(ErrorCodes.Overloaded, Refusal().Code);
    }

    [Fact]
    public void Should_load_anew_and_keep_its_nodes_when_a_join_could_not_be_stored()
    {
        IActorRef room = Start(Sample.Room(2, Sample.Alice));
        Attach(room, Sample.Alice);
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Fail();

        Assert.Equal(ErrorCodes.Unavailable, Refusal().Code);
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));
        Assert.Equal(new RelayItem.Synced(2), Assert.Single(Items()));
        room.Tell(Command(Sample.Bob, new RoomAction.Typing(true)));
        Assert.Equal(ErrorCodes.NotMember, Refusal().Code);
    }

    [Fact]
    public void Should_forget_a_node_that_goes_while_it_loads_anew()
    {
        IActorRef room = Start(Sample.Room(2, Sample.Alice));
        Attach(room, Sample.Alice);
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Fail();
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Watch(Hub.Ref);
        Sys.Stop(Hub.Ref);
        ExpectTerminated(Hub.Ref);

        Directory.Reply(new DirectoryProtocol.PresenceOf([]));
        TestProbe other = CreateTestProbe();
        room.Tell(Command(Sample.Bob, new RoomAction.Typing(true), Request(TestActor, other)));

        Assert.Equal(ErrorCodes.NotMember, Refusal(other).Code);
    }

    [Fact]
    public void Should_lose_no_command_while_it_loads_anew()
    {
        IActorRef room = Start(Sample.Room(2, Sample.Alice));
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Fail();
        room.Tell(Command(Sample.Alice, Send("k1")));
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        room.Tell(Command(Sample.Alice, Send("k2")));
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));

        Assert.Equal("k1", Assert.IsType<Write.AppendMessage>(Commit(Appended(3))).Key);
        Assert.Equal("k2", Assert.IsType<Write.AppendMessage>(Commit(Appended(4))).Key);
    }

    [Fact]
    public void Should_load_anew_only_when_all_that_was_asked_before_is_decided()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob, Sample.Carol));
        room.Tell(Command(Sample.Carol, new RoomAction.Leave("left")));
        room.Tell(Command(Sample.Bob, new RoomAction.Leave("left")));
        Fail();
        var leave = Writer.ExpectMsg<WriterProtocol.Submit>();
        Assert.Equal(ErrorCodes.Unavailable, Refusal().Code);

        // The other write is committed while the room begins anew: it must not come back with bob in it.
        Directory.ExpectNoMsg(TimeSpan.FromMilliseconds(100));
        Store.Put(leave.Write);
        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(leave.Write, leave.Context, WriteResult.Done.Instance)]));

        Assert.DoesNotContain(Sample.Bob.User, Directory.ExpectMsg<DirectoryProtocol.AskPresence>().Users);
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));
        Assert.Equal(new RoomReply.Left("Lobby"), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        room.Tell(Command(Sample.Bob, new RoomAction.Typing(true)));
        Assert.Equal(ErrorCodes.NotMember, Refusal().Code);
    }

    [Fact]
    public void Should_be_unavailable_while_it_can_not_be_loaded_and_heal()
    {
        Store.FailsReads = true;
        IActorRef room = StartUnloaded(Sample.Lobby, Sample.Room(1, Sample.Alice));
        room.Tell(Command(Sample.Alice, Send("k1")));
        var refusal = Refusal();
        Assert.Equal((ErrorCodes.Unavailable, 1000), (refusal.Code, refusal.RetryAfterMs!.Value));

        room.Tell(new RoomProtocol.Subscribe(Sample.Lobby, Hub, 0));
        Store.FailsReads = false;
        Scheduler.Advance(TimeSpan.FromSeconds(1));
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));

        Assert.Equal(new RelayItem.Synced(1), Assert.Single(Items()));
        room.Tell(Command(Sample.Alice, Send("k1")));
        Assert.IsType<Write.AppendMessage>(Commit(Appended(2)));
    }

    [Fact]
    public void Should_leave_memory_when_idle()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        AwaitReady(room);

        ExpectInTime<EntityProtocol.Passivate>(Parent, Options.IdleEntity);
        room.Tell(EntityProtocol.Stop.Instance, Parent);
        ExpectStopped(room);
    }

    [Fact]
    public void Should_stay_while_a_node_listens_or_a_write_is_under_way()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        room.Tell(Command(Sample.Alice, Send("k1")));
        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        room.Tell(EntityProtocol.Stop.Instance, Parent);
        Parent.ExpectMsg<EntityProtocol.StillBusy>();

        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, Appended(1))]));
        Items();
        Attach(room, Sample.Alice);
        Scheduler.Advance(Options.IdleEntity);
        room.Tell(EntityProtocol.Stop.Instance, Parent);
        Parent.ExpectMsg<EntityProtocol.StillBusy>();
    }

    [Fact]
    public void Should_leave_memory_at_once_when_it_does_not_exist()
    {
        IActorRef room = Start(null);
        room.Tell(Command(Sample.Alice, new RoomAction.Typing(true)));

        Assert.Equal(ErrorCodes.NoSuchRoom, Refusal().Code);
        Parent.ExpectMsg<EntityProtocol.Passivate>();
    }

    [Fact]
    public void Should_drop_a_node_that_wants_no_more_unless_a_device_is_on_its_way_there()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        Attach(room, Sample.Alice, device: 1);
        Attach(room, Sample.Alice, device: 2);

        room.Tell(new RoomProtocol.Unsubscribe(Sample.Lobby, Hub, 1));
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Alice.User, Presence.Online));
        Assert.IsType<RelayItem.PresenceChanged>(Assert.Single(Items()));

        room.Tell(new RoomProtocol.Unsubscribe(Sample.Lobby, Hub, 2));
        Assert.Equal(new RelayItem.Unsubscribed(2), Assert.Single(Items()));
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Alice.User, new Presence("away", "lunch")));
        AwaitReady(room);
        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_forget_a_node_that_is_gone()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        Attach(room, Sample.Alice);
        Sys.Stop(Hub);
        ExpectStopped(Hub);

        // It refuses to stop until it has heard of its node's end.
        Parent.Watch(room);
        object answer;
        do
        {
            room.Tell(EntityProtocol.Stop.Instance, Parent);
            answer = Parent.ExpectMsg<object>();
        }
        while (answer is EntityProtocol.StillBusy);

        Assert.IsType<Terminated>(answer);
    }

    [Fact]
    public void Should_tell_a_node_that_subscribes_how_far_it_is()
    {
        IActorRef room = Start(Sample.Room(9, Sample.Alice));
        room.Tell(new RoomProtocol.Subscribe(Sample.Lobby, Hub, 4));

        Assert.Equal(new RelayItem.Synced(9), Assert.Single(Items()));
        room.Tell(new RoomProtocol.Unsubscribe(Sample.Lobby, Hub, 4));
        Assert.Equal(new RelayItem.Unsubscribed(4), Assert.Single(Items()));
    }

    private void AwaitReady(IActorRef room)
    {
        TestProbe asker = CreateTestProbe();
        room.Tell(Command(Sample.Alice, new RoomAction.Topic(null), Request(TestActor, asker)));
        Items(asker);
    }
}
