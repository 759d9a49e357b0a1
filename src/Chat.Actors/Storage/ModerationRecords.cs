using Chat.Protocol.Frames;

namespace Chat.Actors.Storage;

/// <summary>How a room is used.</summary>
/// <param name="Access">One of <see cref="RoomAccess"/>.</param>
/// <param name="ReadOnly">True where only owners and moderators may send.</param>
/// <param name="SlowSeconds">Shortest time between two messages of one member, in seconds; 0 for none.</param>
/// <param name="TopicLocked">True where only owners and moderators may set the topic.</param>
public sealed record RoomSettings(string Access, bool ReadOnly, int SlowSeconds, bool TopicLocked)
{
    /// <summary>A new room's: open to all.</summary>
    public static RoomSettings Open { get; } = new(RoomAccess.Public, false, 0, false);
}

/// <summary>What a sanction does.</summary>
public enum SanctionKind
{
    /// <summary>Keeps out.</summary>
    Ban,

    /// <summary>Lets say nothing. Of users, in rooms, only.</summary>
    Mute,
}

/// <summary>Whom a sanction meets.</summary>
public enum TargetKind
{
    /// <summary>A user: <see cref="SanctionTarget.Value"/> is its id.</summary>
    User,

    /// <summary>An IP address or a network, in CIDR form, normalized.</summary>
    Address,

    /// <summary>Names that look like it, as folded names are, with <c>*</c> and <c>?</c>.</summary>
    Pattern,
}

/// <summary>Whom a sanction meets. Equal targets are the same.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">By what it is known.</param>
public readonly record struct SanctionTarget(TargetKind Kind, string Value);

/// <summary>A ban or a mute.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Target">Whom it meets.</param>
/// <param name="Shown">The target for people: a user's name as it was, the address, the pattern as written.</param>
/// <param name="By">Who did it, by the name it had then.</param>
/// <param name="At">When.</param>
/// <param name="Until">When it ends; null where it does not by itself.</param>
/// <param name="Reason">Why; null where it was not said.</param>
public sealed record Sanction(SanctionKind Kind, SanctionTarget Target, string Shown, string By, DateTimeOffset At, DateTimeOffset? Until, string? Reason);

/// <summary>Leave to join a room that is not open to all.</summary>
/// <param name="User">Who may.</param>
/// <param name="By">Who invited, by the name it had then.</param>
/// <param name="At">When.</param>
/// <param name="Expires">When it ends.</param>
public sealed record RoomInvitation(UserId User, string By, DateTimeOffset At, DateTimeOffset Expires);

/// <summary>An invitation as the invited user sees it.</summary>
/// <param name="Room">The room's name as its maker wrote it.</param>
/// <param name="By">Who invited.</param>
/// <param name="At">When.</param>
/// <param name="Expires">When it ends.</param>
public sealed record UserInvitation(string Room, string By, DateTimeOffset At, DateTimeOffset Expires);

/// <summary>How a room is moderated: what is loaded with it beside its members.</summary>
/// <param name="Settings">How it is used.</param>
/// <param name="Sanctions">Its bans and mutes, ended ones too, by no particular order.</param>
/// <param name="Invitations">Its invitations, ended ones too, by no particular order.</param>
public sealed record RoomModeration(RoomSettings Settings, IReadOnlyList<Sanction> Sanctions, IReadOnlyList<RoomInvitation> Invitations)
{
    /// <summary>A new room's.</summary>
    public static RoomModeration None { get; } = new(RoomSettings.Open, [], []);
}

/// <summary>An open report.</summary>
/// <param name="Id">Its number, greater than every earlier one's of the whole server.</param>
/// <param name="Seq">The message.</param>
/// <param name="From">The message's author, by the name it had then.</param>
/// <param name="Text">The message's text; null where it was removed meanwhile.</param>
/// <param name="By">Who reported it.</param>
/// <param name="Reason">What is said to be wrong.</param>
/// <param name="At">When.</param>
/// <param name="Room">Where.</param>
/// <param name="RoomName">The room's name as its maker wrote it.</param>
public sealed record StoredReport(long Id, long Seq, string From, string? Text, string By, string Reason, DateTimeOffset At, RoomId Room, string RoomName);

/// <summary>An act of moderation for the audit log.</summary>
/// <param name="At">When.</param>
/// <param name="ByUser">Who; null for the operator on the server's machine.</param>
/// <param name="By">Who, by the name it had then.</param>
/// <param name="Name">What: a request's type such as <c>kick</c>, or <c>admin</c>.</param>
/// <param name="Target">Whom or what, for people; null where nobody is meant.</param>
/// <param name="Detail">What else, for people.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">Why.</param>
public sealed record Act(
    DateTimeOffset At, UserId? ByUser, string By, string Name, string? Target = null, string? Detail = null, DateTimeOffset? Until = null, string? Reason = null);

/// <summary>An act as it stands in the audit log.</summary>
/// <param name="No">Its number, greater than every earlier one's.</param>
/// <param name="Room">The room's name as its maker wrote it; null for the whole server.</param>
/// <param name="Act">The act.</param>
public sealed record StoredAct(long No, string? Room, Act Act);
