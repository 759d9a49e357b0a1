using System.Text.Json.Serialization;

namespace Chat.Protocol.Frames;

/// <summary>A message was posted. Sent only after it is on disk.</summary>
/// <param name="Room">The room, or <c>@name</c> of the other person.</param>
/// <param name="Seq">Its place in the room: 1, 2, 3 … without a hole.</param>
/// <param name="At">When the room took it, UTC.</param>
/// <param name="From">The author's name as it was then.</param>
/// <param name="Text">The text as written. Hostile until shown harmless.</param>
/// <param name="Key">The author's own id of the message.</param>
/// <param name="Kind"><c>action</c> for <c>/me</c>; absent for plain text.</param>
public sealed record MessageEvent(string Room, long Seq, DateTimeOffset At, string From, string Text, string Key, string? Kind = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Message;
}

/// <summary>Someone became a member of the room.</summary>
/// <param name="Room">The room.</param>
/// <param name="User">Who, by the name it had then.</param>
/// <param name="Status">One of <see cref="UserStatus"/>.</param>
/// <param name="Role">One of <see cref="RoomRole"/>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Away">The away text, where the user is away with one.</param>
/// <param name="You">True where the receiver is meant, whatever its name is now; absent for anyone else.</param>
public sealed record JoinedEvent(string Room, string User, string Status, string Role, DateTimeOffset At, string? Away = null, bool? You = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Joined;
}

/// <summary>Someone is no longer a member of the room.</summary>
/// <param name="Room">The room.</param>
/// <param name="User">Who.</param>
/// <param name="Reason">Why: <c>left</c>, <c>quit</c>, <c>expired</c>, <c>kicked</c>, <c>banned</c>, or a text.</param>
/// <param name="At">When, UTC.</param>
/// <param name="You">True where the receiver is meant, whatever its name is now; absent for anyone else.</param>
/// <param name="By">Who kicked or banned it.</param>
/// <param name="Note">Why it was kicked or banned, where that was said.</param>
/// <param name="Until">When the ban ends, UTC; absent where there is none, and where it does not end by itself.</param>
public sealed record LeftEvent(
    string Room, string User, string Reason, DateTimeOffset At, bool? You = null, string? By = null, string? Note = null, DateTimeOffset? Until = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Left;
}

/// <summary>A user with whom the receiver shares a room came, went, or is away. Repeating it changes nothing.</summary>
/// <param name="User">Who.</param>
/// <param name="Status">One of <see cref="UserStatus"/>.</param>
/// <param name="Away">The away text, where the user is away with one.</param>
/// <param name="Room">The room in whose events it has its place: one of all that are shared, each of which tells it.</param>
/// <param name="At">When, UTC; absent from servers that do not tell.</param>
public sealed record PresenceEvent(string User, string Status, string? Away = null, string? Room = null, DateTimeOffset? At = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Presence;
}

/// <summary>
/// How many are in a large room, where single members' coming and going is not told. Sent when a room becomes large, then once in a while where the
/// numbers changed, and a last time when it is large no more.
/// </summary>
/// <param name="Room">The room.</param>
/// <param name="Members">How many members it has.</param>
/// <param name="Online">How many of them are online.</param>
/// <param name="Away">How many of them are away.</param>
/// <param name="At">When it was so, UTC.</param>
/// <param name="Each">True where from here on each change is told: ask for the members anew. Absent where the room is large.</param>
public sealed record CountsEvent(string Room, int Members, int Online, int Away, DateTimeOffset At, bool? Each = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Counts;
}

/// <summary>A user has another name now. With a room: there (a private room <c>@user</c> is <c>@to</c> from now on); without: the receiver's own.</summary>
public sealed record RenamedEvent(string User, string To, DateTimeOffset At, string? Room = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Renamed;
}

/// <summary>The room has another topic.</summary>
public sealed record TopicEvent(string Room, [property: JsonPropertyName("topic")] string Topic, string By, DateTimeOffset At) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Topic;
}

/// <summary>Someone is typing in the room, or has stopped. Holds for a few seconds at most.</summary>
public sealed record TypingEvent(string Room, string User, bool Active) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Typing;
}

/// <summary>The user's read marker moved, on another device.</summary>
public sealed record ReadEvent(string Room, long Seq) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Read;
}

/// <summary>The server has something to say to people.</summary>
public sealed record NoticeEvent(string Text) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Notice;
}

/// <summary>Messages <paramref name="From"/> to <paramref name="To"/> (both included) are not replayed: page them with history.</summary>
public sealed record GapEvent(string Room, long From, long To) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Gap;
}

/// <summary>The server wants a sign of life: any request will do, such as <c>ping</c>. Sent only to clients that said in hello that they answer.</summary>
public sealed record PingEvent : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Ping;
}

/// <summary>The last frame before the server closes.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">Why, in English, for people.</param>
/// <param name="RetryAfterMs">Milliseconds to wait before connecting again, where the server asks for it.</param>
public sealed record ByeEvent(string Code, string Message, long? RetryAfterMs = null) : Event
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Bye;
}
