namespace Chat.Sdk.State;

/// <summary>A stretch of a large room's members, by name as the server orders it, as it was at a time.</summary>
/// <param name="After">It begins behind this name; null for the beginning of the list.</param>
/// <param name="To">It ends with this name; null for the end of the list.</param>
/// <param name="At">When it was so, UTC.</param>
public sealed record MemberPage(string? After, string? To, DateTimeOffset At)
{
    /// <summary>True where this name stands here, if it is a member's.</summary>
    public bool Covers(string user) => IsBehind(user, After) && (To is null || string.CompareOrdinal(user, To) <= 0);

    /// <summary>The part of it behind a name; null where there is none.</summary>
    internal MemberPage? From(string name) => IsBehind(name, After) ? To is null || string.CompareOrdinal(To, name) > 0 ? this with { After = name } : null : this;

    /// <summary>The part of it up to a name; null where there is none.</summary>
    internal MemberPage? UpTo(string name) => !IsBehind(name, After) ? null : To is null || string.CompareOrdinal(To, name) > 0 ? this with { To = name } : this;

    private static bool IsBehind(string user, string? after) => after is null || string.CompareOrdinal(user, after) > 0;
}
