using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>idle</c>: what a connection costs that does nothing.</summary>
internal static class IdleCommand
{
    private static readonly Option<int> Clients = Numbers.Count("--clients", 1000, 1, 50_000, "Connections to measure, after a first hundred that are not");
    private static readonly Option<double> Settle = Numbers.Seconds("--settle", 5, 0.5, 3600, "How long to wait before memory is read");

    public static Command Create()
    {
        var command = new Command("idle", "Connects guests that say hello and nothing more, and reads the server's memory.")
        {
            Clients, Settle, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        int clients = command.GetValue(Clients);
        var settle = TimeSpan.FromSeconds(command.GetValue(Settle));
        await Bench.RunAsync(
            command,
            server: null,
            (target, stop) => new IdleScenario(clients, settle, target).RunAsync(stop),
            IdleResult.Metrics,
            IdleResult.Charts,
            cancel).ConfigureAwait(false);
        return ExitCodes.Ok;
    }
}
