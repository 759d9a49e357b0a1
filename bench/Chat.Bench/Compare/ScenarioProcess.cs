using System.Diagnostics;
using System.Text.Json;
using Chat.Bench.Common;
using Chat.Bench.Common.Servers;

namespace Chat.Bench.Compare;

/// <summary>
/// Runs a program of the bench for its JSON report. Each is a process of its own, so that every measurement has a generator as fresh as the others
/// had, and can be repeated by its command line alone.
/// </summary>
internal static class ScenarioProcess
{
    private const string Failed = "FAILED: ";
    private const string Runs = "runs";

    /// <summary>Runs one.</summary>
    /// <param name="server">Whose server it measures.</param>
    /// <param name="dll">The program.</param>
    /// <param name="arguments">Without <c>--json</c>.</param>
    /// <param name="cancel">Stops it, and waits until it has ended its server.</param>
    public static async Task<ScenarioRun> RunAsync(string server, string dll, IReadOnlyList<string> arguments, CancellationToken cancel)
    {
        string commandLine = string.Join(' ', [Path.GetFileNameWithoutExtension(dll), .. arguments]);
        string file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [dll, .. arguments, "--json", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start) ?? throw new BenchException("dotnet did not start.");
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(cancel).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                Signals.Terminate(process);
                await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
                throw;
            }

            await output.ConfigureAwait(false);
            string said = await error.ConfigureAwait(false);
            return process.ExitCode == 0
                ? new ScenarioRun(server, commandLine, Read(await File.ReadAllTextAsync(file, cancel).ConfigureAwait(false)), null)
                : new ScenarioRun(server, commandLine, [], Reason(said, process.ExitCode));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The runs of a report.</summary>
    public static IReadOnlyList<JsonElement> Read(string report)
    {
        using JsonDocument json = JsonDocument.Parse(report);
        return [.. json.RootElement.GetProperty(Runs).EnumerateArray().Select(run => run.Clone())];
    }

    /// <summary>What a program said of its failure, in one line.</summary>
    public static string Reason(string error, int exitCode)
    {
        string[] lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        string? reason = lines.FirstOrDefault(line => line.StartsWith(Failed, StringComparison.Ordinal))?[Failed.Length..] ?? lines.LastOrDefault();
        return (reason ?? $"it ended with exit code {exitCode}").Replace('|', '/');
    }
}
