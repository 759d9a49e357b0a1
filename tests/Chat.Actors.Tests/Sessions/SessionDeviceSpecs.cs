using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Sessions;

public class SessionDeviceSpecs : SessionKit
{
    [Fact]
    public void Should_tell_a_new_guest_of_the_start_rooms_and_join_them_once_its_device_is_ready()
    {
        TestProbe connection = CreateTestProbe();
        IActorRef session = Start();
        session.Tell(AttachOf(connection, isNew: true));
        var welcome = connection.ExpectMsg<SessionProtocol.Welcome>();
        Assert.Equal(["lobby"], welcome.Rooms.Select(r => r.Name));
        Assert.False(Rooms.HasMessages);

        session.Tell(new SessionProtocol.DeviceReady(Alice, Device(connection, 1), welcome.Cursors));
        var join = Rooms.ExpectMsg<RoomProtocol.Command>();
        var action = Assert.IsType<RoomAction.Join>(join.Action);
        Assert.Null(join.Origin);
        Assert.False(action.Founds);
        Assert.Equal(new RoomProtocol.Attachment(Device(connection, 1), 0), action.Attach);
    }

    [Fact]
    public void Should_attach_a_device_to_every_room_from_its_cursors()
    {
        PutRooms();
        TestProbe connection = CreateTestProbe();
        IActorRef session = Start();
        session.Tell(AttachOf(connection, cursors: new Dictionary<string, long> { ["Lobby"] = 1, ["@bob"] = 99 }));
        SessionProtocol.Welcome welcome = Ready(session, connection);

        Assert.Equal(["Lobby", "bob"], welcome.Rooms.Select(r => r.Name).Order(StringComparer.Ordinal));
        var cursors = new[] { Attached(), Attached() }.ToDictionary(a => a.RoomId, a => a.Device.Cursor);
        Assert.Equal(1, cursors[Sample.Lobby]);
        Assert.Equal(0, cursors[Sample.AliceAndBob]);
    }

    [Fact]
    public void Should_tell_a_device_what_happened_while_the_answer_to_its_hello_was_on_the_way()
    {
        PutRooms();
        IActorRef session = Start();
        Attach(session);
        TestProbe late = CreateTestProbe();
        session.Tell(AttachOf(late, 2, "other", guest: false));
        var welcome = late.ExpectMsg<SessionProtocol.Welcome>();
        var python = RoomId.OfName("python");
        session.Tell(new SessionProtocol.RoomJoined(Alice, new UserRoom(python, "python", "", 3, 3, null), new ConnectionId(1)));
        session.Tell(new SessionProtocol.RoomLeft(Alice, Sample.Lobby));
        session.Tell(new SessionProtocol.PeerRenamed(Alice, Sample.AliceAndBob, "robert"));
        Settle(session);

        session.Tell(new SessionProtocol.DeviceReady(Alice, Device(late, 2), welcome.Cursors));

        SessionEvent[] told = [late.ExpectMsg<SessionProtocol.Tell>().What, late.ExpectMsg<SessionProtocol.Tell>().What];
        Assert.Contains(new SessionEvent.NotInRoom("Lobby", "alice", "left", Time.GetUtcNow()), told);
        Assert.Contains(new SessionEvent.Renamed("bob", "robert", Time.GetUtcNow(), "@bob"), told);
        RoomProtocol.Attach[] attached = [Rooms.ExpectMsg<RoomProtocol.Attach>(), Rooms.ExpectMsg<RoomProtocol.Attach>()];
        Assert.Equal(
            [(Sample.AliceAndBob, false), (python, true)],
            attached.Select(a => (a.RoomId, a.Device.Introduce)).OrderBy(a => a.RoomId.Value, StringComparer.Ordinal));
    }

    [Fact]
    public void Should_not_attach_a_device_to_a_room_before_the_answer_to_its_hello()
    {
        PutRooms();
        IActorRef session = Start();
        Attach(session);
        TestProbe late = CreateTestProbe();
        session.Tell(AttachOf(late, 2, "other", guest: false));
        late.ExpectMsg<SessionProtocol.Welcome>();
        Settle(session);
        session.Tell(new SessionProtocol.RoomJoined(Alice, new UserRoom(RoomId.OfName("python"), "python", "", 3, 3, null), new ConnectionId(1)));

        Assert.IsType<RoomProtocol.MemberRenamed>(Rooms.ReceiveOne(Patience));
    }

    [Fact]
    public void Should_be_online_with_the_first_device_and_offline_without_the_last()
    {
        PutRooms();
        IActorRef session = Start();
        TestProbe one = Attach(session, 1, "one");
        Assert.Equal(new DirectoryProtocol.PresenceChanged(Alice, Presence.Online), Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>());
        Assert.Equal(Presence.Online, Told().Presence);
        TestProbe two = Attach(session, 2, "two");
        Settle(session);

        Sys.Stop(one);
        ExpectStopped(one);
        Sys.Stop(two);
        Assert.Equal(new DirectoryProtocol.PresenceChanged(Alice, Presence.Offline), Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>());
        Assert.Equal(
            [Sample.AliceAndBob, Sample.Lobby],
            new[] { Told(), Told() }.Where(t => t.Presence == Presence.Offline).Select(t => t.RoomId).OrderBy(r => r.Value));
    }

    [Fact]
    public void Should_replace_the_older_connection_of_a_token()
    {
        IActorRef session = Start();
        TestProbe older = Attach(session, 1);
        TestProbe newer = Attach(session, 2);

        Assert.Equal(ErrorCodes.Replaced, older.ExpectMsg<SessionProtocol.Dismiss>().Code);
        Settle(session);
        Sys.Stop(older);
        ExpectStopped(older);
        Settle(session);
        Assert.False(Directory.HasMessages);
        Assert.False(newer.HasMessages);
    }

    [Fact]
    public void Should_not_let_a_hello_that_was_held_up_replace_a_later_connection()
    {
        IActorRef session = Start();
        TestProbe there = CreateTestProbe();
        session.Tell(AttachOf(there, 1, attempt: new ConnectAttempt("run", 2)));
        Ready(session, there);
        TestProbe heldUp = CreateTestProbe();
        session.Tell(AttachOf(heldUp, 2, attempt: new ConnectAttempt("run", 1)));

        Assert.Equal(ErrorCodes.Replaced, Refused(heldUp).Code);
        Settle(session);
        Assert.False(there.HasMessages);
    }

    [Theory]
    [InlineData("run", 3)]
    [InlineData("another run", 1)]
    [InlineData(null, 0)]
    public void Should_let_any_other_hello_replace_it(string? instance, long number)
    {
        IActorRef session = Start();
        TestProbe there = CreateTestProbe();
        session.Tell(AttachOf(there, 1, attempt: new ConnectAttempt("run", 2)));
        Ready(session, there);
        TestProbe newer = CreateTestProbe();
        session.Tell(AttachOf(newer, 2, attempt: instance is null ? null : new ConnectAttempt(instance, number)));

        Assert.Equal(ErrorCodes.Replaced, there.ExpectMsg<SessionProtocol.Dismiss>().Code);
        newer.ExpectMsg<SessionProtocol.Welcome>();
    }

    [Fact]
    public void Should_refuse_more_devices_than_the_cap()
    {
        IActorRef session = Start(Options with { DevicesPerUser = 1 });
        Attach(session, 1, "one");
        TestProbe second = CreateTestProbe();
        session.Tell(AttachOf(second, 2, "two"));

        Assert.Equal(ErrorCodes.Forbidden, Refused(second).Code);
    }

    [Fact]
    public void Should_refuse_a_hello_while_the_rooms_can_not_be_read_and_take_the_next()
    {
        PutRooms();
        Store.FailsReads = true;
        IActorRef session = Start();
        TestProbe connection = CreateTestProbe();
        session.Tell(AttachOf(connection));
        Assert.Equal(ErrorCodes.Unavailable, Refused(connection).Code);
        Assert.Equal(Presence.Offline, Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>().Presence);

        Store.FailsReads = false;
        Attach(session);
    }

    [Fact]
    public void Should_refuse_a_hello_when_the_store_fails_in_the_call_itself()
    {
        Store.FailsAtOnce = true;
        IActorRef session = Start();
        TestProbe connection = CreateTestProbe();
        session.Tell(AttachOf(connection));

        Assert.Equal(ErrorCodes.Unavailable, Refused(connection).Code);
    }

    [Fact]
    public void Should_give_up_a_new_guest_whose_start_rooms_can_not_be_read()
    {
        Store.FailsReads = true;
        IActorRef session = Start();
        TestProbe connection = CreateTestProbe();
        session.Tell(AttachOf(connection, isNew: true));

        Refused(connection);
        Assert.Equal(new DirectoryProtocol.Retire(Alice), Directory.ExpectMsg<DirectoryProtocol.Retire>());
    }

    [Fact]
    public void Should_tell_the_rooms_of_a_name_taken_with_the_hello()
    {
        PutRooms();
        IActorRef session = Start();
        TestProbe connection = CreateTestProbe();
        session.Tell(AttachOf(connection, former: "al"));

        Assert.Equal("alice", Rooms.ExpectMsg<RoomProtocol.MemberRenamed>().Name);
        Assert.Equal("alice", Rooms.ExpectMsg<RoomProtocol.MemberRenamed>().Name);
        Assert.Equal("alice", connection.ExpectMsg<SessionProtocol.Welcome>().Name);
    }

    [Fact]
    public void Should_be_away_with_a_text_and_back_with_none()
    {
        PutRooms();
        IActorRef session = Start();
        TestProbe connection = Attach(session);
        Settle(session);

        session.Tell(new SessionProtocol.SetAway(Alice, From(connection), "lunch"));
        Assert.Equal(SessionReply.Done.Instance, connection.ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(new Presence(UserStatus.Away, "lunch"), Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>().Presence);
        Assert.Equal("lunch", Told().Presence.Away);

        session.Tell(new SessionProtocol.SetAway(Alice, From(connection), " "));
        Assert.Equal(Presence.Online, Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>().Presence);
    }

    [Fact]
    public void Should_leave_memory_only_without_devices()
    {
        IActorRef session = Start();
        TestProbe connection = Attach(session);
        Settle(session);
        session.Tell(EntityProtocol.Stop.Instance, Parent);
        Parent.ExpectMsg<EntityProtocol.StillBusy>();

        Sys.Stop(connection);
        Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>();
        Settle(session);
        ExpectInTime<EntityProtocol.Passivate>(Parent, Options.IdleEntity);
        session.Tell(EntityProtocol.Stop.Instance, Parent);
        ExpectStopped(session);
    }

    [Fact]
    public void Should_send_its_devices_away_and_refuse_what_they_still_ask_when_it_fails()
    {
        IActorRef session = Start();
        TestProbe connection = Attach(session);
        Settle(session);
        session.Tell(new SessionProtocol.InRoom(Alice, From(connection), null!, null!) with { Target = new RoomTarget.Peer("x", null!) });

        Assert.Equal(ErrorCodes.Internal, connection.ExpectMsg<SessionProtocol.Dismiss>().Code);
        Assert.Equal(Presence.Offline, Directory.ExpectMsg<DirectoryProtocol.PresenceChanged>().Presence);
        session.Tell(new SessionProtocol.SetAway(Alice, From(connection), "lunch"));
        Assert.Equal(ErrorCodes.Unavailable, Refused(connection).Code);
        Attach(session);
    }

    private RoomProtocol.Attach Attached() => Rooms.FishForMessage<RoomProtocol.Attach>(_ => true);

    private RoomProtocol.PresenceChanged Told() => Rooms.FishForMessage<RoomProtocol.PresenceChanged>(_ => true);
}
