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
    /// <param name="needs">What a server that is started must be like.</param>
    /// <param name="runOnce">The scenario, on a server of its own.</param>
    /// <param name="metrics">The table's rows.</param>
    /// <param name="charts">What <c>--chart</c> draws of all runs.</param>
    /// <param name="cancel">Ctrl-C.</param>
    /// <returns>All runs.</returns>
    public static Task<IReadOnlyList<T>> RunAsync<T>(
        ParseResult command,
        string? server,
        ServerNeeds needs,
        Func<ITarget, CancellationToken, Task<T>> runOnce,
        IReadOnlyList<Metric<T>> metrics,
        Func<IReadOnlyList<T>, IReadOnlyList<Chart>> charts,
        CancellationToken cancel)
    {
        return RunAsync(command, server, RunOnceAsync, metrics, charts, cancel);

        async Task<T> RunOnceAsync(TargetChoice choice, CancellationToken stop)
        {
            await using ITarget target = await choice.OpenAsync(needs, stop).ConfigureAwait(false);
            return await runOnce(target, stop).ConfigureAwait(false);
        }
    }

    /// <param name="command">The options.</param>
    /// <param name="server">A running server's address; null to start one for each run.</param>
    /// <param name="runOnce">The scenario, which opens its servers itself.</param>
    /// <param name="metrics">The table's rows.</param>
    /// <param name="charts">What <c>--chart</c> draws of all runs.</param>
    /// <param name="cancel">Ctrl-C.</param>
    /// <returns>All runs.</returns>
    public static async Task<IReadOnlyList<T>> RunAsync<T>(
        ParseResult command,
        string? server,
        Func<TargetChoice, CancellationToken, Task<T>> runOnce,
        IReadOnlyList<Metric<T>> metrics,
        Func<IReadOnlyList<T>, IReadOnlyList<Chart>> charts,
        CancellationToken cancel)
    {
        DateTimeOffset at = DateTimeOffset.UtcNow;
        TextWriter output = command.InvocationConfiguration.Output;
        var choice = TargetChoice.Of(command, server);
        string commandLine = string.Join(' ', ["Chat.Bench", .. command.Tokens.Select(t => t.Value)]);
        var machine = Machine.Read();
        output.WriteLine($"command  {commandLine}");
        output.WriteLine($"machine  {machine}");
        output.WriteLine($"server   {choice.Description}");
        if (ServerBuild.Configuration != "Release")
        {
            output.WriteLine($"WARNING  this is a {ServerBuild.Configuration} build: its figures mean nothing. Run with -c Release.");
        }

        var runs = new List<T>();
        for (int i = 0; i < command.GetValue(CommonOptions.Runs); i++)
        {
            runs.Add(await runOnce(choice, cancel).ConfigureAwait(false));
            output.WriteLine($"run {i + 1}    {metrics[0].Text(runs[i])} {metrics[0].Label}");
        }

        output.WriteLine();
        ResultTable.Print(output, metrics, runs);
        if (command.GetValue(CommonOptions.Json) is { } path)
        {
            ReportJson.Save(new BenchReport<T>(commandLine, machine, choice.ServerGc, ServerBuild.Configuration, at, runs), path);
        }

        if (command.GetValue(CommonOptions.Chart) is { } picture)
        {
            ChartFile.Save($"{commandLine}\n{machine}", charts(runs), picture);
        }

        return runs;
    }
}
