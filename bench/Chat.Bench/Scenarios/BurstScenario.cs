using System.Diagnostics;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What it does to a server that everyone in a room speaks at once.</summary>
/// <param name="Members">Members of the room, each of whom says one line: members times members deliveries.</param>
/// <param name="AcknowledgedSeconds">Until the last line was acknowledged.</param>
/// <param name="Seconds">Until everyone had every line.</param>
/// <param name="Returns">How often a member was sent away as too slow and came back from its cursor.</param>
/// <param name="IdleRssMiB">The server's memory before, everyone in the room and quiet.</param>
/// <param name="PeakBeforeMiB">The most it had until then.</param>
/// <param name="PeakMiB">The most it ever had.</param>
/// <param name="CooledRssMiB">Its memory after the cool-down, everyone connected.</param>
/// <param name="CooldownSeconds">How long that was.</param>
/// <param name="ServerCpuSeconds">Until everyone had every line.</param>
/// <param name="StopSeconds">From SIGTERM to the server's end, everyone connected.</param>
/// <param name="Rss">The server's memory in MiB (Y) over the seconds from the burst to the end of the cool-down (X).</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record BurstResult(
    int Members,
    double AcknowledgedSeconds,
    double Seconds,
    int Returns,
    double IdleRssMiB,
    double PeakBeforeMiB,
    double PeakMiB,
    double CooledRssMiB,
    double CooldownSeconds,
    double ServerCpuSeconds,
    double? StopSeconds,
    IReadOnlyList<ChartPoint> Rss,
    IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<BurstResult>> Metrics { get; } =
    [
        new("until all arrived s", "N2", r => r.Seconds),
        new("deliveries/s", "N0", r => r.Deliveries / r.Seconds),
        new("until all acknowledged s", "N2", r => r.AcknowledgedSeconds),
        new("sent away as slow and resumed", "N0", r => r.Returns),
        new("server RSS MiB, peak", "N0", r => r.PeakMiB),
        new("server RSS MiB, idle before", "N0", r => r.IdleRssMiB),
        new("server RSS MiB, peak before", "N0", r => r.PeakBeforeMiB),
        new("server RSS MiB, after cool-down", "N0", r => r.CooledRssMiB),
        new("after cool-down / idle", "N2", r => r.CooledRssMiB / r.IdleRssMiB),
        new("server CPU s", "N2", r => r.ServerCpuSeconds),
        new("server CPU µs/delivery", "N2", r => r.ServerCpuSeconds * 1e6 / r.Deliveries),
        new("stop after SIGTERM s", "N2", r => r.StopSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<BurstResult> runs) =>
    [
        new Chart.Bars("Server memory", "MiB",
        [
            ChartBar.Of("idle before", runs.Select(r => r.IdleRssMiB)),
            ChartBar.Of("peak", runs.Select(r => r.PeakMiB)),
            ChartBar.Of("after cool-down", runs.Select(r => r.CooledRssMiB)),
        ]),
        new Chart.OverTime("Server memory from the burst until the end of the cool-down", "MiB", ChartCurve.OfRuns("RSS", runs, r => r.Rss)),
    ];

    private double Deliveries => (double)Members * Members;
}

/// <summary>Everyone in one room says one line at the same moment.</summary>
internal sealed class BurstScenario(int members, int textBytes, TimeSpan settle, TimeSpan cooldown, ITarget target)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    private readonly Stage _stage = new(target);

    /// <summary>Runs once, on a server of our own.</summary>
    public async Task<BurstResult> RunAsync(CancellationToken cancel)
    {
        using Crowd crowd = Crowd.Create(
            members,
            i => new BurstMember(FrameScan.UserOf(i), FrameScan.RoomOf(0), target.EndPoint.AddressFamily, target.Protocol, _stage.Faults, textBytes),
            _stage.Faults);
        await _stage.EnterAsync(crowd, members, joins: true, cancel).ConfigureAwait(false);
        BurstMember[] first = [.. crowd.Members.Cast<BurstMember>()];
        BurstUser[] users = [.. first.Select(m => new BurstUser(m))];
        await _stage.DelayAsync(settle, cancel).ConfigureAwait(false);
        GC.Collect();
        ServerUsage idle = _stage.Usage();

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task staying = Task.WhenAll(users.Select(u => u.StayAsync(target.EndPoint, over.Token)));
        long start = Stopwatch.GetTimestamp();
        double acknowledged = 0;
        double arrived = 0;
        Task<(ServerUsage Done, ServerUsage Cooled)> work = SpeakAsync();
        IReadOnlyList<ChartPoint> rss = await _stage.ResidentMiBAsync(work).ConfigureAwait(false);
        (ServerUsage done, ServerUsage cooled) = await work.ConfigureAwait(false);

        List<string> problems = Verify(users);
        await over.CancelAsync().ConfigureAwait(false);
        await staying.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        double? stopped = await _stage.EndAsync(crowd, problems, cancel).ConfigureAwait(false);
        foreach (BurstUser user in users)
        {
            user.Dispose();
        }

        return new BurstResult(
            members,
            acknowledged,
            arrived,
            users.Sum(u => u.Returns),
            idle.ResidentBytes / Stage.MiB,
            idle.PeakResidentBytes / Stage.MiB,
            done.PeakResidentBytes / Stage.MiB,
            cooled.ResidentBytes / Stage.MiB,
            cooldown.TotalSeconds,
            (done.Cpu - idle.Cpu).TotalSeconds,
            stopped,
            rss,
            problems);

        async Task<(ServerUsage Done, ServerUsage Cooled)> SpeakAsync()
        {
            Task said = Task.WhenAll(first.Select(m => m.SayAsync()));
            await Stage.WithinAsync(Patience, "deliver everyone's line to everyone", WaitAsync, cancel).ConfigureAwait(false);
            await said.ConfigureAwait(false);
            ServerUsage delivered = _stage.Usage();
            await _stage.DelayAsync(cooldown, cancel).ConfigureAwait(false);
            return (delivered, _stage.Usage());
        }

        async Task WaitAsync(CancellationToken stop)
        {
            while (arrived == 0)
            {
                double now = Stopwatch.GetElapsedTime(start).TotalSeconds;
                if (acknowledged == 0 && users.All(u => u.IsAcknowledged))
                {
                    acknowledged = now;
                }

                // A member that comes back can't do so unwatched.
                if (staying.IsFaulted)
                {
                    await staying.ConfigureAwait(false);
                }

                if (acknowledged > 0 && users.All(u => u.Received >= Due))
                {
                    arrived = now;
                }

                await _stage.DelayAsync(Glance, stop).ConfigureAwait(false);
            }
        }
    }

    private int Due => target.Protocol.EchoesOwn ? members : members - 1;

    private List<string> Verify(BurstUser[] users)
    {
        var problems = new List<string>();
        int wrong = users.Count(u => u.Received != Due);
        if (wrong > 0)
        {
            problems.Add($"{wrong} members did not receive each of {Due} lines once");
        }

        int behind = target.Protocol.KeepsUsers ? users.Count(u => u.LastSeq != members) : 0;
        if (behind > 0)
        {
            problems.Add($"{behind} members did not end at seq {members}");
        }

        problems.AddRange(users.Select(u => u.Problem).OfType<string>().Take(5));
        return problems;
    }
}
