namespace Chat.Protocol.Frames;

/// <summary>This server's limits, told in hello's answer.</summary>
/// <param name="MaxFrameBytes">Largest JSON object a client may send, in bytes.</param>
/// <param name="MaxTextBytes">Largest message text, in bytes of UTF-8.</param>
public sealed record LimitsInfo(int MaxFrameBytes, int MaxTextBytes);

/// <summary>Who answers.</summary>
public sealed record ServerInfo(string Name, string Version);

/// <summary>One of the user's rooms, in hello's answer.</summary>
/// <param name="Room">The room, or <c>@name</c>.</param>
/// <param name="Seq">The newest message's seq.</param>
/// <param name="Read">The user's read marker.</param>
/// <param name="Unread">Messages after the marker.</param>
/// <param name="Topic">The topic, empty when there is none.</param>
/// <param name="You">The receiver's own place in it, without the reason of a mute; absent for private rooms, and from servers that do not tell.</param>
public sealed record RoomSummary(string Room, long Seq, long Read, long Unread, string Topic, OwnPlace? You = null);

/// <summary>A room in the list of rooms.</summary>
/// <param name="Room">Its name.</param>
/// <param name="Users">How many members it has.</param>
/// <param name="Topic">The topic, empty when there is none.</param>
/// <param name="Access">One of <see cref="RoomAccess"/>; absent for a public room.</param>
public sealed record RoomEntry(string Room, int Users, string Topic, string? Access = null);

/// <summary>A room's member.</summary>
/// <param name="User">The name.</param>
/// <param name="Status">One of <see cref="UserStatus"/>.</param>
/// <param name="Role">One of <see cref="RoomRole"/>.</param>
/// <param name="Away">The away text, where the user is away.</param>
/// <param name="Since">Since when the status holds, UTC; absent where the server does not know.</param>
/// <param name="Muted">True where it may say nothing; absent where it may.</param>
public sealed record UserEntry(string User, string Status, string Role, string? Away = null, DateTimeOffset? Since = null, bool? Muted = null);

/// <summary>How many are in a large room.</summary>
/// <param name="Members">How many members it has.</param>
/// <param name="Online">How many of them are online.</param>
/// <param name="Away">How many of them are away.</param>
/// <param name="At">When it was so, UTC.</param>
public sealed record CountsInfo(int Members, int Online, int Away, DateTimeOffset At);

/// <summary>A message in a page of history. The fields are those of <see cref="MessageEvent"/>.</summary>
public sealed record MessageInfo(long Seq, DateTimeOffset At, string From, string Text, string Key, string? Kind = null);

/// <summary>A message that a search found, with its room.</summary>
public sealed record FoundMessage(string Room, long Seq, DateTimeOffset At, string From, string Text, string Key, string? Kind = null);

/// <summary>Values of <c>status</c>.</summary>
public static class UserStatus
{
    /// <summary>At least one device is connected.</summary>
    public const string Online = "online";

    /// <summary>Connected, but not there.</summary>
    public const string Away = "away";

    /// <summary>No device is connected.</summary>
    public const string Offline = "offline";
}

/// <summary>Values of <c>role</c>.</summary>
public static class RoomRole
{
    /// <summary>Made the room.</summary>
    public const string Owner = "owner";

    /// <summary>Looks after the room: kicks, bans, mutes, invites.</summary>
    public const string Moderator = "moderator";

    /// <summary>May talk.</summary>
    public const string Member = "member";
}

/// <summary>Values of a message's <c>kind</c>; plain text has none.</summary>
public static class MessageKind
{
    /// <summary>What <c>/me</c> sends: the text says what the author does.</summary>
    public const string Action = "action";
}
