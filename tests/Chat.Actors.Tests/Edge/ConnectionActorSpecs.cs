using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Edge;

public class ConnectionActorSpecs : ChatTestKit
{
    private readonly ConnectionTable _table = new(Options);
    private readonly ScriptedStore _store = new();
    private readonly TestProbe _hub;
    private readonly TestProbe _sessions;
    private readonly TestProbe _directory;
    private readonly TestProbe _searcher;
    private readonly IActorRef _edge;

    public ConnectionActorSpecs()
    {
        _hub = CreateTestProbe();
        _sessions = CreateTestProbe();
        _directory = CreateTestProbe();
        _searcher = CreateTestProbe();
        _edge = Sys.ActorOf(EdgeActor.Props(new ConnectionNeighbours(_table, _store, _hub, _sessions, _directory, _searcher), Options));
    }

    [Fact]
    public async Task Should_refuse_a_request_before_hello()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new SendRequest(1, "lobby", "hi", "k1"));

        Assert.Equal(ErrorCodes.NotAuthenticated, (await device.NextAsync<ErrorReply>()).Code);
    }

    [Fact]
    public async Task Should_greet_and_then_let_the_rooms_follow()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new HelloRequest(4, "alice", Session: "token", Cursors: new Dictionary<string, long> { ["lobby"] = 3 }, Instance: "run", Attempt: 7));
        var hello = _directory.ExpectMsg<DirectoryProtocol.Hello>();
        Assert.Equal(("alice", "token", 3), (hello.User, hello.Token, hello.Cursors["lobby"]));
        Assert.Equal(new ConnectAttempt("run", 7), hello.Attempt);
        actor.Tell(WelcomeTo(hello.Origin), _sessions);

        var ready = _sessions.ExpectMsg<SessionProtocol.DeviceReady>();
        HelloOk ok = await device.NextOkAsync<HelloOk>();
        Assert.Equal((4, "alice", "secret"), (ok.Re, ok.User, ok.Session));
        Assert.Equal(new RoomSummary("@bob", 9, 4, 5, ""), Assert.Single(ok.Rooms));
        Assert.Equal(hello.Origin.Device, ready.Device);
    }

    [Fact]
    public async Task Should_refuse_a_second_hello()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Ask(actor, device, new HelloRequest(2, "bob"));

        Assert.Equal(ErrorCodes.BadRequest, (await device.NextAsync<ErrorReply>()).Code);
        Assert.False(_directory.HasMessages);
    }

    [Fact]
    public async Task Should_keep_requests_that_came_right_behind_hello()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new HelloRequest(1, "alice"));
        Ask(actor, device, new JoinRequest(2, "python"));
        Ask(actor, device, new SendRequest(3, "python", "hi", "k1"));
        actor.Tell(WelcomeTo(_directory.ExpectMsg<DirectoryProtocol.Hello>().Origin), _sessions);

        _sessions.ExpectMsg<SessionProtocol.DeviceReady>();
        Assert.IsType<RoomAction.Join>(_sessions.ExpectMsg<SessionProtocol.InRoom>().Action);
        var send = _sessions.ExpectMsg<SessionProtocol.InRoom>();
        Assert.Equal(new RoomAction.Send("hi", "k1", null), send.Action);
        Assert.Equal(Sample.Alice.User, send.UserId);
        Assert.Equal(1, (await device.NextOkAsync<HelloOk>()).Re);
    }

    [Fact]
    public async Task Should_take_another_hello_after_one_that_was_refused()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new HelloRequest(1, "alice"));
        Ask(actor, device, new HelloRequest(2, "alicia"));
        actor.Tell(new SessionProtocol.Reply(
            _directory.ExpectMsg<DirectoryProtocol.Hello>().Origin, new SessionReply.Refused(new Refusal(ErrorCodes.NameTaken, "taken", "user"))));

        Assert.Equal(ErrorCodes.NameTaken, (await device.NextAsync<ErrorReply>()).Code);
        Assert.Equal("alicia", _directory.ExpectMsg<DirectoryProtocol.Hello>().User);
    }

    [Fact]
    public async Task Should_say_goodbye_to_one_who_does_not_say_hello()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new PingRequest(1));
        await device.NextAsync<ErrorReply>();
        Scheduler.Advance(Options.HandshakeTimeout);

        Assert.Equal(ErrorCodes.NotAuthenticated, (await device.NextAsync<ByeEvent>()).Code);
        Assert.Equal(1, device.Closings);
    }

    [Fact]
    public async Task Should_never_time_out_one_who_said_hello()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Scheduler.Advance(Options.HandshakeTimeout * 2);
        Ask(actor, device, new PingRequest(2));

        Assert.Equal(2, (await device.NextOkAsync<OkReply>()).Re);
    }

    [Fact]
    public async Task Should_finish_what_is_in_flight_before_it_says_goodbye()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Ask(actor, device, new AwayRequest(2, "lunch"));
        RequestRef origin = _sessions.ExpectMsg<SessionProtocol.SetAway>().Origin;
        actor.Tell(ConnectionProtocol.Drain.Instance);
        Ask(actor, device, new PingRequest(3));
        Assert.Equal(ErrorCodes.ShuttingDown, (await device.NextAsync<ErrorReply>()).Code);
        Assert.Equal(0, device.Closings);
        actor.Tell(new SessionProtocol.Reply(origin, SessionReply.Done.Instance));

        Assert.Equal(2, (await device.NextOkAsync<OkReply>()).Re);
        Assert.Equal(ErrorCodes.ShuttingDown, (await device.NextAsync<ByeEvent>()).Code);
    }

    [Fact]
    public async Task Should_say_goodbye_in_time_even_when_an_answer_does_not_come()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Ask(actor, device, new AwayRequest(2, "lunch"));
        _sessions.ExpectMsg<SessionProtocol.SetAway>();
        actor.Tell(ConnectionProtocol.Drain.Instance);
        Ask(actor, device, new PingRequest(3));
        await device.NextAsync<ErrorReply>();
        Scheduler.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(ErrorCodes.ShuttingDown, (await device.NextAsync<ByeEvent>()).Code);
    }

    [Fact]
    public async Task Should_answer_quit_and_close()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Ask(actor, device, new QuitRequest(2));
        actor.Tell(new SessionProtocol.Reply(_sessions.ExpectMsg<SessionProtocol.Quit>().Origin, SessionReply.Goodbye.Instance));

        Assert.Equal(2, (await device.NextOkAsync<OkReply>()).Re);
        Assert.Equal(ErrorCodes.Quit, (await device.NextAsync<ByeEvent>()).Code);
    }

    [Fact]
    public async Task Should_say_goodbye_when_its_session_dismisses_it()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        actor.Tell(new SessionProtocol.Dismiss(ErrorCodes.Replaced, "newer"));

        Assert.Equal(new ByeEvent(ErrorCodes.Replaced, "newer"), await device.NextAsync<ByeEvent>());
    }

    [Fact]
    public async Task Should_tell_what_concerns_the_user_and_pages_of_the_log()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        actor.Tell(new SessionProtocol.Tell(new SessionEvent.ReadMoved("lobby", 7)));
        Ask(actor, device, new HistoryRequest(2, "lobby", After: 3, Limit: 5000));
        var asked = _sessions.ExpectMsg<SessionProtocol.InRoom>();
        Assert.Equal(new RoomAction.History(new HistoryQuery(null, 3, null, ProtocolLimits.MaxPage)), asked.Action);
        actor.Tell(new RelayItem.Reply(asked.Origin, new RoomReply.Page("lobby", new HistoryPage([Sample.Message(4)], false, true))));

        Assert.Equal(new ReadEvent("lobby", 7), await device.NextAsync<ReadEvent>());
        Assert.Equal(4, Assert.Single((await device.NextOkAsync<HistoryOk>()).Messages).Seq);
    }

    [Fact]
    public async Task Should_list_rooms_from_the_store_or_say_unavailable()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        foreach (string room in (string[])["a", "b"])
        {
            _store.Put(new Write.CreateRoom(RoomId.OfName(room), room, room, [Sample.Stored(Sample.Alice)]));
        }

        Ask(actor, device, new RoomsRequest(2, Limit: 1));
        RoomsOk page = await device.NextOkAsync<RoomsOk>();
        Assert.Equal([new RoomEntry("a", 1, "")], page.Rooms);
        Assert.True(page.More);

        _store.FailsAtOnce = true;
        Ask(actor, device, new RoomsRequest(3));
        Assert.Equal(ErrorCodes.Unavailable, (await device.NextAsync<ErrorReply>()).Code);
    }

    [Theory]
    [InlineData("no spaces", ErrorCodes.BadName)]
    [InlineData("@no spaces", ErrorCodes.BadName)]
    [InlineData("@", ErrorCodes.BadName)]
    public async Task Should_refuse_a_room_that_can_not_be(string room, string code)
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Ask(actor, device, new JoinRequest(2, room));

        var error = await device.NextAsync<ErrorReply>();
        Assert.Equal((code, "room"), (error.Code, error.Field));
    }

    [Fact]
    public async Task Should_leave_nothing_behind_when_the_socket_closes_in_the_middle_of_everything()
    {
        (IActorRef actor, TestDevice device) = await KnownAsync();
        Ask(actor, device, new SendRequest(2, "lobby", "hi", "k1"));
        Ask(actor, device, new RoomsRequest(3));
        Ask(actor, device, new AwayRequest(4));
        RequestRef late = _sessions.ExpectMsg<SessionProtocol.InRoom>().Origin;
        actor.Tell(ConnectionProtocol.Closed.Instance);
        Ask(actor, device, new PingRequest(5));

        ExpectStopped(actor);
        Assert.Equal(new RelayProtocol.DeviceGone(device.Id), _hub.ExpectMsg<RelayProtocol.DeviceGone>());
        Assert.Equal(0, _table.Count);

        // The parent may hear of the stop a little later than this spec.
        await AwaitAssertAsync(() => Assert.Empty(((ActorRefWithCell)_edge).Children));
        Assert.Equal(1, device.Closings);
        Assert.Null(Record.Exception(() => device.Connection.Reply(late.Ticket, new byte[8])));
    }

    [Fact]
    public async Task Should_leave_nothing_behind_when_the_socket_closes_during_hello()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new HelloRequest(1, "alice"));
        Ask(actor, device, new JoinRequest(2, "python"));
        RequestRef origin = _directory.ExpectMsg<DirectoryProtocol.Hello>().Origin;
        actor.Tell(ConnectionProtocol.Closed.Instance);
        actor.Tell(WelcomeTo(origin), _sessions);

        ExpectStopped(actor);
        Assert.Equal(0, _table.Count);
        Assert.False(_sessions.HasMessages);
        Assert.Empty((await KnownAsync()).Device.TakeAll());
    }

    [Fact]
    public async Task Should_not_touch_another_connection_when_one_fails()
    {
        (IActorRef failing, TestDevice broken) = await KnownAsync();
        (IActorRef other, TestDevice whole) = await KnownAsync();
        failing.Tell(new ConnectionProtocol.Requested(null!, broken.Begin()));
        failing.Tell(new SessionProtocol.Tell(null!));

        ExpectStopped(failing);
        Assert.Equal(1, broken.Closings);
        Ask(other, whole, new PingRequest(9));
        Assert.Equal(9, (await whole.NextOkAsync<OkReply>()).Re);
        Assert.Equal(1, _table.Count);
    }

    private (IActorRef Actor, TestDevice Device) Open()
    {
        TestDevice device = TestDevice.Open(_table);
        _edge.Tell(new ConnectionProtocol.Open(device.Connection), TestActor);
        return (ExpectMsg<IActorRef>(), device);
    }

    private async Task<(IActorRef Actor, TestDevice Device)> KnownAsync()
    {
        (IActorRef actor, TestDevice device) = Open();
        Ask(actor, device, new HelloRequest(1, "alice"));
        actor.Tell(WelcomeTo(_directory.ExpectMsg<DirectoryProtocol.Hello>().Origin), _sessions);
        _sessions.ExpectMsg<SessionProtocol.DeviceReady>();
        await device.NextOkAsync<HelloOk>();
        return (actor, device);
    }

    private static void Ask(IActorRef actor, TestDevice device, Request request) =>
        actor.Tell(new ConnectionProtocol.Requested(request, device.Begin((request as RoomRequest)?.Room)));

    private static SessionProtocol.Welcome WelcomeTo(RequestRef origin) => new(
        Sample.Alice.User, "alice", true, "secret", origin, [new UserRoom(Sample.AliceAndBob, "bob", "", 9, 4, Sample.Bob.User)], new Dictionary<string, long>(), false, []);
}
