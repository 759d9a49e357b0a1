using Chat.Bench.Measure;

namespace Chat.Bench.Net;

/// <summary>
/// Reads each message of one member: the numbers of a stream (the room's seqs, or each sender's count where a protocol has no seqs) must follow
/// one another without a hole; the text says when it was sent.
/// </summary>
/// <param name="window">Of which messages to note how long they took.</param>
/// <param name="last">Told of each message too, where the last member to receive it is looked for.</param>
internal sealed class SeqCheck(MeasureWindow window, LastArrival? last = null)
{
    private readonly Dictionary<long, long> _last = [];

    /// <summary>What was wrong first; null while nothing was.</summary>
    public string? Problem { get; private set; }

    /// <summary>From a send, or from when it was due, to its arrival here, by when it was sent or due.</summary>
    public WindowedLatency Latency { get; } = new(window);

    /// <summary>The newest seq of the room that has come.</summary>
    public long Last => _last.GetValueOrDefault(0);

    /// <summary>The next message of the room must be the one after this seq.</summary>
    public void StartAfter(long seq) => _last[0] = seq;

    /// <summary>Takes one message.</summary>
    public void Read(in MessageFacts message)
    {
        long due = _last.GetValueOrDefault(message.Stream) + 1;
        if (message.Number != due)
        {
            Problem ??= message.Stream == 0
                ? $"seq {message.Number} came where {due} was due"
                : $"message {message.Number} of sender {message.Stream} came where {due} was due";
        }

        _last[message.Stream] = message.Number;
        last?.Arrived(message.SentAt);
        Latency.Record(message.SentAt);
    }
}
