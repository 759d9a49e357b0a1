namespace Chat.Bench.Report;

/// <summary>Prints results for people.</summary>
internal static class ResultTable
{
    private const int LabelWidth = 36;
    private const int ValueWidth = 14;

    /// <summary>One column for one run; least, middle and greatest of each row for several.</summary>
    public static void Print<T>(TextWriter output, IReadOnlyList<Metric<T>> metrics, IReadOnlyList<T> runs)
    {
        if (runs.Count > 1)
        {
            output.WriteLine(Row("", ["min", "median", "max"]));
        }

        foreach (Metric<T> metric in metrics)
        {
            double[] values = [.. runs.Select(metric.Value).OfType<double>().Order()];
            if (values.Length > 0)
            {
                double[] columns = runs.Count > 1 ? [values[0], Median(values), values[^1]] : values;
                output.WriteLine(Row(metric.Label, columns.Select(metric.Text)));
            }
        }
    }

    /// <summary>The value in the middle.</summary>
    public static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;

    private static string Row(string label, IEnumerable<string> values) =>
        label.PadRight(LabelWidth) + string.Concat(values.Select(v => v.PadLeft(ValueWidth)));
}
