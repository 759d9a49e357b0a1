using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Net;
using Chat.Bench.Scenarios;
using Chat.Bench.Targets;
using Chat.Protocol;

namespace Chat.Bench.Commands;

/// <summary><c>burst</c>: everyone in a room speaks at once.</summary>
internal static class BurstCommand
{
    private static readonly Option<int> Members = Numbers.Count("--members", 4000, 2, 50_000, "Members of the room, each of whom says one line at the same moment");
    private static readonly Option<int> TextBytes = Numbers.Count("--text-bytes", 64, SendTemplate.NumberDigits, ProtocolLimits.MaxTextBytes, "Bytes of each line");
    private static readonly Option<double> Settle = Numbers.Seconds("--settle", 5, 0.5, 3600, "How long to wait before memory is read for the first time");
    private static readonly Option<double> Cooldown = Numbers.Seconds("--cooldown", 60, 0, 3600, "How long after the burst memory is read again");

    public static Command Create()
    {
        var command = new Command("burst", "Everyone in one room says a line at the same moment. Fails unless everyone gets everything; who is sent away as too slow resumes from its cursor.")
        {
            Members, TextBytes, Settle, Cooldown, CommonOptions.Protocol, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
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

        int members = command.GetValue(Members);
        int textBytes = command.GetValue(TextBytes);
        var settle = TimeSpan.FromSeconds(command.GetValue(Settle));
        var cooldown = TimeSpan.FromSeconds(command.GetValue(Cooldown));
        IReadOnlyList<BurstResult> runs = await Bench.RunAsync(
            command,
            server: null,
            ServerNeeds.EmptyHanded,
            (target, stop) => new BurstScenario(members, textBytes, settle, cooldown, target).RunAsync(stop),
            BurstResult.Metrics,
            BurstResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, $"each of {members} members received every line once, in order and without a hole.");
    }
}
