using Chat.Bench.Common;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>How long a message takes to everyone on a server that is half busy.</summary>
/// <param name="Highest">The closed loop that found the highest load.</param>
/// <param name="Rate">Messages a second of the open loop: half of what the closed one reached.</param>
/// <param name="AtHalf">The open loop; its times count from when a message was due, and its last arrivals are those of all members.</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record LatencyResult(FanoutResult Highest, int Rate, FanoutResult AtHalf, IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<LatencyResult>> Metrics { get; } =
    [
        .. LatencyRows.Of<LatencyResult>("due to last arrival", r => r.AtHalf.Last),
        .. LatencyRows.Of<LatencyResult>("due to ok", r => r.AtHalf.Ok),
        .. LatencyRows.Of<LatencyResult>("sent late", r => r.AtHalf.Late),
        new("highest load: messages/s", "N0", r => r.Highest.MessagesPerSecond),
        .. LatencyRows.Of<LatencyResult>("highest load: send to ok", r => r.Highest.Ok),
        new("rate of the open loop, messages/s", "N0", r => r.Rate),
        new("messages/s reached in it", "N0", r => r.AtHalf.MessagesPerSecond),
        new("server CPU, % of a core", "N0", r => r.AtHalf.ServerCpuSeconds / r.AtHalf.Seconds * 100),
        new("generator CPU, % of a core", "N0", r => r.AtHalf.GeneratorCpuSeconds / r.AtHalf.Seconds * 100),
        new("server RSS MiB", "N0", r => r.AtHalf.ServerRssMiB),
        new("stop after SIGTERM s", "N2", r => r.AtHalf.StopSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<LatencyResult> runs) =>
    [
        new Chart.Percentiles("Latency at half of the highest load", "ms",
        [
            .. ChartCurve.OfLatencies("due to last arrival", runs, r => r.AtHalf.Last),
            .. ChartCurve.OfLatencies("due to ok", runs, r => r.AtHalf.Ok),
            .. ChartCurve.OfLatencies("sent late", runs, r => r.AtHalf.Late),
        ]),
        new Chart.Percentiles("Latency at the highest load", "ms", ChartCurve.OfLatencies("send to ok", runs, r => r.Highest.Ok)),
        new Chart.OverTime("Messages received by all members", "deliveries/s",
        [
            .. ChartCurve.OfRuns("highest load", runs, r => r.Highest.Rates),
            .. ChartCurve.OfRuns("half of it", runs, r => r.AtHalf.Rates),
        ]),
    ];
}

/// <summary>Finds the highest load in a closed loop, then sends at half of it in an open one, on the same server.</summary>
internal sealed class LatencyScenario(FanoutOptions options, ITarget target)
{
    /// <summary>Runs once.</summary>
    /// <exception cref="BenchException">It could not be run to its end.</exception>
    public async Task<LatencyResult> RunAsync(CancellationToken cancel)
    {
        FanoutResult highest = await new FanoutScenario(options with { KeepsServer = true }, target).RunAsync(cancel).ConfigureAwait(false);
        int rate = Math.Max(1, (int)(highest.MessagesPerSecond / 2));
        FanoutResult half = await new FanoutScenario(options with { Rate = rate, TracksLast = true }, target).RunAsync(cancel).ConfigureAwait(false);
        return new LatencyResult(highest, rate, half, [.. highest.Problems, .. half.Problems]);
    }
}
