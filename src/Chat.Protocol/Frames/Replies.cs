using System.Text.Json.Serialization;

namespace Chat.Protocol.Frames;

/// <summary>The request was done. Where it has a result, a derived record adds its fields.</summary>
public record OkReply : Reply
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Ok;
}

/// <summary>The request was not done.</summary>
/// <param name="Code">One of <see cref="ErrorCodes"/>.</param>
/// <param name="Message">What is wrong and what to do, in English, for people.</param>
/// <param name="Field">The request's field at fault, where there is one.</param>
/// <param name="RetryAfterMs">Milliseconds after which the same request may succeed.</param>
public sealed record ErrorReply(string Code, string Message, string? Field = null, long? RetryAfterMs = null) : Reply
{
    /// <inheritdoc/>
    protected override string WireType => FrameTypes.Error;
}

/// <summary>Answer to hello.</summary>
/// <param name="User">The name as the server writes it.</param>
/// <param name="Guest">True where the user has no account.</param>
/// <param name="Session">The token that brings this user back. Secret.</param>
/// <param name="Limits">This server's limits.</param>
/// <param name="Rooms">The rooms the user is in, private ones included.</param>
/// <param name="Server">Who answers.</param>
/// <param name="Admin">True for one of the server's admins; absent for anyone else.</param>
/// <param name="Invitations">Rooms that the user may join though they are not open to all; absent where there are none.</param>
public sealed record HelloOk(
    string User,
    bool Guest,
    string Session,
    LimitsInfo Limits,
    IReadOnlyList<RoomSummary> Rooms,
    ServerInfo Server,
    bool? Admin = null,
    IReadOnlyList<InvitationInfo>? Invitations = null) : OkReply
{
    /// <summary>Prints the frame without its secrets.</summary>
    public override string ToString() => $"ok {{ Re = {Re}, User = {User} }}";
}

/// <summary>Answer to join: the room at this point of its event stream; what follows changes it.</summary>
/// <param name="Room">The room's name as its maker wrote it.</param>
/// <param name="Seq">The newest message's seq, 0 in an empty room.</param>
/// <param name="Topic">The topic, empty when there is none.</param>
/// <param name="Users">The members by name, at most <see cref="ProtocolLimits.MaxPage"/>.</param>
/// <param name="More">True where the list is cut: ask <c>users</c> for the rest.</param>
/// <param name="Counts">There where the room is large: then what follows changes the numbers and not the list.</param>
/// <param name="You">The asker's own place in the room; absent from servers that do not tell.</param>
/// <param name="Settings">How the room is used; absent where nothing differs from a public room that is open to all.</param>
public sealed record JoinOk(
    string Room,
    long Seq,
    string Topic,
    IReadOnlyList<UserEntry> Users,
    bool? More = null,
    CountsInfo? Counts = null,
    OwnPlace? You = null,
    RoomSettingsInfo? Settings = null) : OkReply;

/// <summary>Answer to leave.</summary>
public sealed record LeaveOk(string Room) : OkReply;

/// <summary>Answer to send: the message is on disk under this seq.</summary>
public sealed record SendOk(string Room, long Seq, DateTimeOffset At) : OkReply;

/// <summary>Answer to history.</summary>
/// <param name="Room">The room.</param>
/// <param name="Messages">Ascending by seq.</param>
/// <param name="Start">True where nothing older exists than the first of the page.</param>
/// <param name="End">True where nothing newer exists than the last of the page.</param>
public sealed record HistoryOk(string Room, IReadOnlyList<MessageInfo> Messages, bool Start, bool End) : OkReply;

/// <summary>Answer to search.</summary>
/// <param name="Messages">Newest first.</param>
/// <param name="Next">Where there is more: what the request for the next page has as its <see cref="SearchRequest.Cursor"/>.</param>
public sealed record SearchOk(IReadOnlyList<FoundMessage> Messages, string? Next = null) : OkReply;

/// <summary>Answer to read: where the marker stands now.</summary>
public sealed record ReadOk(string Room, long Seq) : OkReply;

/// <summary>Answer to rooms.</summary>
public sealed record RoomsOk(IReadOnlyList<RoomEntry> Rooms, bool? More = null) : OkReply;

/// <summary>Answer to users: a page of the room's members at this point of its event stream.</summary>
/// <param name="Room">The room.</param>
/// <param name="Users">The members by name.</param>
/// <param name="More">True where this is not the last page.</param>
/// <param name="Counts">There where the room is large: then what follows changes the numbers and not the list.</param>
public sealed record UsersOk(string Room, IReadOnlyList<UserEntry> Users, bool? More = null, CountsInfo? Counts = null) : OkReply;

/// <summary>Answer to topic.</summary>
public sealed record TopicOk(string Room, [property: JsonPropertyName("topic")] string Topic) : OkReply;

/// <summary>Answer to whois.</summary>
/// <param name="User">The name as the server writes it.</param>
/// <param name="Guest">True where the user has no account.</param>
/// <param name="Status">One of <see cref="UserStatus"/>.</param>
/// <param name="Away">The away text, where the user is away.</param>
/// <param name="Since">Since when the status holds.</param>
/// <param name="Admin">True for one of the server's admins; absent for anyone else.</param>
/// <param name="Addresses">Where its devices are connected from; only told to the server's admins.</param>
public sealed record WhoisOk(
    string User, bool Guest, string Status, string? Away, DateTimeOffset Since, bool? Admin = null, IReadOnlyList<string>? Addresses = null) : OkReply;

/// <summary>Answer to nick: the name as the server writes it.</summary>
public sealed record NickOk(string User) : OkReply;
