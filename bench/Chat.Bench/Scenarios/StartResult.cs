using Chat.Bench.Report;

namespace Chat.Bench.Scenarios;

/// <summary>How long a server took to start, once on each data directory. Seconds from the start of its process.</summary>
/// <param name="EmptyListening">On an empty directory: until it said where it listens.</param>
/// <param name="EmptyHello">On an empty directory: until a guest's hello was answered.</param>
/// <param name="FullListening">On the filled directory: until it said where it listens.</param>
/// <param name="FullHello">On the filled directory: until a guest's hello was answered.</param>
internal sealed record StartResult(double EmptyListening, double EmptyHello, double FullListening, double FullHello)
{
    private const double EmptyGoal = 0.7;
    private const double FullGoal = 1.5;

    /// <summary>The rows of the table.</summary>
    public static IReadOnlyList<Metric<StartResult>> Metrics { get; } =
    [
        new("empty: first hello answered, s", "N2", r => r.EmptyHello),
        new("empty: listening, s", "N2", r => r.EmptyListening),
        new("full: first hello answered, s", "N2", r => r.FullHello),
        new("full: listening, s", "N2", r => r.FullListening),
    ];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<StartResult> starts) =>
    [
        new Chart.Bars("From the start of the process until the first hello is answered", "s",
        [
            ChartBar.Of("empty data directory", starts.Select(r => r.EmptyHello), EmptyGoal),
            ChartBar.Of("filled data directory", starts.Select(r => r.FullHello), FullGoal),
        ]),
    ];
}
