using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Storage;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Rooms;

/// <content>How a device, and the relay itself, catches up from the ring or the log.</content>
public sealed partial class RoomRelay
{
    private void OnAttached(RelayItem.Attached attached)
    {
        if (_head < 0)
        {
            _head = attached.Head;
        }

        CatchUp(attached.Head);

        if (!_connections.TryGet(attached.Device.Id, out Connection? connection))
        {
            WhenEmpty();
            return;
        }

        if (_outlets.Find(attached.Device.Id) is not null)
        {
            return;
        }

        var outlet = new Outlet(connection, attached.User, attached.Label, Math.Clamp(attached.Cursor, 0, attached.Head));
        _outlets.Add(outlet);
        if (attached.Introduced is { } introduced)
        {
            _fanOut.Post(connection, FrameCodec.Encode(RelayFrames.ToEvent(introduced, outlet.Label, you: true)));
        }

        if (attached.Head - outlet.Cursor > _options.Current.Replay)
        {
            _fanOut.Post(connection, FrameCodec.Encode(new GapEvent(outlet.Label, outlet.Cursor + 1, attached.Head)));
            outlet.Cursor = attached.Head;
        }

        Advance(outlet);
    }

    /// <summary>Brings a device from its cursor to the relay's head, then makes it live.</summary>
    private void Advance(Outlet outlet)
    {
        if (outlet.Cursor == _head)
        {
            outlet.IsLive = true;
        }
        else if (outlet.Cursor < _head)
        {
            if (_ring.TryReadAfter(outlet.Cursor, out IEnumerable<StoredMessage> recent))
            {
                _fanOut.Post(outlet.Connection, Encode(outlet.Label, [.. recent]));
                outlet.Cursor = _head;
                outlet.IsLive = true;
            }
            else if (outlet.Connection.Outbox.PendingBytes > _options.Current.OutboxBytes / 4)
            {
                Timers.StartSingleTimer(outlet.Connection.Id, new RelayProtocol.RetryRead(outlet.Connection.Id), PaceDelay);
            }
            else
            {
                ReadLog(outlet.Cursor, outlet.Connection.Id);
            }
        }

        // A cursor ahead of the relay waits until the relay has caught up.
    }

    private void OnOutletPage(ConnectionId id, HistoryPage page)
    {
        if (_outlets.Find(id) is not { IsLive: false } outlet)
        {
            return;
        }

        StoredMessage[] missed = [.. page.Messages.Where(m => m.Seq > outlet.Cursor && m.Seq <= _head)];
        if (PrunedIn(page, outlet.Cursor, _head) is { } gone)
        {
            _fanOut.Post(outlet.Connection, FrameCodec.Encode(new GapEvent(outlet.Label, gone.From, gone.To)));
        }

        if (missed.Length > 0)
        {
            _fanOut.Post(outlet.Connection, Encode(outlet.Label, missed));
        }

        outlet.Cursor = missed.Length > 0 ? missed[^1].Seq : _head;
        Advance(outlet);
    }

    private void CatchUp(long target)
    {
        _target = Math.Max(_target, target);
        if (_head < _target && !_reading)
        {
            ReadOwn();
        }
    }

    private void ReadOwn()
    {
        _reading = true;
        ReadLog(_head, null);
    }

    private void OnOwnPage(HistoryPage page)
    {
        _reading = false;
        if (PrunedIn(page, _head, _target) is { } gone)
        {
            _outlets.PostToLive(label => FrameCodec.Encode(new GapEvent(label, gone.From, gone.To)));
            _head = gone.To;
        }

        foreach (StoredMessage message in page.Messages.Where(m => m.Seq > _head))
        {
            _run.Add(message);
            _head = message.Seq;
        }

        PostRun(int.MaxValue);
        if (_head < _target && page.Messages.Count > 0)
        {
            ReadOwn();
            return;
        }

        foreach (Outlet waiting in _outlets.Behind)
        {
            Advance(waiting);
        }
    }

    /// <summary>What a page that was asked for after a cursor shows to be gone for good, up to a bound: a log has no other hole.</summary>
    private static (long From, long To)? PrunedIn(HistoryPage page, long cursor, long bound)
    {
        long to = page.Messages.Count > 0 ? Math.Min(page.Messages[0].Seq - 1, bound) : bound;
        return to > cursor ? (cursor + 1, to) : null;
    }

    private void ReadLog(long after, ConnectionId? outlet)
    {
        IChatStore store = _store;
        RoomId id = _id;
        var query = new HistoryQuery(null, after, null, ProtocolLimits.MaxPage);
        Task.Run(() => store.ReadAsync(id, query, CancellationToken.None)).PipeTo(
            Self,
            success: page => new RelayProtocol.PageRead(outlet, page),
            failure: cause => new RelayProtocol.PageFailed(outlet, cause));
    }
}
