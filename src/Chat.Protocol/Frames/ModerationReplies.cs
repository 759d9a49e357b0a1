namespace Chat.Protocol.Frames;

/// <summary>Answer to bans.</summary>
/// <param name="Room">The room, or <see cref="RoomScope.WholeServer"/>.</param>
/// <param name="Bans">In the order of <see cref="BanEntry.Ban"/>.</param>
/// <param name="More">True where this is not the last page.</param>
public sealed record BansOk(string Room, IReadOnlyList<BanEntry> Bans, bool? More = null) : OkReply;

/// <summary>Answer to mutes.</summary>
public sealed record MutesOk(string Room, IReadOnlyList<BanEntry> Mutes, bool? More = null) : OkReply;

/// <summary>Answer to ban: what holds now.</summary>
public sealed record BanOk(string Room, BanEntry Entry) : OkReply;

/// <summary>A ban or a mute that holds. One of the three targets.</summary>
/// <param name="Ban">What it is called in pages.</param>
/// <param name="User">The user, by its name now.</param>
/// <param name="Address">The IP address or network.</param>
/// <param name="Pattern">The names.</param>
/// <param name="By">Who did it, by the name it had then.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Until">When it ends, UTC; absent where it does not by itself.</param>
/// <param name="Reason">Why, where it was said.</param>
public sealed record BanEntry(
    string Ban, string? User, string? Address, string? Pattern, string By, DateTimeOffset At, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>Answer to room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Settings">How it is used now.</param>
/// <param name="You">The asker's own place in it; absent for one who is not in it.</param>
public sealed record RoomSettingsOk(string Room, RoomSettingsInfo Settings, OwnPlace? You = null) : OkReply;

/// <summary>How a room is used.</summary>
/// <param name="Access">One of <see cref="RoomAccess"/>.</param>
/// <param name="ReadOnly">True where only owners and moderators may send.</param>
/// <param name="SlowSeconds">Shortest time between two messages of one member, in seconds; 0 for none.</param>
/// <param name="TopicLocked">True where only owners and moderators may set the topic.</param>
public sealed record RoomSettingsInfo(string Access, bool ReadOnly, int SlowSeconds, bool TopicLocked);

/// <summary>The receiver's own place in a room.</summary>
/// <param name="Role">One of <see cref="RoomRole"/>.</param>
/// <param name="Muted">True where one may say nothing.</param>
/// <param name="Until">When the mute ends, UTC; absent where it does not by itself.</param>
/// <param name="Reason">Why, where it was said.</param>
public sealed record OwnPlace(string Role, bool? Muted = null, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>An invitation that holds, in hello's answer.</summary>
/// <param name="Room">The room.</param>
/// <param name="By">Who invited.</param>
/// <param name="At">When, UTC.</param>
public sealed record InvitationInfo(string Room, string By, DateTimeOffset At);

/// <summary>Answer to report: its number.</summary>
public sealed record ReportOk(string Room, long Report) : OkReply;

/// <summary>Answer to reports.</summary>
public sealed record ReportsOk(string Room, IReadOnlyList<ReportEntry> Reports, bool? More = null) : OkReply;

/// <summary>An open report.</summary>
/// <param name="Report">Its number.</param>
/// <param name="Seq">The message.</param>
/// <param name="From">The message's author, by the name it had then.</param>
/// <param name="Text">The message's text; absent where it was removed meanwhile.</param>
/// <param name="By">Who reported it.</param>
/// <param name="Reason">What is said to be wrong.</param>
/// <param name="At">When it was reported, UTC.</param>
/// <param name="Room">Where, in the list of all rooms'; absent in a room's own.</param>
public sealed record ReportEntry(long Report, long Seq, string From, string? Text, string By, string Reason, DateTimeOffset At, string? Room = null);

/// <summary>Answer to audit, newest first.</summary>
public sealed record AuditOk(string Room, IReadOnlyList<ActEntry> Acts, bool? More = null) : OkReply;

/// <summary>An act of moderation.</summary>
/// <param name="No">Its number: greater than every earlier one's.</param>
/// <param name="At">When, UTC.</param>
/// <param name="By">Who, by the name it had then; <c>operator</c> for commands on the server's machine.</param>
/// <param name="Act">What: a request's type such as <c>kick</c>, or <c>admin</c>.</param>
/// <param name="Room">Where; absent for the whole server.</param>
/// <param name="Target">Whom or what: a name, an address, a pattern, a report's number.</param>
/// <param name="Detail">What else: the role, the settings that changed.</param>
/// <param name="Until">When it ends, UTC.</param>
/// <param name="Reason">Why, where it was said.</param>
public sealed record ActEntry(
    long No, DateTimeOffset At, string By, string Act, string? Room = null, string? Target = null, string? Detail = null, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>Values of <c>access</c>.</summary>
public static class RoomAccess
{
    /// <summary>Listed; anyone may join.</summary>
    public const string Public = "public";

    /// <summary>Listed; one joins with an invitation.</summary>
    public const string Invite = "invite";

    /// <summary>Not listed, and like no room to those who are not in it and not invited.</summary>
    public const string Private = "private";
}

/// <summary>What may stand in place of a room.</summary>
public static class RoomScope
{
    /// <summary>In place of a room: the whole server. No room can have this name.</summary>
    public const string WholeServer = "*";
}
