using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Net;
using Chat.Bench.Scenarios;
using Chat.Protocol;

namespace Chat.Bench.Commands;

/// <summary><c>fanout</c>: how many messages a second reach everyone in their room.</summary>
internal static class FanoutCommand
{
    private static readonly Option<int> Members = Numbers.Count("--members", 1000, 1, 100_000, "Connections, spread evenly over the rooms");
    private static readonly Option<int> Rooms = Numbers.Count("--rooms", 1, 1, 10_000, "Rooms; the first members of each send");
    private static readonly Option<int?> Rate = Numbers.OptionalCount(
        "--rate", 1, 1_000_000, "Send so many messages a second in all, when they are due, whatever is unacknowledged");

    private static readonly Option<int> Senders = Numbers.Count("--senders", 4, 1, 10_000, "How many of the members send");
    private static readonly Option<int> InFlight = Numbers.Count("--in-flight", 1, 1, 1000, "Unacknowledged messages of each sender");
    private static readonly Option<int> TextBytes = Numbers.Count(
        "--text-bytes", 64, SendTemplate.NumberDigits, ProtocolLimits.MaxTextBytes, "Bytes of each message's text");

    private static readonly Option<double> Seconds = Numbers.Seconds("--seconds", 10, 0.1, 3600, "Measured time");
    private static readonly Option<double> Warmup = Numbers.Seconds("--warmup", 2, 0, 3600, "The same load before, not measured");
    private static readonly Option<string?> Server = new("--server") { HelpName = "HOST:PORT", Description = "Measure a server that runs already" };

    public static Command Create()
    {
        var command = new Command("fanout", "Puts the members into rooms and lets a few send, in a closed loop or at a rate. Fails if any member misses a message.")
        {
            Rooms, Members, Senders, InFlight, Rate, TextBytes, Seconds, Warmup, Server, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json,
            CommonOptions.Chart,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult command, CancellationToken cancel)
    {
        var options = new FanoutOptions(
            command.GetValue(Rooms),
            command.GetValue(Members),
            command.GetValue(Senders),
            command.GetValue(InFlight),
            command.GetValue(Rate),
            command.GetValue(TextBytes),
            command.GetValue(Seconds),
            command.GetValue(Warmup));
        if (Contradiction(command, options) is { } problem)
        {
            await command.InvocationConfiguration.Error.WriteLineAsync($"{problem} See --help.").ConfigureAwait(false);
            return ExitCodes.WrongArguments;
        }

        IReadOnlyList<FanoutResult> runs = await Bench.RunAsync(
            command,
            command.GetValue(Server),
            (target, stop) => new FanoutScenario(options, target).RunAsync(stop),
            FanoutResult.Metrics,
            FanoutResult.Charts,
            cancel).ConfigureAwait(false);
        return Judge(runs, options, command.InvocationConfiguration);
    }

    private static string? Contradiction(ParseResult command, FanoutOptions options)
    {
        if (options.Senders > options.Members)
        {
            return "--senders can't be more than --members.";
        }

        if (options.Members % options.Rooms != 0)
        {
            return "--members must be a multiple of --rooms.";
        }

        if (options.Rate is not null && command.GetResult(InFlight) is { Implicit: false })
        {
            return "Give --rate or --in-flight, not both.";
        }

        return command.GetValue(Server) is not null && command.GetValue(CommonOptions.Start) is not null ? "Give --server or --start, not both." : null;
    }

    private static int Judge(IReadOnlyList<FanoutResult> runs, FanoutOptions options, InvocationConfiguration console)
    {
        string[] problems = [.. runs.SelectMany((run, i) => run.Problems.Select(p => $"run {i + 1}: {p}"))];
        console.Output.WriteLine();
        if (problems.Length == 0)
        {
            console.Output.WriteLine(
                $"verified: each of {options.Members} members received every acknowledged message of its room once ({string.Join(", ", runs.Select(r => r.Acknowledged))} in all); seqs without a hole in the sample.");
            return ExitCodes.Ok;
        }

        foreach (string problem in problems)
        {
            console.Error.WriteLine($"FAILED: {problem}");
        }

        return ExitCodes.Failed;
    }
}
