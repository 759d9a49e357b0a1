using System.Diagnostics;
using Chat.Bench.Commands;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What rooms cost in which nobody says anything.</summary>
/// <param name="Rooms">Rooms that members have entered.</param>
/// <param name="Known">Rooms that are in storage alone.</param>
/// <param name="EmptyRssMiB">Memory of a server that knows no other room, its users connected.</param>
/// <param name="KnownRssMiB">The same of a server that knows them.</param>
/// <param name="ActiveRssMiB">The same when the members had entered.</param>
/// <param name="RestRssMiB">The same after a time in which nothing happened.</param>
/// <param name="KnownStartSeconds">From starting the server that knows them until it listened.</param>
/// <param name="JoinSeconds">Until all had entered.</param>
/// <param name="StopSeconds">From SIGTERM to that server's end, everyone connected.</param>
/// <param name="Rss">The server's memory in MiB (Y) over the seconds from when members began to enter (X).</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record RestResult(
    int Rooms,
    int Known,
    double EmptyRssMiB,
    double KnownRssMiB,
    double ActiveRssMiB,
    double RestRssMiB,
    double KnownStartSeconds,
    double JoinSeconds,
    double? StopSeconds,
    IReadOnlyList<ChartPoint> Rss,
    IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<RestResult>> Metrics { get; } =
    [
        new("KiB per room at rest", "N2", r => r.RestKiB),
        new("KiB per room just entered", "N2", r => r.ActiveKiB),
        new("KiB per known room", "N2", r => r.KnownKiB),
        new("server RSS MiB, no other rooms", "N0", r => r.EmptyRssMiB),
        new("server RSS MiB, known rooms", "N0", r => r.KnownRssMiB),
        new("server RSS MiB, rooms entered", "N0", r => r.ActiveRssMiB),
        new("server RSS MiB, at rest", "N0", r => r.RestRssMiB),
        new("start with known rooms s", "N2", r => r.KnownStartSeconds),
        new("joins/s", "N0", r => r.Rooms * RestScenario.MembersPerRoom / r.JoinSeconds),
        new("stop after SIGTERM s", "N2", r => r.StopSeconds),
    ];

    private double RestKiB => (RestRssMiB - KnownRssMiB) * 1024 / Rooms;

    private double ActiveKiB => (ActiveRssMiB - KnownRssMiB) * 1024 / Rooms;

    private double? KnownKiB => Known > 0 ? (KnownRssMiB - EmptyRssMiB) * 1024 / Known : null;

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<RestResult> runs) =>
    [
        new Chart.Bars("Server memory for each room", "KiB",
        [
            ChartBar.Of("at rest", runs.Select(r => r.RestKiB)),
            ChartBar.Of("just entered", runs.Select(r => r.ActiveKiB)),
            .. runs[0].Known > 0 ? [ChartBar.Of("known", runs.Select(r => r.KnownKiB ?? 0))] : (ChartBar[])[],
        ]),
        new Chart.OverTime("Server memory while the rooms are entered and then rest", "MiB", ChartCurve.OfRuns("RSS", runs, r => r.Rss)),
    ];
}

/// <summary>Rooms of ten: many that are only stored, and some that their members have entered.</summary>
internal sealed class RestScenario(int rooms, int known, TimeSpan settle, TimeSpan rest, TargetChoice choice)
{
    /// <summary>Members of each room.</summary>
    public const int MembersPerRoom = 10;

    /// <summary>A user may be in 200, of which a few are for the server to warm up.</summary>
    private const int RoomsPerUser = 190;
    private const int FirstRooms = 10;

    /// <summary>Runs once, on two servers.</summary>
    public async Task<RestResult> RunAsync(CancellationToken cancel)
    {
        double empty;
        ITarget bare = await choice.OpenAsync(ServerNeeds.EmptyHanded, cancel).ConfigureAwait(false);
        await using (bare.ConfigureAwait(false))
        {
            var stage = new Stage(bare);
            using Crowd few = await EnterAsync(stage, cancel).ConfigureAwait(false);
            empty = stage.Usage().ResidentBytes / Stage.MiB;
        }

        ServerNeeds needs = ServerNeeds.EmptyHanded with { Fill = (directory, stop) => RestFill.RunAsync(directory, known, MembersPerRoom, stop) };
        ITarget full = await choice.OpenAsync(needs, cancel).ConfigureAwait(false);
        await using (full.ConfigureAwait(false))
        {
            return await MeasureAsync(new Stage(full), empty, cancel).ConfigureAwait(false);
        }
    }

    private async Task<RestResult> MeasureAsync(Stage stage, double empty, CancellationToken cancel)
    {
        using Crowd crowd = await EnterAsync(stage, cancel).ConfigureAwait(false);
        ServerUsage before = stage.Usage();
        Task<(double Seconds, ServerUsage Active, ServerUsage Resting)> work = EnterAndRestAsync(stage, crowd, cancel);
        IReadOnlyList<ChartPoint> rss = await stage.ResidentMiBAsync(work).ConfigureAwait(false);
        (double join, ServerUsage active, ServerUsage resting) = await work.ConfigureAwait(false);
        var problems = new List<string>();
        double? stopped = await stage.EndAsync(crowd, problems, cancel).ConfigureAwait(false);
        return new RestResult(
            rooms,
            known,
            empty,
            before.ResidentBytes / Stage.MiB,
            active.ResidentBytes / Stage.MiB,
            resting.ResidentBytes / Stage.MiB,
            stage.Target.StartSeconds ?? 0,
            join,
            stopped,
            rss,
            problems);
    }

    private async Task<(double Seconds, ServerUsage Active, ServerUsage Resting)> EnterAndRestAsync(Stage stage, Crowd crowd, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        await stage.Faults.GuardAsync(JoinAsync(crowd, FirstRooms, rooms, cancel)).ConfigureAwait(false);
        double join = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await stage.DelayAsync(settle, cancel).ConfigureAwait(false);
        ServerUsage active = stage.Usage();
        await stage.DelayAsync(rest, cancel).ConfigureAwait(false);
        return (join, active, stage.Usage());
    }

    /// <summary>Lets the users in and the first rooms be made, so that the code is compiled and the pools are filled.</summary>
    private async Task<Crowd> EnterAsync(Stage stage, CancellationToken cancel)
    {
        int users = (rooms + RoomsPerUser - 1) / RoomsPerUser * MembersPerRoom;
        ITarget target = stage.Target;
        Crowd crowd = Crowd.Create(
            users,
            i => new Member(FrameScan.UserOf(i), FrameScan.RoomOf(i / MembersPerRoom), target.EndPoint.AddressFamily, target.Protocol, stage.Faults, check: null),
            stage.Faults);
        await stage.EnterAsync(crowd, users, joins: false, cancel).ConfigureAwait(false);
        await stage.Faults.GuardAsync(JoinAsync(crowd, 0, FirstRooms, cancel)).ConfigureAwait(false);
        await stage.DelayAsync(settle, cancel).ConfigureAwait(false);
        return crowd;
    }

    /// <summary>Ten users enter the same rooms, one after the other.</summary>
    private static Task JoinAsync(Crowd crowd, int firstRoom, int count, CancellationToken cancel) => Parallel.ForEachAsync(
        crowd.Members.Index(),
        new ParallelOptions { MaxDegreeOfParallelism = crowd.AtOnce, CancellationToken = cancel },
        async (user, stop) =>
        {
            int first = user.Index / MembersPerRoom * RoomsPerUser;
            for (int room = first; room < Math.Min(count, first + RoomsPerUser); room++)
            {
                await user.Item.JoinAsync(FrameScan.RoomOf(firstRoom + room), stop).ConfigureAwait(false);
            }
        });
}
