using System.Globalization;

namespace Chat.Bench.Compare;

/// <summary>Least, middle and greatest of some values.</summary>
internal sealed record Spread(double Min, double Median, double Max)
{
    /// <summary>Of these values; null where there is none.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? null : new Spread(sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }

    /// <summary>Of ratios, each of two values of the same round; a round in which one is missing is left out.</summary>
    public static Spread? OfRatios(IEnumerable<double?> ours, IEnumerable<double?> theirs) =>
        Of(ours.Zip(theirs, (a, b) => a / b).OfType<double>().Where(double.IsFinite));

    /// <summary>The middle, with the other two where they differ.</summary>
    /// <param name="format">Of each number.</param>
    public string Text(string format)
    {
        string[] texts = [.. new[] { Min, Median, Max }.Select(value => value.ToString(format, CultureInfo.InvariantCulture))];
        return texts[0] == texts[2] ? texts[1] : $"{texts[1]} ({texts[0]} to {texts[2]})";
    }
}
