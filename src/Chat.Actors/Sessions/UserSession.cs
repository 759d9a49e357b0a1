using Akka.Actor;
using Akka.Event;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Actors.Sessions;

/// <summary>
/// One user: its devices, its rooms, whether it is there. Connections come and go, the session outlives them;
/// without devices it leaves memory after a while and is loaded again on the next hello.
/// <code>
///   Empty ──attach──► Loading ──► Here (devices) ◄──attach, loading again / last device gone──► Gone (no devices) ──idle──► out of memory
///                                   │ a guest quits, or is expired: leaves its rooms, is retired, ends
/// </code>
/// </summary>
public sealed partial class UserSession : UntypedActor, IWithStash
{
    private readonly UserId _id;
    private readonly SessionNeighbours _neighbours;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private SessionState? _state;
    private bool _loading;
    private IReadOnlyList<SessionProtocol.StartRoom> _startRooms = [];

    /// <summary>The session of that user.</summary>
    public UserSession(UserId id, SessionNeighbours neighbours, LiveOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _id = id;
        _neighbours = neighbours;
        _options = options;
        _time = time;
        Context.SetReceiveTimeout(options.Current.IdleEntity);
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    private ILoggingAdapter Log => field ??= Context.GetLogger();

    /// <summary>How to make one.</summary>
    public static Props Props(UserId id, SessionNeighbours neighbours, LiveOptions options, TimeProvider time) =>
        Make.Props(() => new UserSession(id, neighbours, options, time));

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        foreach (Device device in _state?.Devices ?? [])
        {
            device.Ref.Connection.Tell(new SessionProtocol.Dismiss(ErrorCodes.Internal, "A fault in the server; connect again with your session, nothing is lost."));
        }

        TellPresence(Presence.Offline);
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        if (_loading)
        {
            Loading(message);
        }
        else
        {
            Loaded(message);
        }

        // Only without devices it may go: with them, no timer needs to run.
        Context.SetReceiveTimeout(_state is { Devices.IsEmpty: false } ? null : _options.Current.IdleEntity);
    }

    private void Loaded(object message)
    {
        switch (message)
        {
            case SessionProtocol.Attach attach:
                _loading = true;
                Load(attach);
                break;
            case SessionProtocol.Expire expire:
                OnExpire(expire);
                break;
            case SessionProtocol.Deleted deleted:
                OnDeleted(deleted);
                break;
            case SessionProtocol.LoadedToExpire loaded:
                End(SessionState.Of(_id, loaded.Expire.Name, true, loaded.Rooms), "expired");
                break;
            case SessionProtocol.ExpireFailed failed:
                Log.Warning(failed.Cause, "Guest {User} could not be expired; the next sweep tries again", _id);
                _neighbours.Directory.Tell(new DirectoryProtocol.ExpireFailed(_id));
                break;
            case EntityProtocol.Stop when _state is not { Devices.Count: > 0 }:
                Context.Stop(Self);
                break;
            case EntityProtocol.Stop:
                Context.Parent.Tell(EntityProtocol.StillBusy.Instance);
                break;
            case ReceiveTimeout:
                if (_state is not { Devices.Count: > 0 })
                {
                    Context.Parent.Tell(EntityProtocol.Passivate.Instance);
                }

                break;
            default:
                if (_state is { } state)
                {
                    OnReceive(state, message);
                }
                else
                {
                    // After a restart it knows no devices: they were told to come again, and what they still asked is refused.
                    RefuseGone(message);
                }

                break;
        }
    }

    private void OnReceive(SessionState state, object message)
    {
        switch (message)
        {
            case SessionProtocol.DeviceReady ready:
                OnDeviceReady(state, ready);
                break;
            case SessionProtocol.DeviceClosed closed:
                OnDeviceClosed(state, closed.Device);
                break;
            case SessionProtocol.InRoom request:
                OnInRoom(state, request);
                break;
            case SessionProtocol.MarkRead request:
                OnMarkRead(state, request);
                break;
            case DirectoryProtocol.Resolved resolved:
                OnResolved(state, resolved.Request, resolved.Who);
                break;
            case WriterProtocol.Committed committed:
                OnMarkersMoved(state, committed.Outcomes);
                break;
            case WriterProtocol.Failed failed:
                foreach (WriterProtocol.Refusal refusal in failed.Refusals)
                {
                    RefuseWrite(refusal);
                }

                break;
            case WriterProtocol.Overloaded overloaded:
                RefuseWrite(overloaded.Refusal);
                break;
            case SessionProtocol.SetAway request:
                OnSetAway(state, request);
                break;
            case SessionProtocol.Rename request:
                OnRename(state, request);
                break;
            case DirectoryProtocol.Renamed renamed:
                OnRenamed(state, renamed);
                break;
            case DirectoryProtocol.RenameRefused refused:
                Reply(refused.Origin, new SessionReply.Refused(refused.Why));
                break;
            case SessionProtocol.Quit request:
                OnQuit(state, request);
                break;
            default:
                if (!OnRoomNews(state, message) && !OnAccounts(state, message) && !OnModeration(state, message))
                {
                    Unhandled(message);
                }

                break;
        }
    }

    private void OnSetAway(SessionState state, SessionProtocol.SetAway request)
    {
        _state = state with { AwayText = string.IsNullOrWhiteSpace(request.Text) ? null : request.Text };
        TellPresence(_state.Presence);
        Reply(request.Origin, SessionReply.Done.Instance);
    }

    private void OnRename(SessionState state, SessionProtocol.Rename request)
    {
        if (state.Guest)
        {
            _neighbours.Directory.Tell(new DirectoryProtocol.Rename(_id, request.Origin, request.Name));
        }
        else
        {
            Reply(request.Origin, new SessionReply.Refused(new Refusal(ErrorCodes.Forbidden, "Only guests can change their name.")));
        }
    }

    private void OnRenamed(SessionState state, DirectoryProtocol.Renamed renamed)
    {
        _state = state with { Name = renamed.Name };
        foreach (RoomId room in state.Rooms.Keys)
        {
            _neighbours.Rooms.Tell(new RoomProtocol.MemberRenamed(room, _id, renamed.Name));
        }

        Reply(renamed.Origin, new SessionReply.NowKnownAs(renamed.Name));
        TellDevices(new SessionEvent.Renamed(state.Name, renamed.Name, _time.GetUtcNow()), null);
    }

    private void TellPresence(Presence presence)
    {
        _neighbours.Directory.Tell(new DirectoryProtocol.PresenceChanged(_id, presence));
        TellPresence(_state?.Rooms.Keys ?? [], presence);
    }

    private void TellPresence(IEnumerable<RoomId> rooms, Presence presence)
    {
        foreach (RoomId room in rooms)
        {
            _neighbours.Rooms.Tell(new RoomProtocol.PresenceChanged(room, _id, presence));
        }
    }

    private void TellDevices(SessionEvent what, ConnectionId? except)
    {
        foreach (Device device in _state?.Devices ?? [])
        {
            if (device.Ref.Id != except)
            {
                device.Ref.Connection.Tell(new SessionProtocol.Tell(what));
            }
        }
    }

    /// <summary>Refuses a request to a session that does not know its devices, or is not there.</summary>
    internal static void RefuseGone(object message)
    {
        if (message is SessionProtocol.TellAddresses asked)
        {
            Reply(asked.Origin, asked.Known with { Addresses = [] });
            return;
        }

        RequestRef? origin = message switch
        {
            SessionProtocol.InRoom m => m.Origin,
            SessionProtocol.MarkRead m => m.Origin,
            SessionProtocol.SetAway m => m.Origin,
            SessionProtocol.Rename m => m.Origin,
            SessionProtocol.Quit m => m.Origin,
            SessionProtocol.ForAccount m => m.Origin,
            _ => null,
        };
        Reply(origin, new SessionReply.Refused(new Refusal(ErrorCodes.Unavailable, "Your session is gone; connect again.")));
    }

    private static void Reply(RequestRef? origin, SessionReply answer) => origin?.Device.Connection.Tell(new SessionProtocol.Reply(origin, answer));
}
