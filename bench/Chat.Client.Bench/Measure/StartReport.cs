using System.Text.Json;
using System.Text.Json.Serialization;

namespace Chat.Client.Bench.Measure;

/// <summary>Every start, for programs.</summary>
internal sealed record StartReport(IReadOnlyList<StartRun> Runs)
{
    /// <summary>Writes a file.</summary>
    /// <param name="milliseconds">From the start of the process to its first paint, of each start.</param>
    /// <param name="path">The file.</param>
    public static void Save(IEnumerable<double> milliseconds, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(new StartReport([.. milliseconds.Select(ms => new StartRun(ms / 1000))]), StartJson.Default.StartReport) + Environment.NewLine);
}

/// <summary>One start.</summary>
internal sealed record StartRun(double FirstPaintSeconds);

/// <summary>JSON of the report.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StartReport))]
internal sealed partial class StartJson : JsonSerializerContext;
