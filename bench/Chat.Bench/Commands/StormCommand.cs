using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary><c>storm</c>: everyone reconnects at once, while a few others talk.</summary>
internal static class StormCommand
{
    private static readonly Option<int> Clients = Numbers.Count("--clients", 10_000, 1, 50_000, "Connections that are cut at once and come back with their tokens");
    private static readonly Option<int> AtOnce = Numbers.Count("--at-once", 256, 1, 10_000, "How many of them try at a time");
    private static readonly Option<int> Talkers = Numbers.Count("--talkers", 20, 1, 1000, "Members of another room, all of whom go on talking");
    private static readonly Option<int> Rate = Numbers.Count("--rate", 200, 1, 100_000, "Messages a second of all talkers, sent when they are due");
    private static readonly Option<double> Warmup = Numbers.Seconds("--warmup", 5, 0, 3600, "How long they talk first, not measured");
    private static readonly Option<double> Calm = Numbers.Seconds("--calm", 5, 0, 3600, "How long they talk then, measured, before the cut");

    public static Command Create()
    {
        var command = new Command("storm", "Cuts many connections at once, lets everyone come back with its token, and watches how others' talk fares meanwhile.")
        {
            Clients, AtOnce, CommonOptions.NoLobby, Talkers, Rate, Warmup, Calm, CommonOptions.Protocol, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
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

        var options = new StormOptions(
            command.GetValue(Clients),
            command.GetValue(AtOnce),
            command.GetValue(Talkers),
            command.GetValue(Rate),
            command.GetValue(Warmup),
            command.GetValue(Calm));
        IReadOnlyList<StormResult> runs = await Bench.RunAsync(
            command,
            server: null,
            command.GetValue(CommonOptions.NoLobby) ? ServerNeeds.EmptyHanded : ServerNeeds.InLobby,
            (target, stop) => new StormScenario(options, target).RunAsync(stop),
            StormResult.Metrics,
            StormResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, $"each of {options.Clients} clients came back as the same user, and each talker received every acknowledged message once.");
    }
}
