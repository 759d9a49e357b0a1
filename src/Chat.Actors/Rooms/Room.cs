using System.Diagnostics;
using Akka.Actor;
using Akka.Event;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Serialization;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;
using Chat.Protocol;

namespace Chat.Actors.Rooms;

/// <summary>
/// One room or private pair: the owner of its members, its topic and its order.
/// <code>
///   Loading ──loaded──► Ready ──idle──► gone (the parent starts it again on demand)
///      ▲  └──failed──► Unavailable ──retry──┐   a write failed that changed members or topic: restart
///      ├────────────────────────────────────┘      │
///      └──all writes decided── Recovering ◄────────┘
/// </code>
/// Commands are decided at once by <see cref="RoomRules"/>; what they change is told only after its commit,
/// in the order of the commits, as one stream to every node with a member (<see cref="RelayProtocol.Output"/>).
/// </summary>
public sealed partial class Room : UntypedActor, IWithStash, IWithTimers
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly RoomId _id;

    /// <summary>A room that there is none of: no name is like that.</summary>
    private readonly RoomId _none;
    private readonly RoomNeighbours _neighbours;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly RoomStream _stream;
    private RoomState? _state;
    private int _writing;
    private DateTimeOffset _lastAt;

    /// <summary>The room of that id, loaded from storage.</summary>
    public Room(RoomId id, RoomNeighbours neighbours, LiveOptions options, TimeProvider time)
    {
        _id = id;
        _none = RoomId.OfName("*" + id.Value);
        _neighbours = neighbours;
        _options = options;
        _time = time;
        _stream = new RoomStream(id, Context);
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private ILoggingAdapter Log => field ??= Context.GetLogger();

    /// <summary>How to make one.</summary>
    public static Props Props(RoomId id, RoomNeighbours neighbours, LiveOptions options, TimeProvider time) =>
        Make.Props(() => new Room(id, neighbours, options, time));

    /// <inheritdoc/>
    protected override void OnReceive(object message) => Loading(message);

    private void Ready(object message)
    {
        switch (message)
        {
            case RoomProtocol.Command command:
                OnCommand(command);
                break;
            case WriterProtocol.Committed committed:
                OnCommitted(committed.Outcomes);
                break;
            case WriterProtocol.Overloaded { Refusal: { } refusal }:
                _writing--;
                Uncount(refusal.Write);
                Refuse(RoomWork.CommandOf(refusal.Context), new Refusal(ErrorCodes.Overloaded, "Too many messages wait for the storage; this one was not posted. Try again.", null, 500));
                break;
            case WriterProtocol.Failed failed:
                OnFailed(failed.Refusals);
                break;
            case RoomProtocol.ReadDone done:
                OnReadDone(done);
                break;
            case RoomProtocol.HiddenLong hidden:
                OnHiddenLong(hidden);
                break;
            case RoomProtocol.ReportRead read:
                OnReportRead(read);
                break;
            case RoomProtocol.Attach attach:
                OnAttach(attach);
                break;
            case RoomProtocol.PresenceChanged changed:
                OnPresence(changed);
                break;
            case RoomProtocol.PresenceTick:
                OnPresenceTick();
                break;
            case RoomProtocol.MuteTick:
                // It must not keep a room in memory: below, the time of rest would begin anew.
                OnMuteTick();
                return;
            case RoomProtocol.MemberRenamed renamed:
                OnRenamed(renamed);
                break;
            case RoomProtocol.Subscribe subscribe:
                _stream.Add(subscribe.Hub, subscribe.Attached);
                _stream.To(subscribe.Hub, new RelayItem.Synced(_state?.Head ?? 0));
                if (Manner() is { } manner)
                {
                    _stream.To(subscribe.Hub, manner);
                }

                break;
            case RoomProtocol.Unsubscribe unsubscribe:
                _stream.Drop(unsubscribe.Hub, unsubscribe.Attached);
                break;
            case RoomProtocol.HubGone gone:
                _stream.Forget(gone.Hub);
                break;
            case ReceiveTimeout when _stream.IsEmpty && IsAtRest:
                Context.Parent.Tell(EntityProtocol.Passivate.Instance);
                break;
            case ReceiveTimeout:
                break;
            case EntityProtocol.Stop when _stream.IsEmpty && IsAtRest:
                Context.Stop(Self);
                break;
            case EntityProtocol.Stop:
                Context.Parent.Tell(EntityProtocol.StillBusy.Instance);
                break;
            default:
                Unhandled(message);
                break;
        }

        // Only without a node that listens it may go: with one, no timer needs to be set anew by each message.
        Context.SetReceiveTimeout(_stream.IsEmpty ? _options.Current.IdleEntity : null);
    }

    private void OnCommand(RoomProtocol.Command command)
    {
        using Activity? span = SendTrace.Begin("room", command.Origin?.Trace);
        TellMutesEnded();
        switch (RoomRules.Decide(_state, command, Now(), _options.Current))
        {
            case RoomDecision.Refuse { Hides: true } refuse:
                RefuseHiding(command, refuse.Why);
                break;
            case RoomDecision.Refuse refuse:
                Refuse(command, refuse.Why);
                break;
            case RoomDecision.Doubt doubt:
                Submit(doubt.Find, new RoomWork(command, doubt.Otherwise, []));
                break;
            case RoomDecision.Answer { Reply: RoomReply.Joined }:
                _stream.Send([.. RoomEffects.Entrance(command, _state!, Now())]);
                break;
            case RoomDecision.Answer answer:
                Answer(command, answer.Reply);
                break;
            case RoomDecision.Announce announce:
                Answer(command, announce.Reply);
                _stream.ToAll(announce.Item);
                break;
            case RoomDecision.Store { Write: Write.CreateRoom } when !MayBeMade(command):
                Refuse(command, new Refusal(ErrorCodes.Forbidden, "The server has as many rooms as it takes."));
                break;
            case RoomDecision.Store store:
                Submit(store.Write, RoomWork.ContextOf(command, store));
                if (store.Then is { } then)
                {
                    Submit(then, command);
                }

                _state = store.Next;
                LookAfterMembers(store.Write);
                break;
            case RoomDecision.Read read:
                ReadPage(command, read.Query);
                break;
            case RoomDecision.ReadReports read:
                ReadReports(command, read);
                break;
            case RoomDecision.ReadActs read:
                ReadActs(command, read);
                break;
        }

        LetGoOfNothing();
    }

    /// <summary>Nobody keeps rooms in memory by naming ones that do not exist.</summary>
    private void LetGoOfNothing()
    {
        if (_state is null && IsAtRest)
        {
            Context.Parent.Tell(EntityProtocol.Passivate.Instance);
        }
    }

    private void Notify(IReadOnlyList<IWithUserId> notices)
    {
        foreach (IWithUserId notice in notices)
        {
            _neighbours.Sessions.Tell(notice);
        }
    }

    private void OnAttach(RoomProtocol.Attach attach)
    {
        DeviceRef device = attach.Device.Device;
        if (_state?.Members.GetValueOrDefault(attach.By.User) is { } member)
        {
            RelayItem.MemberJoined? introduced = attach.Device.Introduce ? new RelayItem.MemberJoined(member, Now()) : null;
            _stream.Send([new RelayItem.Attached(device, member.User, _state.LabelFor(member.User), attach.Device.Cursor, _state.Head, introduced)]);
        }
        else
        {
            // The answer to the device's hello named this room, and its user left it just then.
            _neighbours.Sessions.Tell(new SessionProtocol.RoomLeft(attach.By.User, _id));
            _stream.Send([new RelayItem.NotAttached(device, _state?.Name ?? _id.Folded, attach.By.Name, Now())]);
        }
    }

    private void OnRenamed(RoomProtocol.MemberRenamed renamed)
    {
        if (_state?.Members.GetValueOrDefault(renamed.User) is not { } member || member.Name == renamed.Name)
        {
            return;
        }

        _state = _state.With(member with { Name = renamed.Name });
        if (_id.IsPair)
        {
            foreach (UserId peer in _state.Members.Keys.Where(u => u != renamed.User))
            {
                _neighbours.Sessions.Tell(new SessionProtocol.PeerRenamed(peer, _id, renamed.Name));
            }
        }

        // Behind the sessions: who hears of the new name and writes to the old one means its next holder.
        _stream.ToAll(new RelayItem.Renamed(renamed.User, member.Name, renamed.Name, _id.IsPair, Now()));
        SendOutIfBanned(_state.Members[renamed.User]);
    }

    private void Answer(RoomProtocol.Command command, RoomReply reply) => _stream.Send([.. RoomEffects.Reply(command, reply)]);

    private void Refuse(RoomProtocol.Command command, Refusal why)
    {
        RoomEffects effects = RoomEffects.Refused(_state, command, why);
        Notify(effects.Notices);
        _stream.Send(effects.Stream);
    }

    /// <summary>The room's time: never before a time it has given out.</summary>
    private DateTimeOffset Now()
    {
        DateTimeOffset now = _time.GetUtcNow();
        return _lastAt = now > _lastAt ? now : _lastAt;
    }
}
