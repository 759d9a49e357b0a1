using Chat.Bench.Report;

namespace Chat.Bench.Scenarios;

/// <summary>What a fan-out run measured. Where nothing else is said, within the measured time.</summary>
/// <param name="Seconds">The measured time as it was.</param>
/// <param name="Deliveries">Messages received by members, counted where they arrive.</param>
/// <param name="Messages">Messages acknowledged.</param>
/// <param name="ReceivedBytes">By all members, length prefixes included, TCP and below not.</param>
/// <param name="OkP50Ms">From a send to its <c>ok</c>.</param>
/// <param name="OkP99Ms">The same.</param>
/// <param name="OkMaxMs">The same.</param>
/// <param name="LateP99Ms">From when a message was due until it was sent, where a rate was asked for: the generator's own want of a core.</param>
/// <param name="SeenP50Ms">From a send to its arrival at a member of the sample.</param>
/// <param name="SeenP99Ms">The same.</param>
/// <param name="ServerCpuSeconds">User and system time of the server; null where it runs elsewhere.</param>
/// <param name="ServerRssMiB">The server's memory at the end of the measured time.</param>
/// <param name="ServerPeakRssMiB">The most it ever had.</param>
/// <param name="GeneratorCpuSeconds">User and system time of this process.</param>
/// <param name="GeneratorAllocatedBytes">By this process on its managed heap.</param>
/// <param name="SetupSeconds">Until everyone was in the room and it was quiet.</param>
/// <param name="StopSeconds">From SIGTERM to the server's end, everyone connected.</param>
/// <param name="Acknowledged">Messages acknowledged in the whole run; each member must have received those of its room.</param>
/// <param name="Rates">Deliveries a second, every quarter of a second.</param>
/// <param name="OkCurve">From a send to its <c>ok</c>, ms by share.</param>
/// <param name="SeenCurve">From a send to its arrival at a member of the sample, ms by share.</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record FanoutResult(
    double Seconds,
    long Deliveries,
    long Messages,
    long ReceivedBytes,
    double? OkP50Ms,
    double? OkP99Ms,
    double OkMaxMs,
    double? LateP99Ms,
    double? SeenP50Ms,
    double? SeenP99Ms,
    double? ServerCpuSeconds,
    double? ServerRssMiB,
    double? ServerPeakRssMiB,
    double GeneratorCpuSeconds,
    long GeneratorAllocatedBytes,
    double SetupSeconds,
    double? StopSeconds,
    long Acknowledged,
    IReadOnlyList<ChartPoint> Rates,
    IReadOnlyList<ChartPoint> OkCurve,
    IReadOnlyList<ChartPoint> SeenCurve,
    IReadOnlyList<string> Problems)
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<FanoutResult>> Metrics { get; } =
    [
        new("deliveries/s", "N0", r => r.DeliveriesPerSecond),
        new("messages/s", "N0", r => r.MessagesPerSecond),
        new("received MB/s", "N1", r => r.ReceivedBytes / r.Seconds / 1e6),
        new("send to ok, p50 ms", "N2", r => r.OkP50Ms),
        new("send to ok, p99 ms", "N2", r => r.OkP99Ms),
        new("send to ok, max ms", "N2", r => r.OkMaxMs),
        new("sent late, p99 ms", "N2", r => r.LateP99Ms),
        new("send to arrival, p50 ms", "N2", r => r.SeenP50Ms),
        new("send to arrival, p99 ms", "N2", r => r.SeenP99Ms),
        new("server CPU s", "N2", r => r.ServerCpuSeconds),
        new("server CPU µs/delivery", "N2", r => r.ServerMicrosecondsPerDelivery),
        new("generator CPU s", "N2", r => r.GeneratorCpuSeconds),
        new("generator CPU µs/delivery", "N2", r => r.GeneratorCpuSeconds * 1e6 / r.Deliveries),
        new("generator heap B/delivery", "N2", r => (double)r.GeneratorAllocatedBytes / r.Deliveries),
        new("server RSS MiB", "N0", r => r.ServerRssMiB),
        new("server RSS MiB, peak", "N0", r => r.ServerPeakRssMiB),
        new("setup s", "N1", r => r.SetupSeconds),
        new("stop after SIGTERM s", "N2", r => r.StopSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<FanoutResult> runs) =>
    [
        new Chart.Percentiles("Latency", "ms", [.. ChartCurve.OfRuns("send to ok", runs, r => r.OkCurve), .. ChartCurve.OfRuns("send to arrival", runs, r => r.SeenCurve)]),
        new Chart.OverTime("Messages received by all members", "deliveries/s", ChartCurve.OfRuns("deliveries/s", runs, r => r.Rates)),
    ];

    public double DeliveriesPerSecond => Deliveries / Seconds;

    public double MessagesPerSecond => Messages / Seconds;

    public double? ServerMicrosecondsPerDelivery => ServerCpuSeconds * 1e6 / Deliveries;
}
