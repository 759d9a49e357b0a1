namespace Chat.Bench.Compare;

/// <summary>Whether a goal is reached.</summary>
internal enum Verdict
{
    /// <summary>It is.</summary>
    Met,

    /// <summary>It is not.</summary>
    NotMet,

    /// <summary>That can't be said: something was not measured.</summary>
    NotMeasured,
}

/// <summary>What a figure must be.</summary>
/// <param name="Value">The limit, in the figure's unit; itself allowed.</param>
/// <param name="IsLeast">True where the figure must be at least that, false where at most.</param>
internal sealed record Limit(double Value, bool IsLeast)
{
    public static Limit AtLeast(double value) => new(value, IsLeast: true);

    public static Limit AtMost(double value) => new(value, IsLeast: false);
}

/// <summary>A measured figure of a goal.</summary>
/// <param name="Label">What it is, with its unit.</param>
/// <param name="Format">Of its numbers.</param>
/// <param name="Value">Over all rounds; null where it could not be had.</param>
/// <param name="Limit">What its median must be; null where it is only told.</param>
internal sealed record Figure(string Label, string Format, Spread? Value, Limit? Limit = null)
{
    /// <summary>Whether the median keeps to the limit; met where there is none.</summary>
    public Verdict Verdict => Limit is null ? Verdict.Met
        : Value is null ? Verdict.NotMeasured
        : (Limit.IsLeast ? Value.Median >= Limit.Value : Value.Median <= Limit.Value) ? Verdict.Met : Verdict.NotMet;

    /// <summary>For the table.</summary>
    public string Text => $"{Label} {Value?.Text(Format) ?? "-"}";
}
