using System.Diagnostics;

namespace Chat.Bench.Measure;

/// <summary>How long things took, those that began in the measured time apart from those of the calm before it. One thread at a time records.</summary>
/// <param name="window">The measured time.</param>
internal sealed class WindowedLatency(MeasureWindow window)
{
    /// <summary>Of what began in the measured time.</summary>
    public LatencyHistogram Measured { get; } = new();

    /// <summary>Of what began in the calm before it.</summary>
    public LatencyHistogram Calm { get; } = new();

    /// <summary>Something is done now.</summary>
    /// <param name="since">When it began, or was due: a timestamp of <see cref="Stopwatch"/>.</param>
    public void Record(long since)
    {
        if (window.Includes(since))
        {
            Measured.Record(Stopwatch.GetElapsedTime(since));
        }
        else if (window.CalmIncludes(since))
        {
            Calm.Record(Stopwatch.GetElapsedTime(since));
        }
    }
}
