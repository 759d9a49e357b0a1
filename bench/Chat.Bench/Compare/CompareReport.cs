using System.Text.Json;
using System.Text.Json.Serialization;
using Chat.Bench.Common.Report;

namespace Chat.Bench.Compare;

/// <summary>Everything a comparison has to tell, for programs.</summary>
/// <param name="Command">The command line, to run it again.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="IsQuick">Whether it was shorter and smaller than the goals ask for.</param>
/// <param name="Goals">The table.</param>
/// <param name="Runs">Each measurement with its command line and its whole result.</param>
internal sealed record CompareReport(string Command, Machine Machine, DateTimeOffset At, bool IsQuick, IReadOnlyList<GoalRow> Goals, IReadOnlyList<ScenarioRun> Runs);

/// <summary>JSON of the report.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CompareReport))]
internal sealed partial class CompareJson : JsonSerializerContext
{
    /// <summary>Writes a report to a file.</summary>
    public static void Save(CompareReport report, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(report, Default.CompareReport) + Environment.NewLine);
}
