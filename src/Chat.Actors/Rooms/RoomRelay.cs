using Akka.Actor;
using Akka.Event;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Storage;
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

    /// <summary>A run of messages that would fill more of an outbox than this part goes out in several pieces.</summary>
    private const int PiecesPerOutbox = 4;

    /// <summary>About what a message's frame has besides its text, in bytes.</summary>
    private const int FrameBytes = 200;

    private static readonly TimeSpan IdleDelay = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PaceDelay = TimeSpan.FromMilliseconds(20);

    private static readonly ByeEvent Fault = new(ErrorCodes.Internal, "A fault in the server; connect again with your cursors, nothing is lost.", 0);

    private readonly RoomId _id;
    private readonly ConnectionTable _connections;
    private readonly IChatStore _store;
    private readonly IActorRef _rooms;
    private readonly ChatOptions _options;
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
    public RoomRelay(RoomId id, ConnectionTable connections, IChatStore store, IActorRef rooms, ChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _id = id;
        _connections = connections;
        _store = store;
        _rooms = rooms;
        _options = options;
        _outlets = new OutletSet(_fanOut);
        _ring = new MessageRing(options.RelayRing, RingChars);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>How to make one.</summary>
    public static Props Props(RoomId id, ConnectionTable connections, IChatStore store, IActorRef rooms, ChatOptions options) =>
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
    protected override void PostStop() => _fanOut.Abandon();

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

    private void OnPosted(RelayItem.Posted posted)
    {
        if (posted.Origin?.Device.Hub.Equals(Context.Parent) ?? false)
        {
            _answers.Add(posted);
        }

        if (posted.Message.Seq == _head + 1)
        {
            _run.Add(posted.Message);
            _head++;
        }
        else if (posted.Message.Seq > _head)
        {
            CatchUp(posted.Message.Seq);
        }
    }

    /// <summary>Sends what is due. What comes while a pass goes out collects and leaves with the next one, a run of messages in one piece.</summary>
    private void Flush()
    {
        while (!_fanOut.IsUnderWay)
        {
            PostRun(_options.OutboxBytes / PiecesPerOutbox);
            _fanOut.Flush(Self);
            if (_run.Count == 0)
            {
                return;
            }
        }
    }

    /// <summary>Queues messages of the run for everyone who is live; behind the last of them the answers to their senders.</summary>
    /// <param name="bytes">About so many at the most, one message at least: who reads fast must not be taken for slow.</param>
    private void PostRun(int bytes)
    {
        while (_run.Count > 0)
        {
            int count = 0;
            for (int size = 0; count < _run.Count && (count == 0 || size < bytes); count++)
            {
                size += FrameBytes + (_run[count].Text.Length * 2);
                _ring.Add(_run[count]);
            }

            List<StoredMessage> piece = _run.GetRange(0, count);
            _outlets.PostToLive(label => Encode(label, piece));
            _run.RemoveRange(0, count);
            if (bytes < int.MaxValue)
            {
                break;
            }
        }

        if (_run.Count > 0)
        {
            return;
        }

        foreach (RelayItem.Posted posted in _answers)
        {
            _connections.Answer(posted.Origin!, new RoomReply.Sent(posted.Label, posted.Message.Seq, posted.Message.At), _fanOut);
        }

        _answers.Clear();
    }

    private void OnItem(RelayItem item)
    {
        switch (item)
        {
            case RelayItem.Reply reply:
                _connections.Answer(reply.Origin, reply.Answer, _fanOut);
                break;
            case RelayItem.NotAttached refused:
                _connections.Tell(refused);
                break;
            case RelayItem.Attached attached:
                OnAttached(attached);
                break;
            case RelayItem.Synced synced:
                _head = _head < 0 ? synced.Head : _head;
                CatchUp(synced.Head);
                break;
            case RelayItem.Unsubscribed { Attachments: var sent }:
                // The room counts from zero again.
                _attachments -= sent;
                if (_outlets.Count == 0)
                {
                    Context.Parent.Tell(EntityProtocol.Passivate.Instance);
                }

                break;
            case RelayItem.MemberJoined joined:
                PostAbout(joined.Member.User, joined);
                break;
            case RelayItem.MemberLeft left:
                PostAbout(left.User, left);
                _outlets.RemoveUser(left.User);
                WhenEmpty();
                break;
            case RelayItem.Renamed { Pair: true } renamed:
                _outlets.Post(label => FrameCodec.Encode(new RenamedEvent(renamed.From, renamed.To, renamed.At, label)));
                _outlets.Relabel(renamed.User, "@" + renamed.To);
                break;
            case RelayItem.Typing typing:
                _outlets.Post(label => FrameCodec.Encode(new TypingEvent(label, typing.Name, typing.Active)), except: typing.User);
                break;
            default:
                _outlets.Post(label => FrameCodec.Encode(RelayFrames.ToEvent(item, label)));
                break;
        }
    }

    private void PostAbout(UserId user, RelayItem item)
    {
        _outlets.Post(label => FrameCodec.Encode(RelayFrames.ToEvent(item, label)), except: user);
        _outlets.PostTo(user, label => FrameCodec.Encode(RelayFrames.ToEvent(item, label, you: true)));
    }

    private void WhenEmpty()
    {
        if (_outlets.Count == 0)
        {
            Timers.StartSingleTimer("idle", RelayProtocol.CheckIdle.Instance, _options.IdleEntity < IdleDelay ? _options.IdleEntity : IdleDelay);
        }
    }

    private static ReadOnlyMemory<byte> Encode(string label, IReadOnlyList<StoredMessage> messages)
    {
        if (messages.Count == 1)
        {
            return ReplyFrames.Encode(label, messages[0]);
        }

        using var piece = new MemoryStream();
        foreach (StoredMessage message in messages)
        {
            piece.Write(ReplyFrames.Encode(label, message));
        }

        return piece.ToArray();
    }
}
