using Chat.Faults.History;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Faults.Workload;

/// <summary>What a client with frames of its own gets: its cursors, and the gaps that it has still to read.</summary>
internal sealed class WireInbox(World world, ClientTrack track, string user, IReadOnlyList<int> rooms)
{
    private readonly long[] _cursors = new long[world.History.Rooms.Count];
    private readonly Queue<(int Room, long Next, long To)> _gaps = new();
    private long _asked;
    private int _gapCount;
    private int _joined;

    /// <summary>True once it is in all of its rooms.</summary>
    public bool HasJoined => _joined == rooms.Count;

    /// <summary>What to say hello with.</summary>
    public Dictionary<string, long> Cursors() => rooms.ToDictionary(room => world.History.Rooms[room], room => _cursors[room]);

    /// <summary>What has not come yet; null when nothing is missing. Safe to call from any thread.</summary>
    public string? Missing()
    {
        int behind = rooms.FirstOrDefault(room => Volatile.Read(ref _cursors[room]) < world.Gauge.Newest(room), -1);
        if (behind >= 0)
        {
            return $"room {world.History.Rooms[behind]} only up to {Volatile.Read(ref _cursors[behind])} of {world.Gauge.Newest(behind)}";
        }

        return Volatile.Read(ref _gapCount) is > 0 and int gaps ? $"{gaps} gaps to read" : null;
    }

    public void Joined(int room, JoinOk ok)
    {
        track.Add(new Sight(SightKind.Joined, room, ok.Seq));
        Volatile.Write(ref _cursors[room], ok.Seq);
        _joined++;
    }

    /// <summary>Hello was answered: the streams go on after the cursors.</summary>
    public void Resumed(HelloOk ok)
    {
        _asked = 0;
        foreach (int room in rooms)
        {
            string name = world.History.Rooms[room];
            RoomSummary? summary = ok.Rooms.FirstOrDefault(r => r.Room == name);
            if (summary is null)
            {
                world.History.Add(IncidentKind.MembershipLost, $"{user} is not in {name} any more, says hello");
            }
            else if (summary.Seq < _cursors[room])
            {
                world.History.Add(IncidentKind.BadWire, $"{user} has seen {_cursors[room]} in {name}; hello says that the newest is {summary.Seq}");
            }

            track.Add(new Sight(SightKind.Resumed, room, _cursors[room]));
        }
    }

    public void Take(MessageEvent m)
    {
        int room = Room(m.Room);
        if (room >= 0)
        {
            track.Add(new Sight(SightKind.Live, room, m.Seq, world.Print(m.From, m.Key, m.Text, m.At)));
            world.Gauge.See(room, m.Seq);
            Move(room, m.Seq);
        }
    }

    public void Take(GapEvent gap)
    {
        int room = Room(gap.Room);
        if (room >= 0)
        {
            world.Gauge.Gap();
            track.Add(new Sight(SightKind.Gap, room, gap.From, (ulong)gap.To));
            _gaps.Enqueue((room, gap.From, gap.To));
            Volatile.Write(ref _gapCount, _gaps.Count);
            Move(room, gap.To);
        }
    }

    /// <summary>Asks for the next page of what a gap left out, where none is asked for.</summary>
    public void Fill(WireLink link)
    {
        if (_asked == 0 && _gaps.TryPeek(out (int Room, long Next, long To) gap))
        {
            _asked = link.Send(id => new HistoryRequest(id, world.History.Rooms[gap.Room], After: gap.Next - 1, Limit: ProtocolLimits.MaxPage));
        }
    }

    /// <summary>Takes a page; false where the request was none of these.</summary>
    public bool TryTake(long id, RawOk raw)
    {
        if (id != _asked || id == 0)
        {
            return false;
        }

        _asked = 0;
        HistoryOk page = raw.Read<HistoryOk>();
        (int room, long next, long to) = _gaps.Dequeue();
        long last = page.Messages.Count > 0 ? page.Messages[^1].Seq : to;
        foreach (MessageInfo m in page.Messages.Where(m => m.Seq <= to))
        {
            track.Add(new Sight(SightKind.Page, room, m.Seq, world.Print(m.From, m.Key, m.Text, m.At)));
            world.Gauge.See(room, m.Seq);
        }

        if (last < to)
        {
            _gaps.Enqueue((room, Math.Max(next, last + 1), to));
        }

        Volatile.Write(ref _gapCount, _gaps.Count);
        return true;
    }

    /// <summary>Takes an error; false where the request was none of these.</summary>
    public bool TryTake(long id, ErrorReply error)
    {
        if (id != _asked || id == 0)
        {
            return false;
        }

        _asked = 0;
        if (error.Code is not (ErrorCodes.Unavailable or ErrorCodes.Overloaded or ErrorCodes.ShuttingDown))
        {
            world.History.Add(IncidentKind.WrongRefusal, $"{user} could not read history: {error.Code}: {error.Message}");
        }

        return true;
    }

    private int Room(string name)
    {
        int room = world.Room(name);
        if (room < 0)
        {
            world.History.Add(IncidentKind.BadWire, $"{user} got an event of the room {name}, which it never joined");
        }

        return room;
    }

    private void Move(int room, long seq) => Volatile.Write(ref _cursors[room], Math.Max(_cursors[room], seq));
}
