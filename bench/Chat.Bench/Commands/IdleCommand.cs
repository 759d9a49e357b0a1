using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary><c>idle</c>: what a connection costs that does nothing.</summary>
internal static class IdleCommand
{
    private static readonly Option<int> Clients = Numbers.Count("--clients", 1000, 1, 50_000, "Connections to measure, after a first hundred that are not");
    private static readonly Option<double> Settle = Numbers.Seconds("--settle", 5, 0.5, 3600, "How long to wait before memory is read");

    public static Command Create()
    {
        var command = new Command("idle", "Connects guests that say hello and nothing more, and reads the server's memory. They are in the lobby, as a new user is by default.")
        {
            Clients, CommonOptions.NoLobby, Settle, CommonOptions.Protocol, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        if (TargetChoice.Contradiction(command, server: null) is { } problem)
        {
            return Verdict.Refuse(command, problem);
        }

        int clients = command.GetValue(Clients);
        bool inLobby = !command.GetValue(CommonOptions.NoLobby);
        var settle = TimeSpan.FromSeconds(command.GetValue(Settle));
        IReadOnlyList<IdleResult> runs = await Bench.RunAsync(
            command,
            server: null,
            inLobby ? ServerNeeds.InLobby : ServerNeeds.EmptyHanded,
            (target, stop) => new IdleScenario(clients, inLobby, settle, target).RunAsync(stop),
            IdleResult.Metrics,
            IdleResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, $"each of {clients} clients was welcomed, and none was cut off.");
    }
}
