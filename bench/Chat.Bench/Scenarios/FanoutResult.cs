using Chat.Bench.Measure;
using Chat.Bench.Report;

namespace Chat.Bench.Scenarios;

/// <summary>What a fan-out run measured. Where nothing else is said, within the measured time.</summary>
/// <param name="Seconds">The measured time as it was.</param>
/// <param name="Deliveries">Messages received by members, counted where they arrive.</param>
/// <param name="Messages">Messages acknowledged.</param>
/// <param name="ReceivedBytes">By all members, length prefixes included, TCP and below not.</param>
/// <param name="IsPaced">True where messages were sent when they were due: then times count from there, whenever they left.</param>
/// <param name="Ok">From a send to its <c>ok</c>.</param>
/// <param name="Late">From when a message was due until it was sent, where a rate was asked for: the generator's own want of a core.</param>
/// <param name="Seen">From a send to its arrival at a member of the sample.</param>
/// <param name="Last">From when a message was due until the last of all members had it, where that was tracked.</param>
/// <param name="ServerCpuSeconds">User and system time of the server; null where it runs elsewhere.</param>
/// <param name="ServerRssMiB">The server's memory at the end of the measured time.</param>
/// <param name="ServerPeakRssMiB">The most it ever had.</param>
/// <param name="GeneratorCpuSeconds">User and system time of this process.</param>
/// <param name="GeneratorAllocatedBytes">By this process on its managed heap.</param>
/// <param name="SetupSeconds">Until everyone was in the room and it was quiet.</param>
/// <param name="StopSeconds">From SIGTERM to the server's end, everyone connected.</param>
/// <param name="Acknowledged">Messages acknowledged in the whole run; each member must have received those of its room.</param>
/// <param name="Rates">Deliveries a second (Y) over the seconds of the measured time (X).</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record FanoutResult(
    double Seconds,
    long Deliveries,
    long Messages,
    long ReceivedBytes,
    bool IsPaced,
    Percentiles? Ok,
    Percentiles? Late,
    Percentiles? Seen,
    Percentiles? Last,
    double? ServerCpuSeconds,
    double? ServerRssMiB,
    double? ServerPeakRssMiB,
    double GeneratorCpuSeconds,
    long GeneratorAllocatedBytes,
    double SetupSeconds,
    double? StopSeconds,
    long Acknowledged,
    IReadOnlyList<ChartPoint> Rates,
    IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<FanoutResult>> Metrics { get; } =
    [
        new("deliveries/s", "N0", r => r.DeliveriesPerSecond),
        new("messages/s", "N0", r => r.MessagesPerSecond),
        new("received MB/s", "N1", r => r.ReceivedBytes / r.Seconds / 1e6),
        .. LatencyRows.Of<FanoutResult>("send to ok", r => r.IsPaced ? null : r.Ok),
        .. LatencyRows.Of<FanoutResult>("due to ok", r => r.IsPaced ? r.Ok : null),
        .. LatencyRows.Of<FanoutResult>("sent late", r => r.Late),
        .. LatencyRows.Of<FanoutResult>("send to arrival", r => r.IsPaced ? null : r.Seen),
        .. LatencyRows.Of<FanoutResult>("due to arrival", r => r.IsPaced ? r.Seen : null),
        .. LatencyRows.Of<FanoutResult>("due to last arrival", r => r.Last),
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
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<FanoutResult> runs)
    {
        string from = runs[0].IsPaced ? "due" : "send";
        return
        [
            new Chart.Percentiles("Latency", "ms",
            [
                .. ChartCurve.OfLatencies($"{from} to ok", runs, r => r.Ok),
                .. ChartCurve.OfLatencies($"{from} to arrival", runs, r => r.Seen),
                .. ChartCurve.OfLatencies("sent late", runs, r => r.Late),
            ]),
            new Chart.OverTime("Messages received by all members", "deliveries/s", ChartCurve.OfRuns("deliveries/s", runs, r => r.Rates)),
        ];
    }

    public double DeliveriesPerSecond => Deliveries / Seconds;

    public double MessagesPerSecond => Messages / Seconds;

    public double? ServerMicrosecondsPerDelivery => ServerCpuSeconds * 1e6 / Deliveries;
}
