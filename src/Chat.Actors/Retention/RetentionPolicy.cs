using System.Collections.Immutable;

namespace Chat.Actors.Retention;

/// <summary>How long a log's messages are kept.</summary>
/// <param name="Age">Older ones are removed; null for no bound.</param>
/// <param name="Messages">More than so many are not kept, but for those of the last hour; null for no bound.</param>
public sealed record RetentionRule(TimeSpan? Age, long? Messages)
{
    /// <summary>Everything is kept.</summary>
    public static RetentionRule KeepAll { get; } = new(null, null);
}

/// <summary>Which rule is for which log, and how long the audit log is kept.</summary>
/// <param name="Default">For rooms without a rule of their own.</param>
/// <param name="Private">For private conversations.</param>
/// <param name="Rooms">For single rooms.</param>
public sealed record RetentionPolicy(RetentionRule Default, RetentionRule Private, ImmutableDictionary<RoomId, RetentionRule> Rooms)
{
    /// <summary>Everything is kept.</summary>
    public static RetentionPolicy KeepAll { get; } = new(RetentionRule.KeepAll, RetentionRule.KeepAll, ImmutableDictionary<RoomId, RetentionRule>.Empty);

    /// <summary>How long acts are kept in the audit log, and reports once they are closed; null for no bound.</summary>
    public TimeSpan? Acts { get; init; }

    /// <summary>True where no rule removes any message.</summary>
    public bool KeepsAllMessages => Rooms.Values.Append(Default).Append(Private).All(rule => rule == RetentionRule.KeepAll);

    /// <summary>The rule for a log.</summary>
    public RetentionRule RuleFor(RoomId room) => room.IsPair ? Private : Rooms.GetValueOrDefault(room, Default);
}
