namespace Chat.Protocol.Frames;

/// <summary>Sends a member out of the room; it may join again.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Reason">Why, for people: one line of at most <see cref="ProtocolLimits.MaxReasonBytes"/> bytes.</param>
public sealed record KickRequest(long Id, string Room, string User, string? Reason = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Kick;
}

/// <summary>Keeps someone out of a room, or of the whole server (<see cref="RoomScope.WholeServer"/>). One of the three targets.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room, or <see cref="RoomScope.WholeServer"/>.</param>
/// <param name="User">A user, under whatever name.</param>
/// <param name="Address">An IP address, or a network in CIDR form. Only for the server's admins.</param>
/// <param name="Pattern">Names that look like it: <c>*</c> is any text, <c>?</c> any character.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Seconds">For how long; absent means until <see cref="UnbanRequest"/>.</param>
public sealed record BanRequest(
    long Id, string Room, string? User = null, string? Address = null, string? Pattern = null, string? Reason = null, long? Seconds = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Ban;
}

/// <summary>Ends a ban. One of the three targets, as <see cref="BanRequest"/> named it.</summary>
public sealed record UnbanRequest(long Id, string Room, string? User = null, string? Address = null, string? Pattern = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Unban;
}

/// <summary>Lists the bans of a room or of the server, a page at a time.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room, or <see cref="RoomScope.WholeServer"/>.</param>
/// <param name="After">The <see cref="BanEntry.Ban"/> of the page's last entry before.</param>
/// <param name="Limit">At most so many.</param>
public sealed record BansRequest(long Id, string Room, string? After = null, int? Limit = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Bans;
}

/// <summary>Lets a user say nothing in the room.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Reason">Why, for people.</param>
/// <param name="Seconds">For how long; absent means until <see cref="UnmuteRequest"/>.</param>
public sealed record MuteRequest(long Id, string Room, string User, string? Reason = null, long? Seconds = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Mute;
}

/// <summary>Ends a mute.</summary>
public sealed record UnmuteRequest(long Id, string Room, string User) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Unmute;
}

/// <summary>Lists who is muted in a room, as <see cref="BansRequest"/> does who is banned.</summary>
public sealed record MutesRequest(long Id, string Room, string? After = null, int? Limit = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Mutes;
}

/// <summary>Gives a member another role in the room.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Role">One of <see cref="RoomRole"/>.</param>
public sealed record RoleRequest(long Id, string Room, string User, string Role) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Role;
}

/// <summary>Lets a user join a room that is not open to all, once and for some days; or takes that back.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Withdraw">True to take it back.</param>
public sealed record InviteRequest(long Id, string Room, string User, bool? Withdraw = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Invite;
}

/// <summary>Sets how a room is used: what is absent stays. With none of the settings it only asks.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="Access">One of <see cref="RoomAccess"/>.</param>
/// <param name="ReadOnly">True where only owners and moderators may send.</param>
/// <param name="SlowSeconds">Shortest time between two messages of one member, in seconds; 0 for none.</param>
/// <param name="TopicLocked">True where only owners and moderators may set the topic.</param>
public sealed record RoomSettingsRequest(
    long Id, string Room, string? Access = null, bool? ReadOnly = null, int? SlowSeconds = null, bool? TopicLocked = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Room;
}

/// <summary>Points the room's moderators to a message.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="Seq">The message.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record ReportRequest(long Id, string Room, long Seq, string Reason) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Report;
}

/// <summary>Lists the open reports, oldest first, a page at a time.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room, or <see cref="RoomScope.WholeServer"/> for those of all rooms.</param>
/// <param name="After">The <see cref="ReportEntry.Report"/> of the page's last entry before.</param>
/// <param name="Limit">At most so many.</param>
public sealed record ReportsRequest(long Id, string Room, long? After = null, int? Limit = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Reports;
}

/// <summary>Closes a report.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room, or <see cref="RoomScope.WholeServer"/> for whichever it is in.</param>
/// <param name="Report">Which, by its number.</param>
/// <param name="Note">What was done about it, for the audit log.</param>
public sealed record ResolveRequest(long Id, string Room, long Report, string? Note = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Resolve;
}

/// <summary>Reads the audit log of a room or of the server, newest first, a page at a time.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room, or <see cref="RoomScope.WholeServer"/> for every act on this server.</param>
/// <param name="Before">Only acts with a smaller <see cref="ActEntry.No"/>.</param>
/// <param name="Limit">At most so many.</param>
public sealed record AuditRequest(long Id, string Room, long? Before = null, int? Limit = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Audit;
}
