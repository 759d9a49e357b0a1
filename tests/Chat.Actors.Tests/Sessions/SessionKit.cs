using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Sessions;

/// <summary>Alice's session with probes for neighbours and devices.</summary>
public abstract class SessionKit : ChatTestKit
{
    protected SessionKit()
    {
        Parent = CreateTestProbe();
        Writer = CreateTestProbe();
        Rooms = CreateTestProbe();
        Directory = CreateTestProbe();
    }

    protected static UserId Alice => Sample.Alice.User;

    private protected ScriptedStore Store { get; } = new();

    protected TestProbe Parent { get; }

    protected TestProbe Writer { get; }

    protected TestProbe Rooms { get; }

    protected TestProbe Directory { get; }

    protected IActorRef Start(ChatOptions? options = null) => Parent.ChildActorOf(
        UserSession.Props(Alice, new SessionNeighbours(Store, Writer, Rooms, Directory), options ?? Options, Time),
        new OneForOneStrategy(_ => Directive.Restart));

    /// <summary>Lobby with messages and alice in it, and her conversation with bob.</summary>
    protected void PutRooms()
    {
        Store.Put(
            new Write.PutUser(Sample.Guest(Sample.Alice)),
            new Write.PutUser(Sample.Guest(Sample.Bob)),
            new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", [Sample.Stored(Sample.Alice)]),
            Sample.Append(Sample.Lobby, Sample.Alice, "k1"),
            Sample.Append(Sample.Lobby, Sample.Alice, "k2"),
            new Write.CreateRoom(Sample.AliceAndBob, "", Sample.AliceAndBob.Value, [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]));
    }

    protected static DeviceRef Device(IActorRef connection, long id) => new(new ConnectionId(id), connection, ActorRefs.Nobody);

    protected static SessionProtocol.Attach AttachOf(
        TestProbe connection, long id = 1, string token = "token", bool isNew = false, string? former = null, bool guest = true, IReadOnlyDictionary<string, long>? cursors = null, ConnectAttempt? attempt = null) =>
        new(Alice, "alice", guest, former, isNew, token, "hash of " + token, new RequestRef(Device(connection, id), id, id), cursors ?? new Dictionary<string, long>(), attempt);

    /// <summary>A device that is welcomed and attached to alice's rooms.</summary>
    protected TestProbe Attach(IActorRef session, long id = 1, string token = "token", bool guest = true)
    {
        TestProbe connection = CreateTestProbe();
        session.Tell(AttachOf(connection, id, token, guest: guest));
        Ready(session, connection, id);
        return connection;
    }

    protected static SessionProtocol.Welcome Ready(IActorRef session, TestProbe connection, long id = 1)
    {
        var welcome = connection.ExpectMsg<SessionProtocol.Welcome>();
        session.Tell(new SessionProtocol.DeviceReady(Alice, Device(connection, id), welcome.Cursors));
        return welcome;
    }

    /// <summary>Waits until the session has handled what it was sent, and forgets what it said to rooms and directory by then.</summary>
    protected void Settle(IActorRef session)
    {
        session.Tell(new SessionProtocol.InRoom(Alice, Request(TestActor, TestActor), new RoomTarget.Named(RoomId.OfName("settled")), new RoomAction.Typing(true)));
        session.Tell(new SessionProtocol.InRoom(Alice, Request(TestActor, TestActor), new RoomTarget.Peer("settled", "settled"), new RoomAction.Typing(true)));
        Rooms.FishForMessage<RoomProtocol.Command>(c => c.RoomId == RoomId.OfName("settled"));
        Directory.FishForMessage<DirectoryProtocol.Resolve>(r => r.Folded == "settled");
    }

    protected static RequestRef From(TestProbe connection, long id = 1, long re = 7) => new(Device(connection, id), re, re);

    private protected static Refusal Refused(TestProbe connection) =>
        Assert.IsType<SessionReply.Refused>(connection.ExpectMsg<SessionProtocol.Reply>().Answer).Why;
}
