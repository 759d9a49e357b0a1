using Chat.Bench.Report;
using HdrHistogram;

namespace Chat.Bench.Measure;

/// <summary>Counts durations in microseconds, exact to one part in a thousand. Recording allocates nothing after the first time; one thread at a time records.</summary>
internal sealed class LatencyHistogram
{
    private const int Digits = 3;
    private const long LongestMicroseconds = 100_000_000;

    // Thousands of these are made, and few ever used.
    private IntHistogram? _counts;
    private long _longestTicks;

    /// <summary>How many were recorded.</summary>
    public long Count => _counts?.TotalCount ?? 0;

    /// <summary>The longest, in milliseconds.</summary>
    public double MaxMs => new TimeSpan(_longestTicks).TotalMilliseconds;

    /// <summary>Counts one; longer than 100 s counts as that, but for <see cref="MaxMs"/>.</summary>
    public void Record(TimeSpan duration)
    {
        (_counts ??= Make()).RecordValue(Math.Clamp((long)duration.TotalMicroseconds, 0, LongestMicroseconds));
        _longestTicks = Math.Max(_longestTicks, duration.Ticks);
    }

    /// <summary>Adds what another one has counted.</summary>
    public void Add(LatencyHistogram other)
    {
        if (other._counts is { } counts)
        {
            (_counts ??= Make()).Add(counts);
        }

        _longestTicks = Math.Max(_longestTicks, other._longestTicks);
    }

    /// <summary>The duration that this share was not longer than.</summary>
    /// <param name="share">0.5 for the median.</param>
    /// <returns>Milliseconds; null where nothing was recorded.</returns>
    public double? QuantileMs(double share) => _counts is null ? null : Math.Min(_counts.GetValueAtPercentile(share * 100) / 1000.0, MaxMs);

    /// <summary>What a report tells of it; null where nothing was recorded.</summary>
    public Percentiles? Summarize() => Count == 0
        ? null
        : new Percentiles(Count, QuantileMs(0.5)!.Value, QuantileMs(0.99)!.Value, QuantileMs(0.999)!.Value, MaxMs) { Curve = ChartCurve.OfQuantiles(Count, QuantileMs) };

    /// <summary>All of them in one.</summary>
    public static LatencyHistogram Merge(IEnumerable<LatencyHistogram> parts)
    {
        var all = new LatencyHistogram();
        foreach (LatencyHistogram part in parts)
        {
            all.Add(part);
        }

        return all;
    }

    private static IntHistogram Make() => new(1, LongestMicroseconds, Digits);
}
