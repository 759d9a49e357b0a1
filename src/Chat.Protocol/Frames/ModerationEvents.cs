namespace Chat.Protocol.Frames;

/// <summary>A member of the room has another role, was muted or unmuted.</summary>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Role">One of <see cref="RoomRole"/>: as it is now.</param>
/// <param name="By">Who did it; of a mute that ended by itself, who had muted.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Muted">True where it may say nothing now; absent where it may.</param>
/// <param name="Until">When the mute ends, UTC; absent where it does not by itself.</param>
/// <param name="Reason">Why, where it was said.</param>
/// <param name="You">True where the receiver is meant, whatever its name is now; absent for anyone else.</param>
/// <param name="Ended">True where it may speak again because its mute's time is over; absent where somebody did something.</param>
public sealed record MemberEvent(
    string Room,
    string User,
    string Role,
    string By,
    DateTimeOffset At,
    bool? Muted = null,
    DateTimeOffset? Until = null,
    string? Reason = null,
    bool? You = null,
    bool? Ended = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Member;
}

/// <summary>The room is used in another way from here on.</summary>
public sealed record RoomSettingsEvent(string Room, RoomSettingsInfo Settings, string By, DateTimeOffset At) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Room;
}

/// <summary>The receiver may join a room, or may no more.</summary>
/// <param name="Room">The room.</param>
/// <param name="By">Who invited.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Withdrawn">True where the invitation was taken back; absent for a new one.</param>
public sealed record InvitedEvent(string Room, string By, DateTimeOffset At, bool? Withdrawn = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Invited;
}

/// <summary>Someone has reported a message; told to the room's owners and moderators.</summary>
public sealed record ReportedEvent(string Room, ReportEntry Entry) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Reported;
}
