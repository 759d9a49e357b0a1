using System.Globalization;
using System.Text.RegularExpressions;

namespace Chat.Server.Tests.Telemetry;

/// <summary>One sample.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value)
{
    public string Series => $"{Name}{{{string.Join(',', Labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => $"{l.Key}={l.Value}"))}}}";
}

/// <summary>The samples of one metric.</summary>
internal sealed record Family(string Name, string Type, string Help, IReadOnlyList<Sample> Samples);

/// <summary>
/// A strict parser of Prometheus' text format, version 0.0.4, as https://prometheus.io/docs/instrumenting/exposition_formats/ has it: it throws at whatever
/// that page does not allow, and at histograms that can't be.
/// </summary>
internal sealed partial class Exposition
{
    private static readonly string[] Types = ["counter", "gauge", "histogram", "summary", "untyped"];

    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _series = new(StringComparer.Ordinal);

    private Exposition()
    {
    }

    public IReadOnlyDictionary<string, Family> Families => _families;

    public IEnumerable<Sample> Samples => _families.Values.SelectMany(family => family.Samples);

    public static Exposition Parse(string text)
    {
        if (!text.EndsWith('\n') || text.Contains('\r', StringComparison.Ordinal))
        {
            throw new FormatException("lines end with a line feed, the last one too");
        }

        var all = new Exposition();
        string[] lines = text[..^1].Split('\n');
        (string Name, string Type, string Help, List<Sample> Samples)? family = null;
        string? help = null;
        foreach (string line in lines)
        {
            if (Help().Match(line) is { Success: true } helped)
            {
                string name = helped.Groups["name"].Value;
                string told = helped.Groups["text"].Value;
                if (family is { Help: "", Samples.Count: 0 } begun && begun.Name == name)
                {
                    family = (begun.Name, begun.Type, told, begun.Samples);
                }
                else
                {
                    all.Close(ref family);
                    help = name + " " + told;
                }
            }
            else if (Type().Match(line) is { Success: true } typed)
            {
                string name = typed.Groups["name"].Value;
                if (family?.Name != name)
                {
                    all.Close(ref family);
                }

                string type = typed.Groups["type"].Value;
                if (!Types.Contains(type) || family is not null || all._families.ContainsKey(name))
                {
                    throw new FormatException($"a wrong or second type: {line}");
                }

                family = (name, type, help?.StartsWith(name + " ", StringComparison.Ordinal) == true ? help[(name.Length + 1)..] : "", []);
            }
            else if (line.Length > 0 && line[0] != '#')
            {
                Sample sample = ReadSample(line);
                if (family is not { } open || !BelongsTo(sample, open.Name, open.Type))
                {
                    throw new FormatException($"a sample outside its metric's group: {line}");
                }

                if (!all._series.Add(sample.Series))
                {
                    throw new FormatException($"a series that stands twice: {line}");
                }

                open.Samples.Add(sample);
            }
        }

        all.Close(ref family);
        return all;
    }

    /// <summary>The sum over the series of that name with these labels.</summary>
    public double Sum(string name, params (string Label, string Value)[] labels) =>
        Samples.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Label) == l.Value)).Sum(s => s.Value);

    private void Close(ref (string Name, string Type, string Help, List<Sample> Samples)? family)
    {
        if (family is { } done)
        {
            if (done.Type == "histogram")
            {
                CheckHistogram(done.Name, done.Samples);
            }

            _families.Add(done.Name, new Family(done.Name, done.Type, done.Help, done.Samples));
            family = null;
        }
    }

    private static bool BelongsTo(Sample sample, string name, string type) => type switch
    {
        "histogram" => (sample.Name == name + "_bucket" && sample.Labels.ContainsKey("le")) || sample.Name == name + "_sum" || sample.Name == name + "_count",
        "summary" => (sample.Name == name && sample.Labels.ContainsKey("quantile")) || sample.Name == name + "_sum" || sample.Name == name + "_count",
        _ => sample.Name == name,
    };

    private static void CheckHistogram(string name, List<Sample> samples)
    {
        foreach (IGrouping<string, Sample> one in samples.GroupBy(s => string.Join(',', s.Labels.Where(l => l.Key != "le").Select(l => l.ToString()).Order(StringComparer.Ordinal))))
        {
            Sample[] buckets = [.. one.Where(s => s.Name == name + "_bucket")];
            double[] bounds = [.. buckets.Select(b => ReadNumber(b.Labels["le"]))];
            double count = one.Single(s => s.Name == name + "_count").Value;
            if (!bounds.SequenceEqual(bounds.Order()) || !buckets.Select(b => b.Value).SequenceEqual(buckets.Select(b => b.Value).Order())
                || !double.IsPositiveInfinity(bounds[^1]) || buckets[^1].Value != count || one.Count(s => s.Name == name + "_sum") != 1)
            {
                throw new FormatException($"{name} is no histogram");
            }
        }
    }

    private static Sample ReadSample(string line)
    {
        Match match = SampleLine().Match(line);
        if (!match.Success)
        {
            throw new FormatException($"no sample: {line}");
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string label, string value) in match.Groups["label"].Captures.Zip(match.Groups["text"].Captures, (l, t) => (l.Value, t.Value)))
        {
            labels.Add(label, value);
        }

        return new Sample(match.Groups["name"].Value, labels, ReadNumber(match.Groups["value"].Value));
    }

    private static double ReadNumber(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.*)$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>\w+)$")]
    private static partial Regex Type();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(?:(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<text>(?:[^"\\]|\\[\\"n])*)"(?:,(?=[a-zA-Z_}])|(?=\})))*\})? (?<value>\S+)(?: -?\d+)?$""")]
    private static partial Regex SampleLine();
}
