using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Sessions;

public class SessionRoomSpecs : SessionKit
{
    private static readonly RoomId Python = RoomId.OfName("python");

    [Fact]
    public void Should_pass_requests_on_to_the_room_as_this_user()
    {
        (IActorRef session, TestProbe connection) = Here();
        var send = new RoomAction.Send("hi", "k1", null);
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Named(Sample.Lobby), send));

        Assert.Equal(new RoomProtocol.Command(Sample.Lobby, Sample.Alice, From(connection), send), Rooms.ExpectMsg<RoomProtocol.Command>());
    }

    [Fact]
    public void Should_attach_its_other_devices_to_a_room_it_joined()
    {
        (IActorRef session, _) = Here();
        TestProbe other = Attach(session, 2, "two");
        Settle(session);
        session.Tell(new SessionProtocol.RoomJoined(Alice, new UserRoom(Python, "python", "", 9, 9, null), new ConnectionId(1)));

        Assert.Equal(
            new RoomProtocol.Attach(Python, Sample.Alice, new RoomProtocol.Attachment(Device(other, 2), 9, Introduce: true)),
            Rooms.ExpectMsg<RoomProtocol.Attach>());
        Assert.Equal("alice", Rooms.ExpectMsg<RoomProtocol.MemberRenamed>().Name);
        Assert.Equal(Presence.Online, Rooms.ExpectMsg<RoomProtocol.PresenceChanged>().Presence);
    }

    [Fact]
    public void Should_refuse_more_rooms_than_the_limit_counting_joins_under_way()
    {
        IActorRef session = Start(Options with { RoomsPerUser = 1 });
        TestProbe connection = Attach(session);
        Settle(session);
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Named(Python), Sample.Join("python")));
        Rooms.ExpectMsg<RoomProtocol.Command>();
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Named(Sample.Lobby), Sample.Join()));
        Assert.Equal(ErrorCodes.Forbidden, Refused(connection).Code);

        session.Tell(new SessionProtocol.JoinRefused(Alice, Python, "python", ErrorCodes.NameTaken, Silent: true));
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Named(Sample.Lobby), Sample.Join()));
        Rooms.ExpectMsg<RoomProtocol.Command>();
        Assert.False(connection.HasMessages);
    }

    [Fact]
    public void Should_tell_its_devices_of_a_start_room_it_could_not_join()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(new SessionProtocol.JoinRefused(Alice, Python, "python", ErrorCodes.Forbidden, Silent: false));

        Assert.Equal(
            new SessionEvent.NotInRoom("python", "alice", ErrorCodes.Forbidden, Sample.Now),
            connection.ExpectMsg<SessionProtocol.Tell>().What);
    }

    [Fact]
    public void Should_keep_the_order_of_requests_to_one_person_while_the_directory_is_asked()
    {
        (IActorRef session, TestProbe connection) = Here();
        SessionProtocol.InRoom[] requests = [.. new[] { "a", "b" }.Select(k => ToCarol(connection, k))];
        session.Tell(requests[0]);
        Assert.Same(requests[0], Directory.ExpectMsg<DirectoryProtocol.Resolve>().Request);

        // The room tells of the new pair before the second request comes: it must still not overtake the first.
        var pair = RoomId.OfPair(Alice, Sample.Carol.User);
        session.Tell(new SessionProtocol.RoomJoined(Alice, new UserRoom(pair, "carol", "", 0, 0, Sample.Carol.User), null));
        session.Tell(requests[1]);
        Assert.Same(requests[1], Directory.ExpectMsg<DirectoryProtocol.Resolve>().Request);
        Rooms.FishForMessage<RoomProtocol.PresenceChanged>(p => p.RoomId == pair);
        session.Tell(new DirectoryProtocol.Resolved(Sample.Carol, requests[0]));
        session.Tell(new DirectoryProtocol.Resolved(Sample.Carol, requests[1]));
        session.Tell(ToCarol(connection, "c"));

        RoomProtocol.Command[] commands = [.. Enumerable.Range(0, 3).Select(_ => Rooms.ExpectMsg<RoomProtocol.Command>())];
        Assert.Equal(["a", "b", "c"], commands.Select(c => ((RoomAction.Send)c.Action).Key));
        Assert.All(commands, c => Assert.Equal(pair, c.RoomId));
        Assert.Equal(Sample.Carol, commands[0].Peer);
    }

    [Fact]
    public void Should_find_a_conversation_it_has_without_asking()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Peer("BOB", "bob"), new RoomAction.Typing(true)));

        Assert.Equal(Sample.AliceAndBob, Rooms.ExpectMsg<RoomProtocol.Command>().RoomId);
        Assert.False(Directory.HasMessages);
    }

    [Fact]
    public void Should_refuse_a_message_to_nobody()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(ToCarol(connection, "k1"));
        Directory.ExpectMsg<DirectoryProtocol.Resolve>();
        Directory.Reply(new DirectoryProtocol.Resolved(null, ToCarol(connection, "k1")));

        Assert.Equal(ErrorCodes.NoSuchUser, Refused(connection).Code);
    }

    [Fact]
    public void Should_know_a_conversation_by_the_others_new_name()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(new SessionProtocol.PeerRenamed(Alice, Sample.AliceAndBob, "robert"));
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Peer("robert", "robert"), new RoomAction.Typing(true)));

        Assert.Equal(Sample.AliceAndBob, Rooms.ExpectMsg<RoomProtocol.Command>().RoomId);
    }

    [Fact]
    public void Should_tell_its_other_devices_how_far_it_has_read()
    {
        (IActorRef session, TestProbe connection) = Here();
        TestProbe other = Attach(session, 2, "two");
        session.Tell(new SessionProtocol.MarkRead(Alice, From(connection), new RoomTarget.Named(Sample.Lobby), 99));
        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        Assert.Equal(new Write.SetRead(Sample.Lobby, Alice, 99), submit.Write);
        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, new WriteResult.MarkerAt(2))]));

        Assert.Equal(new SessionReply.ReadUpTo("Lobby", 2), connection.ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(new SessionEvent.ReadMoved("Lobby", 2), other.ExpectMsg<SessionProtocol.Tell>().What);
        Assert.False(connection.HasMessages);
    }

    [Fact]
    public void Should_refuse_a_marker_where_it_is_not_or_that_is_not_stored()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(new SessionProtocol.MarkRead(Alice, From(connection), new RoomTarget.Named(Python), 1));
        Assert.IsType<RoomAction.AskRead>(Rooms.FishForMessage<RoomProtocol.Command>(c => c.RoomId == Python).Action);

        session.Tell(new SessionProtocol.MarkRead(Alice, From(connection), new RoomTarget.Named(Sample.Lobby), 1));
        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        Writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        Assert.Equal(ErrorCodes.Unavailable, Refused(connection).Code);
    }

    [Fact]
    public void Should_take_another_name_when_the_directory_agrees_and_tell_rooms_and_devices()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(new SessionProtocol.Rename(Alice, From(connection), "Ally"));
        Assert.Equal("Ally", Directory.ExpectMsg<DirectoryProtocol.Rename>().Name);
        Directory.Reply(new DirectoryProtocol.Renamed(Alice, From(connection), "Ally"));

        Assert.Equal(new SessionReply.NowKnownAs("Ally"), connection.ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(new SessionEvent.Renamed("alice", "Ally", Sample.Now), connection.ExpectMsg<SessionProtocol.Tell>().What);
        Assert.All(new[] { Rooms.ExpectMsg<RoomProtocol.MemberRenamed>(), Rooms.ExpectMsg<RoomProtocol.MemberRenamed>() }, m => Assert.Equal("Ally", m.Name));
    }

    [Fact]
    public void Should_not_rename_one_with_an_account()
    {
        IActorRef session = Start();
        TestProbe connection = Attach(session, guest: false);
        session.Tell(new SessionProtocol.Rename(Alice, From(connection), "Ally"));

        Assert.Equal(ErrorCodes.Forbidden, Refused(connection).Code);
    }

    [Fact]
    public void Should_end_a_guest_who_quits_also_in_the_rooms_it_is_about_to_join()
    {
        (IActorRef session, TestProbe connection) = Here();
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), new RoomTarget.Named(Python), Sample.Join("python")));
        Rooms.ExpectMsg<RoomProtocol.Command>();
        session.Tell(new SessionProtocol.Quit(Alice, From(connection)));

        Assert.Equal(SessionReply.Goodbye.Instance, connection.ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(new RoomProtocol.PresenceChanged(Sample.AliceAndBob, Alice, Presence.Offline), Rooms.ExpectMsg<RoomProtocol.PresenceChanged>());
        object[] said = [.. Enumerable.Range(0, 3).Select(_ => Rooms.ExpectMsg<object>())];
        Assert.Equal(RetiredName.Of("alice", Alice), Assert.Single(said.OfType<RoomProtocol.MemberRenamed>()).Name);
        Assert.Equal([Sample.Lobby, Python], said.OfType<RoomProtocol.Command>().Where(c => c.Action is RoomAction.Leave { Reason: "quit" }).Select(c => c.RoomId).OrderBy(r => r.Value));
        Directory.ExpectMsg<DirectoryProtocol.Retire>();
        Parent.ExpectMsg<EntityProtocol.Passivate>();
        session.Tell(EntityProtocol.Stop.Instance, Parent);
        ExpectStopped(session);
    }

    [Fact]
    public void Should_expire_a_guest_that_is_not_in_memory()
    {
        PutRooms();
        IActorRef session = Start();
        session.Tell(new SessionProtocol.Expire(Alice, "alice"));

        Rooms.ExpectMsg<RoomProtocol.PresenceChanged>();
        object[] said = [Rooms.ExpectMsg<object>(), Rooms.ExpectMsg<object>()];
        Assert.Equal(new RoomAction.Leave("expired"), Assert.Single(said.OfType<RoomProtocol.Command>()).Action);
        Assert.Single(said.OfType<RoomProtocol.MemberRenamed>());
        Directory.ExpectMsg<DirectoryProtocol.Retire>();
    }

    [Fact]
    public void Should_leave_a_guest_alone_when_it_can_not_be_expired_now()
    {
        PutRooms();
        Store.FailsAtOnce = true;
        IActorRef session = Start();
        session.Tell(new SessionProtocol.Expire(Alice, "alice"));
        session.Tell(new SessionProtocol.SetAway(Alice, Request(TestActor, TestActor), null));

        ExpectMsg<SessionProtocol.Reply>();
        Assert.False(Rooms.HasMessages);
        Assert.Equal(new DirectoryProtocol.ExpireFailed(Alice), Directory.ExpectMsg<DirectoryProtocol.ExpireFailed>());
    }

    private (IActorRef Session, TestProbe Connection) Here()
    {
        PutRooms();
        IActorRef session = Start();
        TestProbe connection = Attach(session);
        Settle(session);
        return (session, connection);
    }

    private static SessionProtocol.InRoom ToCarol(TestProbe connection, string key) =>
        new(Alice, new RequestRef(Device(connection, 1), 1, 1), new RoomTarget.Peer("carol", "carol"), new RoomAction.Send("hi", key, null));
}
