using System.CommandLine;
using Chat.Bench.Common.Report;
using Chat.Bench.Common.Servers;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary>Runs a scenario as often as asked, prints and saves what came out.</summary>
internal static class Bench
{
    /// <param name="command">The options.</param>
    /// <param name="server">A running server's address; null to start one for each run.</param>
    /// <param name="runOnce">The scenario.</param>
    /// <param name="metrics">The table's rows.</param>
    /// <param name="charts">What <c>--chart</c> draws of all runs.</param>
    /// <param name="cancel">Ctrl-C.</param>
    /// <returns>All runs.</returns>
    public static async Task<IReadOnlyList<T>> RunAsync<T>(
        ParseResult command,
        string? server,
        Func<ITarget, CancellationToken, Task<T>> runOnce,
        IReadOnlyList<Metric<T>> metrics,
        Func<IReadOnlyList<T>, IReadOnlyList<Chart>> charts,
        CancellationToken cancel)
    {
        DateTimeOffset at = DateTimeOffset.UtcNow;
        TextWriter output = command.InvocationConfiguration.Output;
        string? dll = server is null ? command.GetValue(CommonOptions.Start) ?? ServerBuild.FindDll() : null;
        string? serverGc = dll is null ? null : ServerBuild.GarbageCollector(dll);
        string commandLine = string.Join(' ', ["Chat.Bench", .. command.Tokens.Select(t => t.Value)]);
        var machine = Machine.Read();
        output.WriteLine($"command  {commandLine}");
        output.WriteLine($"machine  {machine}");
        output.WriteLine(dll is null ? $"server   {server}" : $"server   {Path.GetFullPath(dll)}, {serverGc} GC");
        if (ServerBuild.Configuration != "Release")
        {
            output.WriteLine($"WARNING  this is a {ServerBuild.Configuration} build: its figures mean nothing. Run with -c Release.");
        }

        var runs = new List<T>();
        for (int i = 0; i < command.GetValue(CommonOptions.Runs); i++)
        {
            await using ITarget target = server is not null
                ? await RunningServer.FindAsync(server, cancel).ConfigureAwait(false)
                : await StartedServer.StartAsync(dll!, cancel).ConfigureAwait(false);
            runs.Add(await runOnce(target, cancel).ConfigureAwait(false));
            output.WriteLine($"run {i + 1}    {metrics[0].Text(runs[i])} {metrics[0].Label}");
        }

        output.WriteLine();
        ResultTable.Print(output, metrics, runs);
        if (command.GetValue(CommonOptions.Json) is { } path)
        {
            ReportJson.Save(new BenchReport<T>(commandLine, machine, serverGc, ServerBuild.Configuration, at, runs), path);
        }

        if (command.GetValue(CommonOptions.Chart) is { } picture)
        {
            ChartFile.Save($"{commandLine}\n{machine}", charts(runs), picture);
        }

        return runs;
    }
}
