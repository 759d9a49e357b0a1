using System.Globalization;

namespace Chat.Bench.Report;

/// <summary>A row of a table.</summary>
/// <param name="Label">With its unit.</param>
/// <param name="Format">A number format.</param>
/// <param name="Value">Reads it; null where there is none.</param>
internal sealed record Metric<T>(string Label, string Format, Func<T, double?> Value)
{
    /// <summary>The value of one run as it is printed.</summary>
    public string Text(T run) => Value(run) is { } value ? Text(value) : "-";

    /// <summary>A value as it is printed.</summary>
    public string Text(double value) => value.ToString(Format, CultureInfo.InvariantCulture);
}
