namespace Chat.Actors.Edge;

/// <summary>
/// Lets replies out in the order of their requests, per room: a reply waits while an earlier request on the same room has none.
/// Requests that name no room wait for nobody. Not thread-safe; holds at most the requests in flight.
/// </summary>
public sealed class ReplyOrder
{
    // Most clients have one request in work at a time.
    private readonly List<Slot> _slots = new(1);
    private long _nextTicket;

    /// <summary>Rooms that the user was sent out of, each with the last request before that. Null while there is none.</summary>
    private List<(string Room, long Ticket)>? _left;

    /// <summary>Requests that have no reply yet, or whose reply waits.</summary>
    public int InFlight => _slots.Count;

    /// <summary>Notes a request.</summary>
    /// <param name="room">The room as the client wrote it; null for a request that is not about a room.</param>
    /// <returns>Its ticket.</returns>
    public long Begin(string? room)
    {
        long ticket = ++_nextTicket;
        _slots.Add(new Slot(ticket, room));
        return ticket;
    }

    /// <summary>Whether a request's reply, when it comes, leaves at once: no earlier request on its room is open.</summary>
    public bool IsNext(long ticket)
    {
        int at = IndexOf(ticket);
        return at < 0 || _slots[at].Room is not { } room || !_slots.Take(at).Any(s => string.Equals(s.Room, room, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether no earlier request at all is open.</summary>
    public bool IsOldest(long ticket) => _slots.Count == 0 || _slots[0].Ticket >= ticket;

    /// <summary>Whether a request has no reply yet, or one that waits.</summary>
    public bool IsOpen(long ticket) => IndexOf(ticket) >= 0;

    /// <summary>Takes a reply and adds what may leave now, in order, to <paramref name="ready"/>.</summary>
    /// <returns>False for a ticket that is unknown or was answered before.</returns>
    /// <param name="ticket">Of the request.</param>
    /// <param name="frame">The reply.</param>
    /// <param name="ready">What may leave now.</param>
    /// <param name="page">What the reply shows of rooms: what of it stays once <see cref="Leave"/> was called for that room.</param>
    public bool Complete(long ticket, byte[] frame, List<byte[]> ready, RoomPage? page = null)
    {
        ArgumentNullException.ThrowIfNull(ready);
        int at = IndexOf(ticket);
        if (at < 0 || _slots[at].Frame is not null)
        {
            return false;
        }

        string? room = _slots[at].Room;
        foreach ((string left, long last) in _left ?? [])
        {
            (frame, page) = last >= ticket && page?.Without(left) is { } rest ? rest : (frame, page);
        }

        _slots[at] = _slots[at] with { Frame = frame, Page = page };
        if (room is null)
        {
            _slots.RemoveAt(at);
            ready.Add(frame);
            return true;
        }

        for (int i = 0; i < _slots.Count;)
        {
            Slot slot = _slots[i];
            if (!string.Equals(slot.Room, room, StringComparison.OrdinalIgnoreCase))
            {
                i++;
                continue;
            }

            if (slot.Frame is not { } done)
            {
                break;
            }

            ready.Add(done);
            _slots.RemoveAt(i);
        }

        return true;
    }

    /// <summary>The user is sent out of a room: what was asked before shows nothing of it any more, also where the reply is here and waits.</summary>
    /// <param name="room">The room as replies name it.</param>
    public void Leave(string room)
    {
        long oldest = _slots.Count > 0 ? _slots[0].Ticket : long.MaxValue;
        _left?.RemoveAll(l => l.Ticket < oldest || l.Room == room);
        if (_slots.Count > 0)
        {
            (_left ??= []).Add((room, _nextTicket));
        }

        for (int i = 0; i < _slots.Count; i++)
        {
            if (_slots[i] is { Frame: not null, Page: { } page } && page.Without(room) is var (frame, rest))
            {
                _slots[i] = _slots[i] with { Frame = frame, Page = rest };
            }
        }
    }

    private int IndexOf(long ticket)
    {
        for (int i = 0; i < _slots.Count; i++)
        {
            if (_slots[i].Ticket == ticket)
            {
                return i;
            }
        }

        return -1;
    }

    private readonly record struct Slot(long Ticket, string? Room, byte[]? Frame = null, RoomPage? Page = null);
}
