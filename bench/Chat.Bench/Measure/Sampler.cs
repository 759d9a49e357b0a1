using System.Diagnostics;
using Chat.Bench.Report;

namespace Chat.Bench.Measure;

/// <summary>Reads figures from time to time, for a curve of them.</summary>
internal static class Sampler
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(250);

    /// <summary>Reads a counter that only grows, four times a second.</summary>
    /// <param name="read">The counter.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancel">Ends it with an exception.</param>
    /// <returns>What was counted a second, at the end of each step; X is seconds from now.</returns>
    public static async Task<IReadOnlyList<ChartPoint>> RatesAsync(Func<long> read, TimeSpan length, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        long before = read();
        double beforeAt = 0;
        var rates = new List<ChartPoint>();
        int steps = Math.Max(1, (int)(length / Step));
        for (int i = 1; i <= steps; i++)
        {
            TimeSpan left = (length * i / steps) - Stopwatch.GetElapsedTime(start);
            await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancel).ConfigureAwait(false);
            double at = Stopwatch.GetElapsedTime(start).TotalSeconds;
            long now = read();
            if (at > beforeAt)
            {
                rates.Add(new ChartPoint(at, (now - before) / (at - beforeAt)));
                (before, beforeAt) = (now, at);
            }
        }

        return rates;
    }

    /// <summary>Reads a value that goes up and down, four times a second until some work has ended.</summary>
    /// <returns>The values; X is seconds from now. It fails with what the work failed with.</returns>
    public static async Task<IReadOnlyList<ChartPoint>> ValuesAsync(Func<double> read, Task work)
    {
        long start = Stopwatch.GetTimestamp();
        var values = new List<ChartPoint> { new(0, read()) };
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(Step)).ConfigureAwait(false);
            values.Add(new ChartPoint(Stopwatch.GetElapsedTime(start).TotalSeconds, read()));
        }

        await work.ConfigureAwait(false);
        return values;
    }
}
