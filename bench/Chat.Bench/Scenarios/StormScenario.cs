using System.Diagnostics;
using System.Net.Sockets;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What a reconnect storm does.</summary>
/// <param name="Clients">How many were cut off and came back.</param>
/// <param name="ReturnSeconds">From the cut until the last was welcomed back.</param>
/// <param name="QuietSeconds">From then until nothing more came to them.</param>
/// <param name="Hello">From an attempt to connect to its welcome.</param>
/// <param name="CalmOk">Those who talk in another room, before the cut: from when a message was due to its <c>ok</c>; null without a calm time.</param>
/// <param name="CalmSeen">The same to its arrival at each of them.</param>
/// <param name="TalkOk">Those who talked in another room meanwhile: from when a message was due to its <c>ok</c>.</param>
/// <param name="TalkSeen">From when a message was due to its arrival at each of them.</param>
/// <param name="Late">From when a message was due until it was sent: the generator's own want of a core.</param>
/// <param name="ReceivedBytes">By those who came back, until it was quiet.</param>
/// <param name="ServerCpuSeconds">From the cut until it was quiet.</param>
/// <param name="ServerRssMiB">The server's memory when it was quiet.</param>
/// <param name="ServerPeakRssMiB">The most it ever had.</param>
/// <param name="StopSeconds">From SIGTERM to the server's end, everyone connected.</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record StormResult(
    int Clients,
    double ReturnSeconds,
    double QuietSeconds,
    Percentiles? Hello,
    Percentiles? CalmOk,
    Percentiles? CalmSeen,
    Percentiles? TalkOk,
    Percentiles? TalkSeen,
    Percentiles? Late,
    long ReceivedBytes,
    double ServerCpuSeconds,
    double ServerRssMiB,
    double ServerPeakRssMiB,
    double? StopSeconds,
    IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<StormResult>> Metrics { get; } =
    [
        new("hellos/s", "N0", r => r.Clients / r.ReturnSeconds),
        new("cut to last welcome s", "N2", r => r.ReturnSeconds),
        new("then until it was quiet s", "N2", r => r.QuietSeconds),
        .. LatencyRows.Of<StormResult>("connect to welcome", r => r.Hello),
        .. LatencyRows.Of<StormResult>("talk before: due to ok", r => r.CalmOk),
        .. LatencyRows.Of<StormResult>("talk meanwhile: due to ok", r => r.TalkOk),
        .. LatencyRows.Of<StormResult>("talk before: to arrival", r => r.CalmSeen),
        .. LatencyRows.Of<StormResult>("talk meanwhile: to arrival", r => r.TalkSeen),
        .. LatencyRows.Of<StormResult>("talk meanwhile: sent late", r => r.Late),
        new("received KiB per client", "N1", r => r.ReceivedBytes / 1024.0 / r.Clients),
        new("server CPU s", "N2", r => r.ServerCpuSeconds),
        new("server CPU ms per hello", "N2", r => r.ServerCpuSeconds * 1000 / r.Clients),
        new("server RSS MiB", "N0", r => r.ServerRssMiB),
        new("server RSS MiB, peak", "N0", r => r.ServerPeakRssMiB),
        new("stop after SIGTERM s", "N2", r => r.StopSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<StormResult> runs) =>
    [
        new Chart.Percentiles("Latency of others' talk", "ms",
        [
            .. ChartCurve.OfLatencies("before: due to ok", runs, r => r.CalmOk),
            .. ChartCurve.OfLatencies("before: due to arrival", runs, r => r.CalmSeen),
            .. ChartCurve.OfLatencies("meanwhile: due to ok", runs, r => r.TalkOk),
            .. ChartCurve.OfLatencies("meanwhile: due to arrival", runs, r => r.TalkSeen),
        ]),
        new Chart.Percentiles("Latency of a hello", "ms", ChartCurve.OfLatencies("connect to welcome", runs, r => r.Hello)),
    ];
}

/// <summary>What a storm does.</summary>
/// <param name="Clients">Connections that are cut and come back.</param>
/// <param name="AtOnce">How many of them try at a time.</param>
/// <param name="Talkers">Members of another room, all of whom talk.</param>
/// <param name="Rate">Messages a second of all talkers.</param>
/// <param name="Warmup">Seconds of talk that are not measured.</param>
/// <param name="Calm">Seconds of talk then, measured, before the cut.</param>
internal sealed record StormOptions(int Clients, int AtOnce, int Talkers, int Rate, double Warmup, double Calm);

/// <summary>Cuts everyone's connection at once; all come back with their tokens while a few others go on talking.</summary>
internal sealed class StormScenario(StormOptions options, ITarget target)
{
    private const int TextBytes = 64;
    private static readonly TimeSpan ReturnTimeout = TimeSpan.FromMinutes(4);

    private readonly Stage _stage = new(target);
    private readonly MeasureWindow _window = new();

    /// <summary>Runs once, on a server of our own.</summary>
    public async Task<StormResult> RunAsync(CancellationToken cancel)
    {
        int connections = options.Talkers + options.Clients;
        using Crowd talkers = CreateTalkers();
        await _stage.EnterAsync(talkers, connections, joins: true, cancel).ConfigureAwait(false);
        using Crowd before = CreateClients();
        await _stage.EnterAsync(before, connections, joins: false, cancel).ConfigureAwait(false);
        using Crowd after = before.Successors();
        GC.Collect();

        await using var talk = new Talk(_stage, talkers, _window, options.Rate);
        ServerUsage calm = await talk.BeginCalmlyAsync(options.Warmup, options.Calm, cancel).ConfigureAwait(false);
        _window.Open();
        long cut = Stopwatch.GetTimestamp();
        before.Sever();
        await Stage.WithinAsync(ReturnTimeout, "take everyone back", stop => after.ConnectAsync(target.EndPoint, ReturnAsync, options.AtOnce, stop), cancel).ConfigureAwait(false);
        double returned = Stopwatch.GetElapsedTime(cut).TotalSeconds;
        long back = Stopwatch.GetTimestamp();
        await after.WaitForSilenceAsync(Stage.Silence, cancel).ConfigureAwait(false);
        double quiet = (Stopwatch.GetElapsedTime(back) - Stage.Silence).TotalSeconds;
        _window.Close();
        ServerUsage end = _stage.Usage();
        await talk.DrainAsync(cancel).ConfigureAwait(false);
        List<string> problems = talk.Verify();
        double? stopped = await _stage.EndAsync(after, problems, cancel).ConfigureAwait(false);
        return new StormResult(
            options.Clients,
            returned,
            quiet,
            after.HelloTimes.Summarize(),
            talk.CalmOk.Summarize(),
            talk.CalmSeen.Summarize(),
            talk.Ok.Summarize(),
            talk.Seen.Summarize(),
            talk.Late?.Summarize(),
            after.ReceivedBytes,
            (end.Cpu - calm.Cpu).TotalSeconds,
            end.ResidentBytes / Stage.MiB,
            end.PeakResidentBytes / Stage.MiB,
            stopped,
            problems);
    }

    private Task ReturnAsync(Member member, CancellationToken cancel) => member.ReturnAsync(target.EndPoint, seen: null, cancel);

    private Crowd CreateTalkers()
    {
        AddressFamily family = target.EndPoint.AddressFamily;
        int inFlight = Talk.InFlight(1, options.Rate, options.Talkers);
        return Crowd.Create(
            options.Talkers,
            i => new Sender(FrameScan.UserOf(i), FrameScan.RoomOf(0), family, target.Protocol, _stage.Faults, new SeqCheck(_window), _window, inFlight, TextBytes),
            _stage.Faults);
    }

    private Crowd CreateClients() => Crowd.Create(
        options.Clients,
        i => new Member(FrameScan.UserOf(options.Talkers + i), FrameScan.RoomOf(1), target.EndPoint.AddressFamily, target.Protocol, _stage.Faults, check: null),
        _stage.Faults);
}
