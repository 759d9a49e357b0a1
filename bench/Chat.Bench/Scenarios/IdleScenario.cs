using System.Diagnostics;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What idle connections cost the server.</summary>
/// <param name="Clients">Connections measured.</param>
/// <param name="InLobby">Whether they are in a room.</param>
/// <param name="BaseRssMiB">The server's memory with a few connections, everything compiled.</param>
/// <param name="FullRssMiB">The server's memory with all of them.</param>
/// <param name="ConnectSeconds">Until the last was welcomed.</param>
/// <param name="Hello">From an attempt to connect to its welcome.</param>
/// <param name="ConnectCpuSeconds">Of the server, until everyone was there and it was quiet.</param>
/// <param name="ReceivedBytes">By all of them until then: welcomes, and who else came.</param>
/// <param name="IdleCpuPercent">Of one core, while all were connected and silent.</param>
/// <param name="StopSeconds">From SIGTERM to the server's end, everyone connected.</param>
/// <param name="Rss">The server's memory in MiB (Y) over the seconds from when they began to connect (X).</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record IdleResult(
    int Clients,
    bool InLobby,
    double BaseRssMiB,
    double FullRssMiB,
    double ConnectSeconds,
    Percentiles? Hello,
    double ConnectCpuSeconds,
    long ReceivedBytes,
    double IdleCpuPercent,
    double? StopSeconds,
    IReadOnlyList<ChartPoint> Rss,
    IReadOnlyList<string> Problems) : IVerified
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
        .. LatencyRows.Of<IdleResult>("connect to welcome", r => r.Hello),
        new("server CPU ms per hello", "N2", r => r.ConnectCpuSeconds * 1000 / r.Clients),
        new("received KiB per client", "N1", r => r.ReceivedBytes / 1024.0 / r.Clients),
        new("stop after SIGTERM s", "N2", r => r.StopSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<IdleResult> runs) =>
    [
        new Chart.Bars("Server memory for each connection", "KiB", [ChartBar.Of($"{runs[0].Clients} connections", runs.Select(r => r.RssPerConnectionKiB))]),
        new Chart.OverTime("Server memory while they connect and then are silent", "MiB", ChartCurve.OfRuns("RSS", runs, r => r.Rss)),
        new Chart.Percentiles("Latency of a hello", "ms", ChartCurve.OfLatencies("connect to welcome", runs, r => r.Hello)),
    ];

    public double RssPerConnectionKiB => (FullRssMiB - BaseRssMiB) * 1024 / Clients;
}

/// <summary>Connects guests that say hello and are silent from then on.</summary>
internal sealed class IdleScenario(int clients, bool inLobby, TimeSpan settle, ITarget target)
{
    private const int FirstClients = 100;

    private readonly Stage _stage = new(target);

    /// <summary>Runs once, on a server of our own.</summary>
    public async Task<IdleResult> RunAsync(CancellationToken cancel)
    {
        // The first few make the server compile its code and fill its pools: they are the ground to measure from.
        using Crowd first = CreateCrowd(0, FirstClients);
        await _stage.EnterAsync(first, clients + FirstClients, joins: false, cancel).ConfigureAwait(false);
        await _stage.DelayAsync(settle, cancel).ConfigureAwait(false);
        ServerUsage before = _stage.Usage();

        using Crowd crowd = CreateCrowd(FirstClients, clients);
        Task<Measured> work = MeasureAsync(crowd, cancel);
        IReadOnlyList<ChartPoint> rss = await _stage.ResidentMiBAsync(work).ConfigureAwait(false);
        Measured measured = await work.ConfigureAwait(false);
        long received = crowd.ReceivedBytes;
        var problems = new List<string>();
        double? stopped = await _stage.EndAsync(crowd, problems, cancel).ConfigureAwait(false);
        return new IdleResult(
            clients,
            inLobby,
            before.ResidentBytes / Stage.MiB,
            measured.After.ResidentBytes / Stage.MiB,
            measured.ConnectSeconds,
            crowd.HelloTimes.Summarize(),
            (measured.Full.Cpu - before.Cpu).TotalSeconds,
            received,
            (measured.After.Cpu - measured.Full.Cpu) / measured.Silence * 100,
            stopped,
            rss,
            problems);
    }

    private async Task<Measured> MeasureAsync(Crowd crowd, CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        await crowd.ConnectAsync(target.EndPoint, cancel).ConfigureAwait(false);
        double connect = Stopwatch.GetElapsedTime(start).TotalSeconds;
        await crowd.WaitForSilenceAsync(Stage.Silence, cancel).ConfigureAwait(false);

        ServerUsage full = _stage.Usage();
        long idleStart = Stopwatch.GetTimestamp();
        await _stage.DelayAsync(settle, cancel).ConfigureAwait(false);
        return new Measured(connect, full, _stage.Usage(), Stopwatch.GetElapsedTime(idleStart));
    }

    private Crowd CreateCrowd(int firstIndex, int count) => Crowd.Create(
        count,
        i => new Member(FrameScan.UserOf(firstIndex + i), FrameScan.RoomOf(0), target.EndPoint.AddressFamily, target.Protocol, _stage.Faults, check: null),
        _stage.Faults);

    private sealed record Measured(double ConnectSeconds, ServerUsage Full, ServerUsage After, TimeSpan Silence);
}
