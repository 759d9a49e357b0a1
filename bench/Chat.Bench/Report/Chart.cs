using Chat.Bench.Measure;

namespace Chat.Bench.Report;

/// <summary>A picture of figures: what it shows, not how. <see cref="ChartFile"/> draws it.</summary>
/// <param name="Title">What is seen.</param>
/// <param name="Unit">Of the values, as it stands at their axis.</param>
internal abstract record Chart(string Title, string Unit)
{
    /// <summary>Values by the share of all that are not greater; the last hundredths have as much room as the first half.</summary>
    /// <param name="Curves">X is the share from 0 to 1 (see <see cref="ChartCurve.OfQuantiles"/>), Y the value.</param>
    public sealed record Percentiles(string Title, string Unit, IReadOnlyList<ChartCurve> Curves) : Chart(Title, Unit);

    /// <summary>Values over time.</summary>
    /// <param name="Curves">X is seconds, Y the value.</param>
    public sealed record OverTime(string Title, string Unit, IReadOnlyList<ChartCurve> Curves) : Chart(Title, Unit);

    /// <summary>Values of several runs side by side: the middle one as a bar, least and greatest as a line over it.</summary>
    /// <param name="Items">From left to right.</param>
    public sealed record Bars(string Title, string Unit, IReadOnlyList<ChartBar> Items) : Chart(Title, Unit);
}

/// <summary>A line through points, with its name in the legend.</summary>
internal sealed record ChartCurve(string Label, IReadOnlyList<ChartPoint> Points)
{
    private const int StepsPerHalf = 5;

    /// <summary>The points of a curve of percentiles, denser towards the greatest value.</summary>
    /// <param name="count">How many values there are; none makes no points.</param>
    /// <param name="quantile">The value that a share of all is not greater than.</param>
    public static IReadOnlyList<ChartPoint> OfQuantiles(long count, Func<double, double?> quantile)
    {
        var points = new List<ChartPoint>();
        for (double above = 1; above > 0.5 / Math.Max(1, count); above /= Math.Pow(2, 1.0 / StepsPerHalf))
        {
            if (quantile(1 - above) is { } value)
            {
                points.Add(new ChartPoint(1 - above, value));
            }
        }

        return points;
    }

    /// <summary>One curve of percentiles for each run that has them.</summary>
    public static IReadOnlyList<ChartCurve> OfLatencies<T>(string label, IReadOnlyList<T> runs, Func<T, Percentiles?> latency) =>
        OfRuns(label, runs, run => latency(run)?.Curve ?? []);

    /// <summary>One curve for each run, numbered where there are several; runs without points have none.</summary>
    public static IReadOnlyList<ChartCurve> OfRuns<T>(string label, IReadOnlyList<T> runs, Func<T, IReadOnlyList<ChartPoint>> points) =>
        [.. runs.Select((run, i) => new ChartCurve(runs.Count > 1 ? $"{label}, run {i + 1}" : label, points(run))).Where(curve => curve.Points.Count > 0)];
}

/// <summary>A point of a curve.</summary>
internal readonly record struct ChartPoint(double X, double Y);

/// <summary>One bar.</summary>
/// <param name="Label">Below it.</param>
/// <param name="Min">The least value.</param>
/// <param name="Median">The value in the middle.</param>
/// <param name="Max">The greatest value.</param>
/// <param name="Goal">Where a goal is drawn; null for none.</param>
internal sealed record ChartBar(string Label, double Min, double Median, double Max, double? Goal = null)
{
    /// <summary>The bar of these values, at least one.</summary>
    public static ChartBar Of(string label, IEnumerable<double> values, double? goal = null)
    {
        double[] sorted = [.. values.Order()];
        return new ChartBar(label, sorted[0], ResultTable.Median(sorted), sorted[^1], goal);
    }
}
