using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Net.Hostile;
using Chat.Bench.Scenarios;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary><c>hostile</c>: people talk beside thousands of clients that do what harms servers.</summary>
internal static class HostileCommand
{
    private static readonly Option<int> Clients = Numbers.Count("--clients", 5000, 0, 50_000, "Hostile clients at once: slow, silent, half-open, never reading, resetting and boasting ones, as many of each");
    private static readonly Option<int> Talkers = Numbers.Count("--talkers", 100, 1, 1000, "Members of one room, all of whom talk");
    private static readonly Option<int> Rate = Numbers.Count("--rate", 100, 1, 100_000, "Messages a second of all talkers, sent when they are due");
    private static readonly Option<double> Warmup = Numbers.Seconds("--warmup", 5, 0, 3600, "How long they talk first, not measured");
    private static readonly Option<double> Calm = Numbers.Seconds("--calm", 15, 0, 3600, "How long they talk then, measured, before the others come");
    private static readonly Option<double> Arrival = Numbers.Seconds("--arrival", 10, 0, 3600, "Within how long the others come");
    private static readonly Option<double> Seconds = Numbers.Seconds("--seconds", 45, 1, 3600, "How long all of them are there");
    private static readonly Option<double> After = Numbers.Seconds("--after", 15, 0, 3600, "How long after they have gone the server's memory is read again");

    private static readonly Option<HostileKind[]> Kinds = new("--kinds")
    {
        HelpName = "KIND",
        Description = "What they do, one or more: Prefix, Body, Drip, Silent, HalfOpen, NeverReads, Resets, Oversize, Greedy [default: all but Greedy]",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [.. Enum.GetValues<HostileKind>().Where(kind => kind != HostileKind.Greedy)],
    };

    private static readonly Option<double> Pause = Numbers.Seconds("--pause", 5, 0, 3600, "How long after its connection has ended each of them comes back");

    private static readonly Option<bool> OneAddress = new("--one-address") { Description = "All of them come from one address, and not each from one of its own (Linux)" };

    public static Command Create()
    {
        var command = new Command("hostile", "Lets people talk, lets thousands of hostile clients come, and watches how the talk fares and what the server needs.")
        {
            Clients, Talkers, Rate, Warmup, Calm, Arrival, Seconds, After, Kinds, OneAddress, Pause, CommonOptions.Protocol, CommonOptions.Start, CommonOptions.Runs, CommonOptions.Json, CommonOptions.Chart,
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

        var options = new HostileOptions(
            command.GetValue(Clients),
            command.GetValue(Talkers),
            command.GetValue(Rate),
            command.GetValue(Warmup),
            command.GetValue(Calm),
            command.GetValue(Arrival),
            command.GetValue(Seconds),
            command.GetValue(After),
            command.GetRequiredValue(Kinds),
            command.GetValue(OneAddress),
            command.GetValue(Pause));
        IReadOnlyList<HostileResult> runs = await Bench.RunAsync(
            command,
            server: null,
            ServerNeeds.EmptyHanded,
            (target, stop) => new HostileScenario(options, target).RunAsync(stop),
            HostileResult.Metrics,
            HostileResult.Charts,
            cancel).ConfigureAwait(false);
        foreach (HostileResult run in runs)
        {
            command.InvocationConfiguration.Output.WriteLine($"ended    {run.EndingsText}");
        }

        return Verdict.Tell(command, runs, $"each of {options.Talkers} talkers received every acknowledged message once, in order and without a hole.");
    }
}
