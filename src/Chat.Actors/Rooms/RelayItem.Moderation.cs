using System.Text.Json.Serialization;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <content>Moderation.</content>
[JsonDerivedType(typeof(RelayItem.MemberChanged), nameof(RelayItem.MemberChanged))]
[JsonDerivedType(typeof(RelayItem.SettingsChanged), nameof(RelayItem.SettingsChanged))]
[JsonDerivedType(typeof(RelayItem.Reported), nameof(RelayItem.Reported))]
public abstract partial record RelayItem
{
    /// <summary>A member has another role, was muted or may speak again.</summary>
    /// <param name="User">Who.</param>
    /// <param name="Name">By which name.</param>
    /// <param name="Role">Its role now.</param>
    /// <param name="Mute">Why it may say nothing now; null where it may.</param>
    /// <param name="By">Who did it; of a mute that ended by itself, who had muted.</param>
    /// <param name="At">When.</param>
    /// <param name="To">In a large room: whose devices are told besides the member's own; null for all.</param>
    /// <param name="Ended">True where a mute ended by itself.</param>
    public sealed record MemberChanged(
        UserId User, string Name, string Role, MuteInfo? Mute, string By, DateTimeOffset At, IReadOnlyList<UserId>? To = null, bool Ended = false) : RelayItem;

    /// <summary>The room is used in another way.</summary>
    public sealed record SettingsChanged(RoomSettings Settings, string By, DateTimeOffset At) : RelayItem;

    /// <summary>Someone has reported a message.</summary>
    /// <param name="Report">The report.</param>
    /// <param name="To">Whose devices are told.</param>
    public sealed record Reported(StoredReport Report, IReadOnlyList<UserId> To) : RelayItem;
}
