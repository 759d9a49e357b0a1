using System.CommandLine;
using Chat.Bench.Common.Commands;
using Chat.Bench.Scenarios;
using Chat.Bench.Targets;

namespace Chat.Bench.Commands;

/// <summary><c>fanout</c>, <c>rooms</c> and <c>private</c>: how many messages a second reach everyone they are for.</summary>
internal static class FanoutCommand
{
    /// <summary>Few say something in large rooms.</summary>
    public static Command Create()
    {
        Option<int> members = Numbers.Count("--members", 1000, 1, 100_000, "Connections, spread evenly over the rooms");
        Option<int> rooms = Numbers.Count("--rooms", 1, 1, 10_000, "Rooms; the first members of each send");
        Option<int> senders = Numbers.Count("--senders", 4, 1, 10_000, "How many of the members send");
        return Make(
            new Command("fanout", "Puts the members into rooms and lets a few send, in a closed loop or at a rate. Fails if any member misses a message.") { rooms, members, senders },
            new LoadSwitches(1),
            (command, load) => load.Read(command, command.GetValue(rooms), command.GetValue(members), command.GetValue(senders)));
    }

    /// <summary>Everyone says something in many small rooms.</summary>
    public static Command CreateRooms()
    {
        Option<int> rooms = Numbers.Count("--rooms", 100, 1, 10_000, "Rooms");
        Option<int> members = Numbers.Count("--members", 10, 1, 10_000, "Members of each room, all of whom send");
        return Make(
            new Command("rooms", "Many small rooms in which everyone sends. Fails if any member misses a message.") { rooms, members },
            new LoadSwitches(1),
            (command, load) => Everyone(command, load, command.GetValue(rooms), command.GetValue(rooms) * command.GetValue(members)));
    }

    /// <summary>Pairs write to each other.</summary>
    public static Command CreatePrivate()
    {
        Option<int> pairs = Numbers.Count("--pairs", 100, 1, 10_000, "Pairs of users, each of whom writes to the other");
        return Make(
            new Command("private", "Pairs of users who write to each other in private. Fails if anybody misses a message.") { pairs },
            new LoadSwitches(1),
            (command, load) => Everyone(command, load, command.GetValue(pairs), command.GetValue(pairs) * 2) with { InPairs = true });
    }

    private static FanoutOptions Everyone(ParseResult command, LoadSwitches load, int rooms, int members) => load.Read(command, rooms, members, members);

    private static Command Make(Command scenario, LoadSwitches load, Func<ParseResult, LoadSwitches, FanoutOptions> read)
    {
        load.AddTo(scenario);
        scenario.SetAction((command, cancel) => RunAsync(command, load, read(command, load), cancel));
        return scenario;
    }

    private static async Task<int> RunAsync(ParseResult command, LoadSwitches load, FanoutOptions options, CancellationToken cancel)
    {
        if ((Contradiction(options) ?? load.Contradiction(command)) is { } problem)
        {
            return Verdict.Refuse(command, problem);
        }

        IReadOnlyList<FanoutResult> runs = await Bench.RunAsync(
            command,
            load.Server(command),
            ServerNeeds.EmptyHanded,
            (target, stop) => new FanoutScenario(options, target).RunAsync(stop),
            FanoutResult.Metrics,
            FanoutResult.Charts,
            cancel).ConfigureAwait(false);
        return Verdict.Tell(
            command,
            runs,
            $"each of {options.Members} members received every acknowledged message of its room that was due to it once ({string.Join(", ", runs.Select(r => r.Acknowledged))} in all); in order and without a hole in the sample.");
    }

    private static string? Contradiction(FanoutOptions options)
    {
        if (options.Senders > options.Members)
        {
            return "--senders can't be more than --members.";
        }

        return options.Members % options.Rooms != 0 ? "--members must be a multiple of --rooms." : null;
    }
}
