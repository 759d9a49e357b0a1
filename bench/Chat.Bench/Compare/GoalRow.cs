namespace Chat.Bench.Compare;

/// <summary>A row of the goals' table.</summary>
/// <param name="Name">The part that measures it.</param>
/// <param name="What">What is measured.</param>
/// <param name="Wanted">The goal, for people.</param>
/// <param name="Figures">What was measured; empty where nothing was.</param>
/// <param name="Why">Why something was not measured; null where everything was.</param>
internal sealed record GoalRow(string Name, string What, string Wanted, IReadOnlyList<Figure> Figures, string? Why = null)
{
    /// <summary>Not met as soon as one figure breaks its limit; met when all are there and keep to theirs.</summary>
    public Verdict Verdict =>
        Figures.Any(f => f.Verdict == Verdict.NotMet) ? Verdict.NotMet
        : Why is not null || Figures.Count == 0 || Figures.Any(f => f.Verdict == Verdict.NotMeasured) ? Verdict.NotMeasured
        : Verdict.Met;

    /// <summary>The whole table, in Markdown.</summary>
    public static IEnumerable<string> Table(IEnumerable<GoalRow> rows) =>
        rows.Select(row => $"| {row.What} | {row.Wanted} | {row.Measured} | {TextOf(row.Verdict)} |").Prepend("|---|---|---|---|").Prepend("| what | goal | measured | |");

    private string Measured => string.Join("; ", [.. Figures.Select(f => f.Text), .. Why is null ? (string[])[] : [Why]]);

    private static string TextOf(Verdict verdict) => verdict switch
    {
        Verdict.Met => "met",
        Verdict.NotMet => "**not met**",
        _ => "not measured",
    };
}
