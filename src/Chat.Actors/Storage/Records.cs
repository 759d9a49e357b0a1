using Chat.Actors.Rooms;
using Chat.Protocol.Names;

namespace Chat.Actors.Storage;

/// <summary>A user as stored.</summary>
/// <param name="Id">For good.</param>
/// <param name="Name">The name as shown.</param>
/// <param name="Folded">The name folded: equal means the same name.</param>
/// <param name="Skeleton">What the name looks like: equal means mistakable.</param>
/// <param name="Guest">True where it has no account.</param>
/// <param name="SeenAt">When its last connection went, or it was made.</param>
/// <param name="Retired">
/// True for a guest that is gone for good and of whom only private conversations are left, and for a registered user whose account was
/// deleted: that one keeps its name, so that nobody can have it again.
/// </param>
public sealed record StoredUser(UserId Id, string Name, string Folded, string Skeleton, bool Guest, DateTimeOffset SeenAt, bool Retired = false)
{
    /// <summary>The name in its forms.</summary>
    public ChatName ChatName => new(Name, Folded, Skeleton);
}

/// <summary>A session token as stored: only its hash.</summary>
/// <param name="Hash">SHA-256 of the token, base64url.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Expires">When it ends; null for a guest's, which ends with the guest.</param>
/// <param name="CreatedAt">When it was given out.</param>
/// <param name="SeenAt">When it was used last, to the hour.</param>
/// <param name="Client">The client program it was given to, as that calls itself; null where it does not.</param>
public sealed record StoredToken(
    string Hash, UserId User, DateTimeOffset? Expires, DateTimeOffset CreatedAt = default, DateTimeOffset SeenAt = default, string? Client = null)
{
    private const int IdChars = 12;

    /// <summary>What the session is called by: the hash's beginning, which is no secret and good for nothing else.</summary>
    public string Id => Hash.Length <= IdChars ? Hash : Hash[..IdChars];
}

/// <summary>A room as stored.</summary>
/// <param name="Id">For good.</param>
/// <param name="Name">The name as its maker wrote it; empty for a private pair.</param>
/// <param name="Skeleton">What the name looks like; the id for a private pair.</param>
/// <param name="Topic">Empty when there is none.</param>
/// <param name="LastSeq">The newest message's seq, 0 in an empty room.</param>
/// <param name="Members">Who is in it, by no particular order.</param>
public sealed record StoredRoom(RoomId Id, string Name, string Skeleton, string Topic, long LastSeq, IReadOnlyList<StoredMember> Members)
{
    /// <summary>How it is moderated.</summary>
    public RoomModeration Moderation { get; init; } = RoomModeration.None;
}

/// <summary>A room as stored, without its members.</summary>
/// <param name="Name">The name as its maker wrote it; empty for a private pair.</param>
/// <param name="Topic">Empty when there is none.</param>
/// <param name="LastSeq">The newest message's seq, 0 in an empty room.</param>
public sealed record RoomHead(string Name, string Topic, long LastSeq);

/// <summary>A room's member as stored.</summary>
public sealed record StoredMember(UserId User, string Name, string Role);

/// <summary>A message as stored: the text as written.</summary>
public sealed record StoredMessage(long Seq, DateTimeOffset At, UserId Author, string From, string Text, string Key, string? Kind);

/// <summary>A user's place in one room.</summary>
/// <param name="Room">The room.</param>
/// <param name="Name">The room's name; for a private pair the other's name.</param>
/// <param name="Topic">Empty when there is none.</param>
/// <param name="LastSeq">The newest message's seq.</param>
/// <param name="Read">The user's read marker; what was pruned counts as read.</param>
/// <param name="Peer">In a private pair the other user (oneself in a room of one's own); else null.</param>
/// <param name="You">The user's own place in a named room, without the reason of a mute, which may have ended; null in a private pair and where it was not read.</param>
public sealed record UserRoom(RoomId Room, string Name, string Topic, long LastSeq, long Read, UserId? Peer, OwnRole? You = null);

/// <summary>A room in the catalog of rooms that have members.</summary>
/// <param name="Name">The name as its maker wrote it.</param>
/// <param name="Members">How many it has.</param>
/// <param name="Topic">Empty when there is none.</param>
/// <param name="Access">One of <see cref="Protocol.Frames.RoomAccess"/>.</param>
public sealed record CatalogRoom(string Name, int Members, string Topic, string Access = Protocol.Frames.RoomAccess.Public);

/// <summary>Who looks at the catalog.</summary>
/// <param name="User">The user: of private rooms, those that it is in or has an invitation to are shown.</param>
/// <param name="Admin">True to show all rooms.</param>
/// <param name="Now">Invitations that have ended by then do not count.</param>
public sealed record CatalogViewer(UserId User, bool Admin, DateTimeOffset Now);

/// <summary>Which part of a log to read.</summary>
/// <param name="Before">Seqs below this, the nearest.</param>
/// <param name="After">Seqs above this, the nearest.</param>
/// <param name="Around">Seqs on both sides of this, and itself.</param>
/// <param name="Limit">At most so many.</param>
public sealed record HistoryQuery(long? Before, long? After, long? Around, int Limit);

/// <summary>A part of a log.</summary>
/// <param name="Messages">Ascending by seq.</param>
/// <param name="Start">Nothing older exists than the first.</param>
/// <param name="End">Nothing newer exists than the last.</param>
public sealed record HistoryPage(IReadOnlyList<StoredMessage> Messages, bool Start, bool End);
