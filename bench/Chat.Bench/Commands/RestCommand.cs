using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;

namespace Chat.Bench.Commands;

/// <summary><c>rest</c>: what a room costs in which nobody says anything.</summary>
internal static class RestCommand
{
    private static readonly Option<int> Rooms = Numbers.Count("--rooms", 1000, 1, 100_000, "Rooms that ten members each enter");
    private static readonly Option<int> Known = Numbers.Count("--known", 100_000, 0, 1_000_000, "Rooms of ten that are in the server's storage when it starts");
    private static readonly Option<double> Settle = Numbers.Seconds("--settle", 5, 0.5, 3600, "How long to wait before memory is read");
    private static readonly Option<double> Rest = Numbers.Seconds("--rest", 150, 0, 3600, "How long nothing happens until the rooms count as at rest; more than limits.idleEntity (2m)");

    public static Command Create()
    {
        var command = new Command("rest", "Lets ten members each enter many rooms in which nobody says anything, on a server that knows many more, and reads its memory.")
        {
            Rooms, Known, Settle, Rest, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
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

        int rooms = command.GetValue(Rooms);
        int known = command.GetValue(Known);
        var settle = TimeSpan.FromSeconds(command.GetValue(Settle));
        var rest = TimeSpan.FromSeconds(command.GetValue(Rest));
        IReadOnlyList<RestResult> runs = await Bench.RunAsync(
            command,
            server: null,
            (choice, stop) => new RestScenario(rooms, known, settle, rest, choice).RunAsync(stop),
            RestResult.Metrics,
            RestResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(command, runs, $"each of {rooms} rooms was entered by {RestScenario.MembersPerRoom} members, none of whom was refused or cut off.");
    }
}
