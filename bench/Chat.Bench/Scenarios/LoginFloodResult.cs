using Chat.Bench.Measure;
using Chat.Bench.Report;

namespace Chat.Bench.Scenarios;

/// <summary>What a flood of wrong passwords does.</summary>
/// <param name="Tries">Passwords that attackers gave, or tried to give.</param>
/// <param name="Seconds">How long they went on.</param>
/// <param name="Wrong">Of those, that were checked and wrong.</param>
/// <param name="Limited">That were refused as <c>rate-limited</c>.</param>
/// <param name="Overloaded">That were refused as <c>overloaded</c>.</param>
/// <param name="Other">That ended in another way.</param>
/// <param name="Untold">Refusals as <c>rate-limited</c> that did not say when to come again.</param>
/// <param name="CalmOk">Those who chat, before the flood: from when a message was due to its <c>ok</c>.</param>
/// <param name="CalmSeen">The same to its arrival at each of them.</param>
/// <param name="FloodOk">During the flood, to its <c>ok</c>.</param>
/// <param name="FloodSeen">During the flood, to its arrival at each of them.</param>
/// <param name="Late">From when a message was due until it was sent: the generator's own want of a core.</param>
/// <param name="KnownOwnerSeconds">How long the attacked account's owner took to log in, from an address it had come from before; null where it was kept out.</param>
/// <param name="StrangeOwnerSeconds">The same from an address it never came from.</param>
/// <param name="ServerCpuSeconds">Of the server, during the flood.</param>
/// <param name="ServerPeakRssMiB">The most memory the server ever had.</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record LoginFloodResult(
    int Tries,
    double Seconds,
    int Wrong,
    int Limited,
    int Overloaded,
    int Other,
    int Untold,
    Percentiles? CalmOk,
    Percentiles? CalmSeen,
    Percentiles? FloodOk,
    Percentiles? FloodSeen,
    Percentiles? Late,
    double? KnownOwnerSeconds,
    double? StrangeOwnerSeconds,
    double ServerCpuSeconds,
    double ServerPeakRssMiB,
    IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<LoginFloodResult>> Metrics { get; } =
    [
        new("wrong logins/s", "N0", r => r.Tries / r.Seconds),
        new("of them checked and wrong", "N0", r => r.Wrong),
        new("of them rate-limited", "N0", r => r.Limited),
        new("of them overloaded", "N0", r => r.Overloaded),
        new("of them else", "N0", r => r.Other),
        .. LatencyRows.Of<LoginFloodResult>("chat before: due to ok", r => r.CalmOk),
        .. LatencyRows.Of<LoginFloodResult>("chat in the flood: due to ok", r => r.FloodOk),
        .. LatencyRows.Of<LoginFloodResult>("chat before: to arrival", r => r.CalmSeen),
        .. LatencyRows.Of<LoginFloodResult>("chat in the flood: to arrival", r => r.FloodSeen),
        .. LatencyRows.Of<LoginFloodResult>("chat: sent late", r => r.Late),
        new("owner in, from a known address s", "N2", r => r.KnownOwnerSeconds),
        new("owner in, from a strange address s", "N2", r => r.StrangeOwnerSeconds),
        new("server CPU, % of a core", "N0", r => r.ServerCpuSeconds / r.Seconds * 100),
        new("server RSS MiB, peak", "N0", r => r.ServerPeakRssMiB),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<LoginFloodResult> runs) =>
    [
        new Chart.Percentiles("Latency of the chat", "ms",
        [
            .. ChartCurve.OfLatencies("before: due to ok", runs, r => r.CalmOk),
            .. ChartCurve.OfLatencies("before: due to arrival", runs, r => r.CalmSeen),
            .. ChartCurve.OfLatencies("in the flood: due to ok", runs, r => r.FloodOk),
            .. ChartCurve.OfLatencies("in the flood: due to arrival", runs, r => r.FloodSeen),
        ]),
    ];
}
