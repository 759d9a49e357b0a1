using Chat.Faults.History;

namespace Chat.Faults.Checking;

/// <summary>The fingerprints of a room's log, by seq.</summary>
internal sealed class RoomPrints
{
    private readonly Dictionary<long, ulong>? _strange;
    private readonly ulong[] _prints;

    public RoomPrints(ChunkedList<LogEntry> log)
    {
        _prints = new ulong[log.Count + 1];
        foreach (LogEntry entry in log)
        {
            End = Math.Max(End, entry.Seq);
            if (entry.Seq > 0 && entry.Seq < _prints.Length)
            {
                _prints[entry.Seq] = entry.Print;
            }
            else
            {
                (_strange ??= [])[entry.Seq] = entry.Print;
            }
        }
    }

    /// <summary>The greatest seq; 0 for an empty log.</summary>
    public long End { get; }

    /// <summary>True where the log has exactly this message there.</summary>
    public bool Has(long seq, ulong print) => seq > 0 && seq < _prints.Length && _prints[seq] != 0
        ? _prints[seq] == print
        : _strange is not null && _strange.TryGetValue(seq, out ulong found) && found == print;
}
