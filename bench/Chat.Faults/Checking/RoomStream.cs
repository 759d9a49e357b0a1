using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>Follows what one client saw of one room.</summary>
internal abstract class RoomStream(int client, int room, RoomPrints log, Findings findings)
{
    private readonly SeqSet _seen = new();
    private readonly List<(long From, long To)> _excused = [];

    /// <summary>What the log has.</summary>
    protected RoomPrints Log { get; } = log;

    /// <summary>The seq after which the client was to get everything; -1 where it has not entered the room.</summary>
    protected long Base { get; private set; } = -1;

    /// <summary>Takes what came next.</summary>
    public abstract void Take(Sight sight);

    /// <summary>Nothing comes any more: what is missing?</summary>
    public abstract void End();

    /// <summary>From here on the client gets everything.</summary>
    protected void Enter(long seq) => Base = Base < 0 ? seq : Base;

    /// <summary>Nothing up to this seq is asked of the stream.</summary>
    protected void Excuse(long to) => _excused.Add((0, to));

    /// <summary>Nothing in this range is asked of the stream.</summary>
    protected void Excuse(long from, long to) => _excused.Add((from, to));

    /// <summary>Notes a message that came, and compares it with the log.</summary>
    protected void See(Sight sight)
    {
        if (!_seen.Add(sight.Seq))
        {
            Report(ViolationKind.StreamDouble, sight.Seq, "got it twice");
        }

        Compare(sight);
    }

    /// <summary>Compares a message with the log.</summary>
    protected void Compare(Sight sight)
    {
        if (!Log.Has(sight.Seq, sight.Print))
        {
            Report(ViolationKind.SeenNotStored, sight.Seq, "saw a message that the log does not have there");
        }
    }

    protected bool HasSeen(long seq) => _seen.Contains(seq);

    /// <summary>The seqs in a range that did not come and were due.</summary>
    protected IEnumerable<long> Missing(long from, long to)
    {
        for (long seq = from; seq <= to; seq++)
        {
            if (!_seen.Contains(seq) && !_excused.Exists(range => range.From <= seq && seq <= range.To))
            {
                yield return seq;
            }
        }
    }

    protected void Report(ViolationKind kind, long seq, string text) => findings.Add(kind, client, room, seq, text);
}
