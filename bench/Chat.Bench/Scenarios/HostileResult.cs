using System.Globalization;
using Chat.Bench.Measure;
using Chat.Bench.Report;

namespace Chat.Bench.Scenarios;

/// <summary>How people's talk fares beside hostile clients, and what these cost the server.</summary>
/// <param name="Hostile">How many there were to be at once.</param>
/// <param name="MostOpen">How many there were at once.</param>
/// <param name="Connections">Connections that they made in all.</param>
/// <param name="Endings">How many of these ended in which way.</param>
/// <param name="CalmOk">Talk before they came: from when a message was due to its <c>ok</c>.</param>
/// <param name="CalmSeen">The same to its arrival at each.</param>
/// <param name="Ok">Talk beside them.</param>
/// <param name="Seen">The same to its arrival at each.</param>
/// <param name="Late">From when a message was due until it was sent: the generator's own want of a core.</param>
/// <param name="CpuPercent">Of one core, the server's, beside them.</param>
/// <param name="CalmRssMiB">The server's memory before they came.</param>
/// <param name="PeakRssMiB">The most of it while they were there.</param>
/// <param name="AfterRssMiB">The same some seconds after they had gone.</param>
/// <param name="StopSeconds">From SIGTERM to the server's end.</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record HostileResult(
    int Hostile,
    int MostOpen,
    int Connections,
    IReadOnlyDictionary<string, int> Endings,
    Percentiles? CalmOk,
    Percentiles? CalmSeen,
    Percentiles? Ok,
    Percentiles? Seen,
    Percentiles? Late,
    double CpuPercent,
    double CalmRssMiB,
    double PeakRssMiB,
    double AfterRssMiB,
    double? StopSeconds,
    IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<HostileResult>> Metrics { get; } =
    [
        new("hostile connections, most at once", "N0", r => r.MostOpen),
        new("hostile connections in all", "N0", r => r.Connections),
        .. LatencyRows.Of<HostileResult>("talk before: due to ok", r => r.CalmOk),
        .. LatencyRows.Of<HostileResult>("talk beside: due to ok", r => r.Ok),
        .. LatencyRows.Of<HostileResult>("talk before: to arrival", r => r.CalmSeen),
        .. LatencyRows.Of<HostileResult>("talk beside: to arrival", r => r.Seen),
        .. LatencyRows.Of<HostileResult>("talk beside: sent late", r => r.Late),
        new("server CPU beside, % of a core", "N0", r => r.CpuPercent),
        new("server RSS MiB, before", "N0", r => r.CalmRssMiB),
        new("server RSS MiB, most beside", "N0", r => r.PeakRssMiB),
        new("server RSS MiB, after", "N0", r => r.AfterRssMiB),
        new("stop after SIGTERM s", "N2", r => r.StopSeconds),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<HostileResult> runs) =>
    [
        new Chart.Percentiles("Latency of people's talk", "ms",
        [
            .. ChartCurve.OfLatencies("before: due to arrival", runs, r => r.CalmSeen),
            .. ChartCurve.OfLatencies("beside: due to arrival", runs, r => r.Seen),
            .. ChartCurve.OfLatencies("beside: sent late", runs, r => r.Late),
        ]),
    ];

    /// <summary>How the hostile connections ended, in one line.</summary>
    public string EndingsText => string.Join(", ", Endings.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key} {e.Value:N0}")));
}
