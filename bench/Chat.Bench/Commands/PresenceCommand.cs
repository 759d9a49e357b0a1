using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>presence</c>: what it costs that everyone in a room is told of everyone's coming back.</summary>
internal static class PresenceCommand
{
    private const int LeastMembers = 8;

    private static readonly Option<int> Members = Numbers.Count("--members", 5000, LeastMembers, 50_000, "Members of the largest room");
    private static readonly Option<int> Sizes = Numbers.Count("--sizes", 3, 1, 4, "How many sizes: the largest, half of it, a quarter …");
    private static readonly Option<double> Within = Numbers.Seconds("--within", 10, 0, 3600, "All come back within so long, evenly");

    public static Command Create()
    {
        var command = new Command("presence", "Cuts all members of a room off, lets them come back, counts the bytes they receive, and tells how these grow with the members.")
        {
            Members, Sizes, Within, CommonOptions.Protocol, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
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

        int[] sizes = [.. Enumerable.Range(0, command.GetValue(Sizes)).Select(i => command.GetValue(Members) >> i).Reverse()];
        var within = TimeSpan.FromSeconds(command.GetValue(Within));
        IReadOnlyList<PresenceResult> runs = await Bench.RunAsync(
            command,
            server: null,
            (choice, stop) => new PresenceScenario(sizes, within, choice).RunAsync(stop),
            PresenceResult.Metrics(sizes),
            PresenceResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, "everyone came back as the same user, and nobody was cut off.");
    }
}
