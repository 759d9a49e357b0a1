using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>
/// Own messages until they are answered. Each room has a lane, and only the head of a lane is ever on its way: a message that is refused for now, or whose
/// connection is lost, is repeated with its key before any later one, so that the order of the calls is the order in the room.
/// </summary>
internal sealed partial class SendQueue(StateStore store, ChatClientOptions options)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan CarefulFor = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedList<SendTicket>> _lanes = new(RoomNames.Users);
    private int _count;
    private TimeSpan _pauseUntil = TimeSpan.MinValue;
    private TimeSpan _carefulUntil = TimeSpan.MinValue;
    private Conversation? _talk;
    private LinkEnd? _closed;

    /// <summary>Takes a message in.</summary>
    /// <exception cref="ChatException">The queue is full, or the client closed.</exception>
    public SendTicket Add(string room, string text, string? kind)
    {
        lock (_gate)
        {
            return Add(new OwnSend(Guid.CreateVersion7().ToString("N"), room, text, kind, options.Time.GetUtcNow()));
        }
    }

    /// <summary>There is a connection: everything unanswered goes out again.</summary>
    public void Attach(Conversation talk)
    {
        lock (_gate)
        {
            _talk = talk;
            foreach (SendTicket ticket in _lanes.Values.SelectMany(lane => lane))
            {
                ticket.NotBefore = TimeSpan.MinValue;
            }

            Pump();
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Detach()
    {
        lock (_gate)
        {
            _talk = null;
            foreach (SendTicket ticket in _lanes.Values.SelectMany(lane => lane))
            {
                ticket.Attempt = null;
            }
        }
    }

    /// <summary>Sends what may be sent now.</summary>
    public void Pump()
    {
        lock (_gate)
        {
            foreach (string room in _lanes.Keys.ToArray())
            {
                Pump(room);
            }
        }
    }

    /// <summary>A private room has another name; its messages follow.</summary>
    public void MoveRoom(string room, string to)
    {
        lock (_gate)
        {
            if (!_lanes.Remove(room, out LinkedList<SendTicket>? moved))
            {
                return;
            }

            LinkedList<SendTicket> lane = Lane(to);
            foreach (SendTicket ticket in moved)
            {
                ticket.Send = ticket.Send with { Room = to };
                lane.AddLast(ticket);
            }
        }
    }

    /// <summary>The server will not know the user again: what it may have taken from the former one must not be posted twice.</summary>
    public void GiveUpSent(LinkEnd why)
    {
        lock (_gate)
        {
            foreach (SendTicket ticket in _lanes.Values.SelectMany(lane => lane).Where(ticket => ticket.SentTo is not null).ToArray())
            {
                Fail(ticket, why.ToException());
            }
        }
    }

    /// <summary>The client is closed: nothing is sent any more.</summary>
    public void Close(LinkEnd why)
    {
        lock (_gate)
        {
            _closed = why;
            _talk = null;
            foreach (SendTicket ticket in _lanes.Values.SelectMany(lane => lane).ToArray())
            {
                Fail(ticket, new ChatException(SdkErrorCodes.Closed, why.Message));
            }
        }
    }

    private SendTicket Add(OwnSend send)
    {
        if (_closed is not null)
        {
            throw new ChatException(SdkErrorCodes.Closed, _closed.Message);
        }

        if (_count >= options.MaxPendingSends)
        {
            throw new ChatException(SdkErrorCodes.QueueFull, $"{_count} messages wait to be sent; wait for some of them.");
        }

        var ticket = new SendTicket(send);
        store.Apply(new ChatInput.SendQueued(send));
        Lane(send.Room).AddLast(ticket);
        _count++;
        Pump(send.Room);
        return ticket;
    }

    private void Pump(string room)
    {
        while (_talk is not null && _lanes.TryGetValue(room, out LinkedList<SendTicket>? lane) && lane.First?.Value is { Attempt: null } head)
        {
            TimeSpan now = options.Time.Uptime();
            if (head.NotBefore > now || _pauseUntil > now || (_carefulUntil > now && IsAnyOnItsWay()))
            {
                return;
            }

            try
            {
                TrySend(_talk, head);
                return;
            }
            catch (ChatException e)
            {
                Fail(head, e);
            }
        }
    }

    private void TrySend(Conversation talk, SendTicket ticket)
    {
        OwnSend send = ticket.Send;
        object attempt = new();
        var reply = new HandledReply<SendOk>(ok => Acknowledge(ticket, attempt, ok), error => Refuse(ticket, attempt, error));
        if (talk.TryAsk(id => new SendRequest(id, send.Room, send.Text, send.Key, send.Kind), reply))
        {
            ticket.Attempt = attempt;
            ticket.SentTo = send.Room;
        }
    }

    private void Acknowledge(SendTicket ticket, object attempt, SendOk ok)
    {
        lock (_gate)
        {
            if (ticket.Attempt != attempt || !Remove(ticket))
            {
                return;
            }

            store.Apply(new ChatInput.SendAcknowledged(ticket.Send, ok));
            ticket.Succeed(ok);
            if (_carefulUntil > options.Time.Uptime())
            {
                Pump();
            }
            else
            {
                Pump(ticket.Send.Room);
            }
        }
    }

    private void Refuse(SendTicket ticket, object attempt, ChatException error)
    {
        lock (_gate)
        {
            if (ticket.Attempt != attempt)
            {
                return;
            }

            ticket.Attempt = null;
            if (IsWorthRepeating(ticket, error))
            {
                if (error.Code == ErrorCodes.RateLimited)
                {
                    SlowDown(error.RetryAfter);
                }

                ticket.NotBefore = options.Time.Uptime() + Backoff.Wait(options, error.Code == ErrorCodes.RateLimited ? 1 : ++ticket.Failures, error.RetryAfter);
                return;
            }

            Fail(ticket, error);
            Pump(ticket.Send.Room);
        }
    }

    // What the server counts is the user's messages, whatever their rooms: all of them pause, and then go one by one for a while. Many rooms would else make many refusals for each that is taken.
    private void SlowDown(TimeSpan? retryAfter)
    {
        TimeSpan now = options.Time.Uptime();
        _pauseUntil = now + (retryAfter < LongestPause ? retryAfter.Value : LongestPause);
        _carefulUntil = _pauseUntil + CarefulFor;
    }

    private bool IsAnyOnItsWay() => _lanes.Values.Any(lane => lane.First?.Value.Attempt is not null);

    // Renamed while it was on its way: the refusal is about a name that is no longer meant.
    private static bool IsWorthRepeating(SendTicket ticket, ChatException error) =>
        error.Code is SdkErrorCodes.Offline or SdkErrorCodes.Timeout or SdkErrorCodes.BadReply
        || LinkEnd.IsRefusalForNow(error.Code)
        || ticket.SentTo != ticket.Send.Room;

    private void Fail(SendTicket ticket, ChatException error)
    {
        if (Remove(ticket))
        {
            store.Apply(new ChatInput.SendFailed(ticket.Send.Key, error.Code, error.Message));
            ticket.Fail(error);
        }
    }

    private bool Remove(SendTicket ticket)
    {
        if (!_lanes.TryGetValue(ticket.Send.Room, out LinkedList<SendTicket>? lane) || !lane.Remove(ticket))
        {
            return false;
        }

        _count--;
        if (lane.Count == 0)
        {
            _lanes.Remove(ticket.Send.Room);
        }

        return true;
    }

    private LinkedList<SendTicket> Lane(string room)
    {
        if (!_lanes.TryGetValue(room, out LinkedList<SendTicket>? lane))
        {
            _lanes.Add(room, lane = []);
        }

        return lane;
    }
}
