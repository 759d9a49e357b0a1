using System.Text.Json.Serialization;
using Chat.Actors.Moderation;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <content>Moderation.</content>
[JsonDerivedType(typeof(RoomReply.BanIs), nameof(RoomReply.BanIs))]
[JsonDerivedType(typeof(RoomReply.BanList), nameof(RoomReply.BanList))]
[JsonDerivedType(typeof(RoomReply.MuteList), nameof(RoomReply.MuteList))]
[JsonDerivedType(typeof(RoomReply.SettingsAre), nameof(RoomReply.SettingsAre))]
[JsonDerivedType(typeof(RoomReply.Reported), nameof(RoomReply.Reported))]
[JsonDerivedType(typeof(RoomReply.ReportList), nameof(RoomReply.ReportList))]
[JsonDerivedType(typeof(RoomReply.ActList), nameof(RoomReply.ActList))]
public abstract partial record RoomReply
{
    /// <summary>The ban that holds now.</summary>
    public sealed record BanIs(string Room, SanctionLine Line) : RoomReply;

    /// <summary>A page of the bans.</summary>
    public sealed record BanList(string Room, IReadOnlyList<SanctionLine> Lines, bool More) : RoomReply;

    /// <summary>A page of the mutes.</summary>
    public sealed record MuteList(string Room, IReadOnlyList<SanctionLine> Lines, bool More) : RoomReply;

    /// <summary>How the room is used.</summary>
    /// <param name="Room">The room.</param>
    /// <param name="Settings">How.</param>
    /// <param name="You">The asker's own place; null for one who is not in it.</param>
    public sealed record SettingsAre(string Room, RoomSettings Settings, OwnRole? You = null) : RoomReply;

    /// <summary>The report has this number.</summary>
    public sealed record Reported(string Room, long No) : RoomReply;

    /// <summary>A page of the open reports.</summary>
    public sealed record ReportList(string Room, IReadOnlyList<StoredReport> Lines, bool More) : RoomReply;

    /// <summary>A page of the audit log.</summary>
    public sealed record ActList(string Room, IReadOnlyList<StoredAct> Acts, bool More) : RoomReply;
}

/// <summary>The asker's own place in a room.</summary>
/// <param name="Role">One of <see cref="Protocol.Frames.RoomRole"/>.</param>
/// <param name="Mute">Why it may say nothing; null where it may.</param>
public sealed record OwnRole(string Role, MuteInfo? Mute)
{
    /// <summary>The same at that time: a mute that has ended by then is none.</summary>
    public OwnRole At(DateTimeOffset now) => Mute?.Until <= now ? this with { Mute = null } : this;
}

/// <summary>That someone may say nothing.</summary>
/// <param name="Until">When that ends; null where it does not by itself.</param>
/// <param name="Reason">Why; null where it was not said.</param>
public sealed record MuteInfo(DateTimeOffset? Until, string? Reason)
{
    /// <summary>Of a mute; null of none.</summary>
    public static MuteInfo? Of(Sanction? mute) => mute is null ? null : new MuteInfo(mute.Until, mute.Reason);
}
