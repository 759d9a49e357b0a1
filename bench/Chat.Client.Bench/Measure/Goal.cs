using System.Globalization;

namespace Chat.Client.Bench.Measure;

/// <summary>A row of the table.</summary>
/// <param name="What">What was measured, with its unit.</param>
/// <param name="Most">The goal: no more than this; null where there is none.</param>
/// <param name="Measured">What it was; null where the client does not tell.</param>
internal sealed record Goal(string What, double? Most, double? Measured)
{
    /// <summary>The table.</summary>
    public static IEnumerable<string> Table(IEnumerable<Goal> goals) =>
        goals.Select(goal => string.Create(CultureInfo.InvariantCulture, $"| {goal.What} | {(goal.Most is { } most ? $"≤ {most:0.###}" : "")} | {(goal.Measured is { } measured ? $"{measured:0.##}" : "-")} | {goal.Verdict} |"))
            .Prepend("|---|---|---|---|").Prepend("| | goal | measured | |");

    private string Verdict => Most is not { } most || Measured is not { } measured ? string.Empty : measured <= most ? "met" : "**not met**";
}
