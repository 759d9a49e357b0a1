using System.Diagnostics;
using Chat.Bench.Common;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What idle connections cost the server.</summary>
/// <param name="Clients">Connections measured.</param>
/// <param name="BaseRssMiB">The server's memory with a few connections, everything compiled.</param>
/// <param name="FullRssMiB">The server's memory with all of them.</param>
/// <param name="ConnectSeconds">Until the last was welcomed.</param>
/// <param name="IdleCpuPercent">Of one core, while all were connected and silent.</param>
/// <param name="Rss">The server's memory in MiB from when they began to connect until memory was read.</param>
internal sealed record IdleResult(int Clients, double BaseRssMiB, double FullRssMiB, double ConnectSeconds, double IdleCpuPercent, IReadOnlyList<ChartPoint> Rss)
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<IdleResult>> Metrics { get; } =
    [
        new("RSS per connection KiB", "N1", r => r.RssPerConnectionKiB),
        new("server RSS MiB, before", "N0", r => r.BaseRssMiB),
        new("server RSS MiB, all connected", "N0", r => r.FullRssMiB),
        new("server CPU while idle, % of a core", "N2", r => r.IdleCpuPercent),
        new("connect and hello s", "N1", r => r.ConnectSeconds),
        new("hellos/s", "N0", r => r.Clients / r.ConnectSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<IdleResult> runs) =>
    [
        new Chart.Bars("Server memory for each connection", "KiB", [ChartBar.Of($"{runs[0].Clients} connections", runs.Select(r => r.RssPerConnectionKiB))]),
        new Chart.OverTime("Server memory while they connect and then are silent", "MiB", ChartCurve.OfRuns("RSS", runs, r => r.Rss)),
    ];

    public double RssPerConnectionKiB => (FullRssMiB - BaseRssMiB) * 1024 / Clients;
}

/// <summary>Connects guests that say hello, are in no room and are silent from then on.</summary>
internal sealed class IdleScenario(int clients, TimeSpan settle, ITarget target)
{
    private const int FirstClients = 100;
    private const double MiB = 1024 * 1024;
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private readonly Faults _faults = new();

    /// <summary>Runs once, on a server of our own.</summary>
    public async Task<IdleResult> RunAsync(CancellationToken cancel)
    {
        // The first few make the server compile its code and fill its pools: they are the ground to measure from.
        using Crowd first = CreateCrowd(1, FirstClients);
        await first.ConnectAsync(target.EndPoint, cancel).ConfigureAwait(false);
        await SettleAsync(first, cancel).ConfigureAwait(false);
        double before = Usage().ResidentBytes / MiB;

        using Crowd crowd = CreateCrowd(FirstClients + 1, clients);
        Task<(double Connect, double IdlePercent, ServerUsage After)> work = MeasureAsync(crowd, cancel);
        IReadOnlyList<ChartPoint> rss = await Sampler.ValuesAsync(() => Usage().ResidentBytes / MiB, work).ConfigureAwait(false);
        (double connect, double idle, ServerUsage after) = await work.ConfigureAwait(false);
        _faults.Ignore();
        return new IdleResult(clients, before, after.ResidentBytes / MiB, connect, idle, rss);
    }

    private async Task<(double ConnectSeconds, double IdlePercent, ServerUsage After)> MeasureAsync(Crowd crowd, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        await crowd.ConnectAsync(target.EndPoint, cancel).ConfigureAwait(false);
        double connect = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await crowd.WaitForSilenceAsync(Silence, cancel).ConfigureAwait(false);

        long idleStart = Stopwatch.GetTimestamp();
        TimeSpan cpu = Usage().Cpu;
        await SettleAsync(crowd, cancel).ConfigureAwait(false);
        ServerUsage after = Usage();
        return (connect, (after.Cpu - cpu) / Stopwatch.GetElapsedTime(idleStart) * 100, after);
    }

    private Crowd CreateCrowd(int firstNumber, int count) =>
        Crowd.Create(count, i => new Member($"bench-{firstNumber + i}", FrameScan.RoomOf(0), target.EndPoint.AddressFamily, _faults, check: null), _faults);

    private async Task SettleAsync(Crowd crowd, CancellationToken cancel)
    {
        await crowd.WaitForSilenceAsync(Silence, cancel).ConfigureAwait(false);
        await _faults.GuardAsync(Task.Delay(settle, cancel)).ConfigureAwait(false);
    }

    private ServerUsage Usage() => target.Usage() ?? throw new BenchException("The server has ended.");
}
