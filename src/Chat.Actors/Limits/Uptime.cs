namespace Chat.Actors.Limits;

/// <summary>The clock of all limits.</summary>
internal static class UptimeExtensions
{
    /// <summary>Ticks of a clock that never goes back, from 0 up.</summary>
    public static long Uptime(this TimeProvider time)
    {
        // In whole numbers: the runtime's own conversion goes by floating point and may be some ticks off.
        long stamp = time.GetTimestamp(), frequency = time.TimestampFrequency;
        return frequency % TimeSpan.TicksPerSecond == 0 ? stamp / (frequency / TimeSpan.TicksPerSecond) : (long)((Int128)stamp * TimeSpan.TicksPerSecond / frequency);
    }

    /// <summary>A wait in whole milliseconds, rounded up, at least 1.</summary>
    public static long Milliseconds(long ticks) => Math.Max(1, (ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
}
