using System.Text.Json.Serialization;

namespace Chat.Protocol.Frames;

/// <summary>Opens the conversation; every other request but <see cref="RegisterRequest"/> needs it first.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="User">The name to be known by.</param>
/// <param name="Password">A registered user's password.</param>
/// <param name="Session">A token from an earlier <see cref="HelloOk"/>: the same user comes back.</param>
/// <param name="Cursors">Room → last seq seen there; what came after is sent again, in order.</param>
/// <param name="Client">The client's name and version, for the operator's eyes.</param>
/// <param name="Instance">The run of the client program: a text of its choosing. With <paramref name="Attempt"/>.</param>
/// <param name="Attempt">Counts the connections of that run up, so that a hello that was held up on the way does not replace a later one's connection.</param>
/// <param name="Pings">True where the client answers the event <c>ping</c>.</param>
public sealed record HelloRequest(
    long Id,
    string User,
    string? Password = null,
    string? Session = null,
    IReadOnlyDictionary<string, long>? Cursors = null,
    string? Client = null,
    string? Instance = null,
    long? Attempt = null,
    bool? Pings = null) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Hello;

    /// <summary>Prints the frame without its secrets.</summary>
    public override string ToString() => $"hello {{ Id = {Id}, User = {User} }}";
}

/// <summary>Enters a room, which is made when it does not exist. Joining twice gets the same answer again.</summary>
public sealed record JoinRequest(long Id, string Room) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Join;
}

/// <summary>Leaves a room.</summary>
public sealed record LeaveRequest(long Id, string Room) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Leave;
}

/// <summary>Posts a message to a room, or to one person as room <c>@name</c>.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="Text">The text as written, 1 to <see cref="ProtocolLimits.MaxTextBytes"/> bytes of UTF-8.</param>
/// <param name="Key">The client's own id of this message, 1-64 characters. Sending it again posts nothing and gets the first answer again.</param>
/// <param name="Kind"><c>action</c> for <c>/me</c>; absent for plain text.</param>
public sealed record SendRequest(long Id, string Room, string Text, string Key, string? Kind = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Send;
}

/// <summary>Reads a page of a room's log: the latest, or what lies before, after or around a seq.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Room">The room.</param>
/// <param name="Before">Messages with a smaller seq, the nearest ones.</param>
/// <param name="After">Messages with a greater seq, the nearest ones.</param>
/// <param name="Around">Messages on both sides of this seq, and itself.</param>
/// <param name="Limit">At most so many messages; 50 when absent, never more than <see cref="ProtocolLimits.MaxPage"/>.</param>
public sealed record HistoryRequest(long Id, string Room, long? Before = null, long? After = null, long? Around = null, int? Limit = null)
    : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.History;
}

/// <summary>Searches the logs the asker may read, newest first.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="Text">Words, <c>"words side by side"</c> and <c>beginnings*</c>; all must occur.</param>
/// <param name="Room">Only in this room, or in the private one with <c>@name</c>.</param>
/// <param name="From">Only what was written under this name.</param>
/// <param name="Before">Only messages with a smaller seq; with a room.</param>
/// <param name="Limit">At most so many messages; 50 when absent, never more than <see cref="ProtocolLimits.MaxPage"/>.</param>
/// <param name="Cursor">The <see cref="SearchOk.Next"/> of the page before.</param>
public sealed record SearchRequest(
    long Id,
    string Text,
    string? Room = null,
    string? From = null,
    long? Before = null,
    int? Limit = null,
    string? Cursor = null) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Search;
}

/// <summary>Moves the user's read marker in a room; it never moves back.</summary>
public sealed record ReadRequest(long Id, string Room, long Seq) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Read;
}

/// <summary>Lists rooms by name, a page at a time.</summary>
/// <param name="Id">The request's number.</param>
/// <param name="After">The last name of the page before.</param>
/// <param name="Limit">At most so many rooms.</param>
public sealed record RoomsRequest(long Id, string? After = null, int? Limit = null) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Rooms;
}

/// <summary>Lists a room's members by name, a page at a time.</summary>
public sealed record UsersRequest(long Id, string Room, string? After = null, int? Limit = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Users;
}

/// <summary>Tells the room's other members that one is typing, or has stopped.</summary>
public sealed record TypingRequest(long Id, string Room, bool Active = true) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Typing;
}

/// <summary>Sets the user away with a text, or back when the text is absent or empty.</summary>
public sealed record AwayRequest(long Id, string? Text = null) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Away;
}

/// <summary>Sets a room's topic, or asks for it when <paramref name="Topic"/> is absent.</summary>
public sealed record TopicRequest(long Id, string Room, [property: JsonPropertyName("topic")] string? Topic = null) : RoomRequest(Id, Room)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Topic;
}

/// <summary>Asks who a user is.</summary>
public sealed record WhoisRequest(long Id, string User) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Whois;
}

/// <summary>Gives a guest another name; the user stays the same.</summary>
public sealed record NickRequest(long Id, string User) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Nick;
}

/// <summary>Asks for a sign of life.</summary>
public sealed record PingRequest(long Id) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Ping;
}

/// <summary>Says goodbye: the server answers, then closes. A guest leaves its rooms and its name is free at once.</summary>
public sealed record QuitRequest(long Id) : Request(Id)
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Quit;
}
