using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Chat.Bench.Common.Report;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Report;

/// <summary>Everything a run has to tell, for programs.</summary>
/// <param name="Command">The command line, to run it again.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="ServerGc">The server's garbage collector; null where it runs elsewhere.</param>
/// <param name="Configuration">Debug or Release, of the generator.</param>
/// <param name="At">When it began, UTC.</param>
/// <param name="Runs">One result a run.</param>
internal sealed record BenchReport<T>(string Command, Machine Machine, string? ServerGc, string Configuration, DateTimeOffset At, IReadOnlyList<T> Runs);

/// <summary>JSON of the reports.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(BenchReport<FanoutResult>))]
[JsonSerializable(typeof(BenchReport<IdleResult>))]
[JsonSerializable(typeof(BenchReport<LatencyResult>))]
[JsonSerializable(typeof(BenchReport<StormResult>))]
[JsonSerializable(typeof(BenchReport<PresenceResult>))]
[JsonSerializable(typeof(BenchReport<HostileResult>))]
[JsonSerializable(typeof(BenchReport<BurstResult>))]
[JsonSerializable(typeof(BenchReport<RestResult>))]
[JsonSerializable(typeof(BenchReport<LogResult>))]
[JsonSerializable(typeof(BenchReport<StartResult>))]
internal sealed partial class ReportJson : JsonSerializerContext
{
    /// <summary>Writes a report to a file, whole or not at all.</summary>
    public static void Save<T>(BenchReport<T> report, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(report, (JsonTypeInfo<BenchReport<T>>)Default.GetTypeInfo(typeof(BenchReport<T>))!) + Environment.NewLine);
}
