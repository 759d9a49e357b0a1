using Akka.Actor;
using Akka.Event;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Storage;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Rooms;

/// <summary>
/// A room's fan-out on one node: encodes what the room says once and hands the same bytes to every outbox.
/// The room's log is its only buffer: a hole in the stream, or a device that was away, is filled by reading the log.
/// <code>
///   device: attached at cursor ──► behind ──ring or log──► live (gets every message as it comes)
///   relay:  in step ──hole in the stream──► behind ──log──► in step
/// </code>
/// </summary>
public sealed partial class RoomRelay : UntypedActor, IWithTimers
{
    private const int RingChars = 128 * 1024;

    private static readonly TimeSpan IdleDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PaceDelay = TimeSpan.FromMilliseconds(20);

    private static readonly ByeEvent Fault = new(ErrorCodes.Internal, "A fault in the server; connect again with your cursors, nothing is lost.", 0);

    private readonly RoomId _id;
    private readonly ConnectionTable _connections;
    private readonly IChatStore _store;
    private readonly IActorRef _rooms;
    private readonly LiveOptions _options;
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly FanOut _fanOut = new();
    private readonly OutletSet _outlets;
    private readonly MessageRing _ring;
    private readonly List<StoredMessage> _run = [];
    private readonly List<RelayItem.Posted> _answers = [];
    private IActorRef _room = ActorRefs.Nobody;
    private long _head = -1;
    private long _target;
    private bool _reading;
    private long _attachments;

    /// <summary>The relay of that room on this node.</summary>
    public RoomRelay(RoomId id, ConnectionTable connections, IChatStore store, IActorRef rooms, LiveOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _id = id;
        _connections = connections;
        _store = store;
        _rooms = rooms;
        _options = options;
        _outlets = new OutletSet(_fanOut);
        _ring = new MessageRing(options.Current.RelayRing, RingChars);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(RoomId id, ConnectionTable connections, IChatStore store, IActorRef rooms, LiveOptions options) =>
        Akka.Actor.Props.Create(() => new RoomRelay(id, connections, store, rooms, options));

    /// <inheritdoc/>
    protected override void PreRestart(Exception reason, object message)
    {
        // What each device has been given is no longer certain: they come back and resume from their own cursors.
        foreach (Outlet outlet in _outlets.All)
        {
            outlet.Connection.Close(Fault);
        }

        foreach (RelayItem.Attached attached in (message as RelayProtocol.Output)?.Items.OfType<RelayItem.Attached>() ?? [])
        {
            if (_connections.TryGet(attached.Device.Id, out Connection? connection))
            {
                connection.Close(Fault);
            }
        }

        Self.Tell(new RelayProtocol.Kept(_attachments));
        base.PreRestart(reason, message);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        RoomMetrics.Wait(-_run.Count);
        _fanOut.Abandon();
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        Handle(message);
        Flush();
    }

    private void Handle(object message)
    {
        switch (message)
        {
            case RelayProtocol.Output output:
                WatchRoom();
                _attachments += output.Items.Count(i => i is RelayItem.Attached);
                OnOutput(output.Items);
                break;
            case RelayProtocol.PassDone done:
                _fanOut.EndPass(done.Pass);
                break;
            default:
                // Where each device stands is asked for below: what the relay's head counts must be in the outboxes.
                PostRun(int.MaxValue);
                OnOther(message);
                break;
        }
    }

    private void OnOther(object message)
    {
        switch (message)
        {
            case RelayProtocol.Kept kept:
                _attachments += kept.Attachments;
                WhenEmpty();
                break;
            case RelayProtocol.DeviceGone gone:
                _outlets.Remove(gone.Device);
                WhenEmpty();
                break;
            case RelayProtocol.PageRead { Outlet: null } read:
                OnOwnPage(read.Page);
                break;
            case RelayProtocol.PageRead { Outlet: { } id } read:
                OnOutletPage(id, read.Page);
                break;
            case RelayProtocol.PageFailed failed:
                _log.Warning(failed.Cause, "The log of {Room} could not be read; trying again", _id);
                Timers.StartSingleTimer(failed.Outlet?.ToString() ?? "own", new RelayProtocol.RetryRead(failed.Outlet), RetryDelay);
                break;
            case RelayProtocol.RetryRead { Outlet: null }:
                ReadOwn();
                break;
            case RelayProtocol.RetryRead { Outlet: { } id }:
                if (_outlets.Find(id) is { } waiting)
                {
                    Advance(waiting);
                }

                break;
            case RelayProtocol.Pruned pruned:
                _ring.DropBelow(pruned.First);
                break;
            case RelayProtocol.RoomStopped stopped when stopped.Room.Equals(_room):
                _room = ActorRefs.Nobody;
                if (_outlets.Count > 0)
                {
                    _rooms.Tell(new RoomProtocol.Subscribe(_id, Context.Parent, _attachments));
                }

                break;
            case RelayProtocol.RoomStopped:
                break;
            case RelayProtocol.CheckIdle when _outlets.Count == 0:
                _ring.Clear();
                _rooms.Tell(new RoomProtocol.Unsubscribe(_id, Context.Parent, _attachments));
                break;
            case RelayProtocol.CheckIdle:
                break;
            case EntityProtocol.Stop when _outlets.Count == 0:
                Context.Stop(Self);
                break;
            case EntityProtocol.Stop:
                Context.Parent.Tell(EntityProtocol.StillBusy.Instance);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private void WatchRoom()
    {
        if (!Sender.Equals(_room))
        {
            _room = Sender;
            Context.WatchWith(_room, new RelayProtocol.RoomStopped(_room));
        }
    }

    private void OnOutput(IReadOnlyList<RelayItem> items)
    {
        foreach (RelayItem item in items)
        {
            if (item is RelayItem.Posted posted)
            {
                OnPosted(posted);
            }
            else
            {
                PostRun(int.MaxValue);
                OnItem(item);
            }
        }
    }

    private void WhenEmpty()
    {
        if (_outlets.Count == 0)
        {
            Timers.StartSingleTimer("idle", RelayProtocol.CheckIdle.Instance, _options.Current.IdleEntity < IdleDelay ? _options.Current.IdleEntity : IdleDelay);
        }
    }
}
