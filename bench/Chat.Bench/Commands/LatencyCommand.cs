using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary><c>latency</c>: how long a message takes to the last of a room's members, on a server that is half busy.</summary>
internal static class LatencyCommand
{
    private static readonly Option<int> Members = Numbers.Count("--members", 100, 2, 10_000, "Members of the room, each of whom reads every message");
    private static readonly Option<int> Senders = Numbers.Count("--senders", 16, 1, 10_000, "How many of them send");
    private static readonly LoadSwitches Load = new(8);

    public static Command Create()
    {
        Command command = Load.AddTo(
            new Command("latency", "Finds the highest load in a closed loop, then sends at half of it when messages are due, and tells when the last member had each.") { Members, Senders },
            hasRate: false);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        FanoutOptions options = Load.Read(command, rooms: 1, command.GetValue(Members), command.GetValue(Senders));
        string? problem = options.Senders > options.Members ? "--senders can't be more than --members." : Load.Contradiction(command);
        if (problem is not null)
        {
            return Verdict.Refuse(command, problem);
        }

        IReadOnlyList<LatencyResult> runs = await Bench.RunAsync(
            command,
            Load.Server(command),
            ServerNeeds.EmptyHanded,
            (target, stop) => new LatencyScenario(options, target).RunAsync(stop),
            LatencyResult.Metrics,
            LatencyResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, $"each of {options.Members} members received every acknowledged message that was due to it once, in order and without a hole.");
    }
}
