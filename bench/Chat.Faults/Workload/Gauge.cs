using System.Diagnostics;

namespace Chat.Faults.Workload;

/// <summary>Counts what goes on, for the plan of faults and for the report. Safe for use from any thread.</summary>
/// <param name="rooms">How many rooms there are.</param>
internal sealed class Gauge(int rooms)
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly long[] _newest = new long[rooms];
    private long _acknowledged;
    private long _inFlight;
    private long _refused;
    private long _unknown;
    private long _reconnects;
    private long _repeated;
    private long _seen;
    private long _gaps;
    private long _lastProgress;

    /// <summary>Microseconds since the run began.</summary>
    public long Now => (long)Stopwatch.GetElapsedTime(_began).TotalMicroseconds;

    /// <summary>Messages acknowledged at least once.</summary>
    public long Acknowledged => Interlocked.Read(ref _acknowledged);

    /// <summary>Messages asked for of which the end is not known yet.</summary>
    public long InFlight => Interlocked.Read(ref _inFlight);

    /// <summary>Attempts that the server refused.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Attempts without an answer.</summary>
    public long Unknown => Interlocked.Read(ref _unknown);

    /// <summary>Times that a client came back.</summary>
    public long Reconnects => Interlocked.Read(ref _reconnects);

    /// <summary>Acknowledgements of a key that had been acknowledged already.</summary>
    public long Repeated => Interlocked.Read(ref _repeated);

    /// <summary>Messages that clients saw.</summary>
    public long Seen => Interlocked.Read(ref _seen);

    /// <summary>Gap events.</summary>
    public long Gaps => Interlocked.Read(ref _gaps);

    /// <summary>How long ago something was acknowledged or seen.</summary>
    public TimeSpan Silence => TimeSpan.FromMicroseconds(Now - Interlocked.Read(ref _lastProgress));

    /// <summary>The newest seq of a room that anyone has heard of.</summary>
    public long Newest(int room) => Interlocked.Read(ref _newest[room]);

    public void Asked() => Interlocked.Increment(ref _inFlight);

    /// <summary>The end of a message is known, or it was given up.</summary>
    public void Settled() => Interlocked.Decrement(ref _inFlight);

    public void Ok(int room, long seq, bool isFirst)
    {
        Interlocked.Increment(ref isFirst ? ref _acknowledged : ref _repeated);
        Hear(room, seq);
    }

    public void Refuse() => Interlocked.Increment(ref _refused);

    public void Lose() => Interlocked.Increment(ref _unknown);

    public void Reconnect() => Interlocked.Increment(ref _reconnects);

    public void Gap() => Interlocked.Increment(ref _gaps);

    public void See(int room, long seq)
    {
        Interlocked.Increment(ref _seen);
        Hear(room, seq);
    }

    private void Hear(int room, long seq)
    {
        Interlocked.Exchange(ref _lastProgress, Now);
        long newest;
        while ((newest = Interlocked.Read(ref _newest[room])) < seq && Interlocked.CompareExchange(ref _newest[room], seq, newest) != newest)
        {
        }
    }
}
