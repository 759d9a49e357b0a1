using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Search;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Protocol.Names;

namespace Chat.Actors.Edge;

/// <summary>
/// One connected device: its handshake, its requests turned into actor messages, its replies.
/// <code>
///   Stranger ──hello, register──► Greeting ──welcome──► Known ──quit, dismissed──► closing
///      ▲  └─too slow: bye     │refused, registered    │
///      └──────────────────────┘                       └─ any state: socket closed → stopped;  server stops → draining → bye
/// </code>
/// </summary>
public sealed partial class ConnectionActor : UntypedActor, IWithStash
{
    private static readonly ByeEvent Goodbye = new(ErrorCodes.Quit, "Goodbye.");

    private readonly Connection _connection;
    private readonly ConnectionNeighbours _neighbours;
    private readonly LiveOptions _options;
    private readonly DeviceRef _device;
    private UserId _user;
    private Stage _stage;
    private ICancelable? _deadline;
    private ByeEvent _bye = Goodbye;

    /// <summary>The actor of that connection.</summary>
    public ConnectionActor(Connection connection, ConnectionNeighbours neighbours, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(neighbours);
        _connection = connection;
        _neighbours = neighbours;
        _options = options;
        _device = new DeviceRef(connection.Id, Self, neighbours.Hub);
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(Connection connection, ConnectionNeighbours neighbours, LiveOptions options) =>
        Make.Props(() => new ConnectionActor(connection, neighbours, options));

    /// <summary>Akka's own stack of behaviours, and its timers, take a kilobyte of each of the connections, which are mostly at rest.</summary>
    private enum Stage
    {
        Stranger,
        Greeting,
        Known,
        Draining,
    }

    /// <inheritdoc/>
    protected override void PreStart() => SetDeadline(ConnectionProtocol.HandshakeTimeout.Instance, _options.Current.HandshakeTimeout);

    /// <inheritdoc/>
    protected override void PostStop()
    {
        _deadline.CancelIfNotNull();
        _connection.Close();
        _neighbours.Connections.Remove(_connection.Id);
        _neighbours.Hub.Tell(new RelayProtocol.DeviceGone(_connection.Id));
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (_stage)
        {
            case Stage.Stranger:
                Stranger(message);
                break;
            case Stage.Greeting:
                Greeting(message);
                break;
            case Stage.Known:
                Known(message);
                break;
            case Stage.Draining:
                Draining(message);
                break;
        }
    }

    private void Known(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Requested requested:
                OnRequest(requested);
                break;
            case ConnectionProtocol.Turn turn:
                OnTurn(turn.Room);
                break;
            case SessionProtocol.Reply reply:
                Answer(reply);
                break;
            case RelayItem.Reply page:
                _connection.Reply(page.Origin.Ticket, ReplyFrames.Encode(page.Origin.Re, page.Answer), ReplyFrames.ToPage(page.Origin.Re, page.Answer));
                break;
            case SearcherProtocol.Found found:
                OnFound(found);
                break;
            case SessionProtocol.AdminIs admin:
                _connection.IsAdmin = admin.Admin;
                break;
            case SessionProtocol.Tell tell:
                _connection.Post(FrameCodec.Encode(ReplyFrames.ToFrame(tell.What)));
                break;
            default:
                OnAnyTime(message);
                break;
        }
    }

    private void Draining(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Requested requested:
                Refuse(requested, new Refusal(ErrorCodes.ShuttingDown, "The server is stopping; this was not done."));
                break;
            case ConnectionProtocol.Drain:
                break;
            case SessionProtocol.Welcome welcome:
                OnWelcome(welcome);
                _stage = Stage.Draining;
                break;
            default:
                Known(message);
                break;
        }
    }

    private void OnAnyTime(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Closed:
                Context.Stop(Self);
                break;
            case ConnectionProtocol.HandshakeTimeout when _stage is Stage.Known or Stage.Draining:
                break;
            case ConnectionProtocol.HandshakeTimeout:
                _connection.Close(new ByeEvent(ErrorCodes.NotAuthenticated, $"Say hello within {_options.Current.HandshakeTimeout.TotalSeconds:0} s of connecting."), DropReasons.HandshakeTimeout);
                break;
            case ConnectionProtocol.Drain:
                _stage = Stage.Draining;
                CloseWhenIdle(new ByeEvent(ErrorCodes.ShuttingDown, "The server is stopping; connect again in a moment.", 1000));
                Stash.UnstashAll();
                break;
            case ConnectionProtocol.Drained:
                _connection.Close(_bye);
                break;
            case SessionProtocol.Dismiss dismiss:
                _connection.Close(new ByeEvent(dismiss.Code, dismiss.Message));
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void OnRequest(ConnectionProtocol.Requested requested)
    {
        var origin = new RequestRef(_device, requested.Ticket, requested.Frame.Id);
        switch (requested.Frame)
        {
            case RoomRequest request:
                TakeInTurn(requested, request);
                break;
            case HelloRequest:
                Refuse(requested, new Refusal(ErrorCodes.BadRequest, "You have said hello; to be someone else, connect again."));
                break;
            case SearchRequest request:
                Search(requested, request);
                break;
            case RoomsRequest request:
                ListRooms(request, origin);
                break;
            case AwayRequest request:
                _neighbours.Sessions.Tell(new SessionProtocol.SetAway(_user, origin, request.Text));
                break;
            case NickRequest request:
                _neighbours.Sessions.Tell(new SessionProtocol.Rename(_user, origin, request.User));
                break;
            case QuitRequest when !_connection.IsOldest(requested.Ticket):
                // What was asked before is still answered to someone who is here.
                IActorRef self = Self;
                _connection.WhenOldest(requested.Ticket, () => self.Tell(requested));
                break;
            case QuitRequest:
                _neighbours.Sessions.Tell(new SessionProtocol.Quit(_user, origin));
                break;
            case WhoisRequest request when RequestMapping.ParseUser(request.User, _options.Current.Names, out string folded) is null:
                _neighbours.Directory.Tell(new DirectoryProtocol.Whois(origin, folded, _user));
                break;
            case WhoisRequest:
                Refuse(requested, new Refusal(ErrorCodes.NoSuchUser, "There is no such user.", "user"));
                break;
            case PingRequest:
                Answer(new SessionProtocol.Reply(origin, SessionReply.Done.Instance));
                break;
            default:
                if (!OnAccountRequest(requested.Frame, origin))
                {
                    Unhandled(requested);
                }

                break;
        }
    }

    private void ListRooms(RoomsRequest request, RequestRef origin)
    {
        int limit = RequestMapping.PageLimit(request.Limit);
        IChatStore store = _neighbours.Store;
        var viewer = new CatalogViewer(_user, _connection.IsAdmin, Context.System.Scheduler.Now);
        _neighbours.Pages.RunAsync(() => store.ListRoomsAsync(viewer, request.After, limit + 1, CancellationToken.None)).PipeTo(
            Self,
            success: rooms => new SessionProtocol.Reply(origin, new SessionReply.Catalog([.. rooms.Take(limit)], rooms.Count > limit)),
            failure: _ => new SessionProtocol.Reply(origin, new SessionReply.Refused(
                new Refusal(ErrorCodes.Unavailable, "The rooms can't be read just now; try again.", null, 1000))));
    }

    private void Answer(SessionProtocol.Reply reply)
    {
        _connection.Reply(reply.Origin.Ticket, ReplyFrames.Encode(reply.Origin.Re, reply.Answer));
        if (reply.Answer is SessionReply.Goodbye)
        {
            CloseWhenIdle(Goodbye);
        }
    }

    /// <summary>Says goodbye when what was asked before has been answered, if that does not take long.</summary>
    private void CloseWhenIdle(ByeEvent bye)
    {
        _bye = bye;
        IActorRef self = Self;
        _connection.WhenIdle(() => self.Tell(ConnectionProtocol.Drained.Instance));
        SetDeadline(ConnectionProtocol.Drained.Instance, _options.Current.DrainTimeout);
    }

    private void SetDeadline(object message, TimeSpan delay)
    {
        _deadline.CancelIfNotNull();
        _deadline = Context.System.Scheduler.ScheduleTellOnceCancelable(delay, Self, message, Self);
    }

    private void Refuse(ConnectionProtocol.Requested requested, Refusal why) =>
        _connection.Reply(requested.Ticket, ReplyFrames.Encode(requested.Frame.Id, why));
}
