using System.CommandLine;
using Chat.Bench.Common;
using Chat.Bench.Common.Commands;
using Chat.Client.Bench;
using Chat.Client.Bench.Scenarios;

Option<int> messages = Numbers.Count("--messages", 100_000, 1000, 1_000_000, "Messages in the scrollback");
Option<int> fill = Numbers.Count("--fill-rate", 3000, 100, 100_000, "Messages a second while the scrollback is filled");
Option<int> rate = Numbers.Count("--rate", 1000, 1, 20_000, "Messages a second while keys are typed");
Option<double> seconds = Numbers.Seconds("--seconds", 15, 1, 600, "How long the load and the silence are measured");
Option<int> starts = Numbers.Count("--starts", 5, 1, 100, "How often the client is started for the first paint");
Option<string?> client = new("--client") { HelpName = "PATH", Description = "The published client's program [default: where dotnet publish puts it]" };
Option<string?> server = new("--start") { HelpName = "PATH", Description = "Chat.Server.dll to start [default: the one built with this program]" };
Option<bool> startsOnly = new("--starts-only") { Description = "Measure the first paint and nothing more" };
Option<string?> json = new("--json") { HelpName = "FILE", Description = "With --starts-only: also write every start as JSON" };
var root = new RootCommand("Measures the published client under a pseudo terminal, against a server of its own. Linux only. What is measured and how: docs/performance.md.")
{
    messages, fill, rate, seconds, starts, startsOnly, client, server, json,
};
root.SetAction(async (result, cancel) =>
{
    if (!OperatingSystem.IsLinux())
    {
        await result.InvocationConfiguration.Error.WriteLineAsync("FAILED: this needs a pseudo terminal and /proc, so it runs on Linux only.").ConfigureAwait(false);
        return 1;
    }

    try
    {
        var options = new ClientBenchOptions(
            result.GetValue(messages), result.GetValue(fill), result.GetValue(rate), result.GetValue(seconds), result.GetValue(starts), result.GetValue(client) ?? ClientBuild.FindProgram(), result.GetValue(server));
        var scenario = new ClientScenario(options, result.InvocationConfiguration.Output);
        return await (result.GetValue(startsOnly) ? scenario.RunStartsAsync(result.GetValue(json), cancel) : scenario.RunAsync(cancel)).ConfigureAwait(false);
    }
    catch (BenchException e)
    {
        await result.InvocationConfiguration.Error.WriteLineAsync($"FAILED: {e.Message}").ConfigureAwait(false);
        return 1;
    }
});
return await root.Parse(args).InvokeAsync().ConfigureAwait(false);
