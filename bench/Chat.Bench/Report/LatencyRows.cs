using Chat.Bench.Measure;

namespace Chat.Bench.Report;

/// <summary>The rows of a table that tell how long something took.</summary>
internal static class LatencyRows
{
    /// <param name="label">What took so long.</param>
    /// <param name="value">Reads it; null where there is none.</param>
    public static IEnumerable<Metric<T>> Of<T>(string label, Func<T, Percentiles?> value) =>
    [
        new($"{label}, p50 ms", "N2", r => value(r)?.P50Ms),
        new($"{label}, p99 ms", "N2", r => value(r)?.P99Ms),
        new($"{label}, p99.9 ms", "N2", r => value(r)?.P999Ms),
        new($"{label}, max ms", "N2", r => value(r)?.MaxMs),
    ];
}
