using Chat.Bench.Report;

namespace Chat.Bench.Measure;

/// <summary>How long something took, in milliseconds.</summary>
/// <param name="Count">How often it was measured.</param>
/// <param name="P50Ms">Half took no longer.</param>
/// <param name="P99Ms">All but one in a hundred took no longer.</param>
/// <param name="P999Ms">All but one in a thousand took no longer.</param>
/// <param name="MaxMs">The longest.</param>
internal sealed record Percentiles(long Count, double P50Ms, double P99Ms, double P999Ms, double MaxMs)
{
    /// <summary>Milliseconds (Y) that this share of all (X) did not exceed, for a chart.</summary>
    public IReadOnlyList<ChartPoint> Curve { get; init; } = [];
}
