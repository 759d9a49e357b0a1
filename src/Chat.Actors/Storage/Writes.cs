namespace Chat.Actors.Storage;

/// <summary>One change to the storage. A batch of them is committed together or not at all.</summary>
public abstract partial record Write
{
    /// <summary>Adds a message at the end of its room's log. The store numbers it: last seq + 1, or finds the (user, key) already there.</summary>
    public sealed record AppendMessage(RoomId Room, UserId Author, string From, string Text, string Key, string? Kind, DateTimeOffset At) : Write;

    /// <summary>Makes a room, with its first members.</summary>
    public sealed record CreateRoom(RoomId Room, string Name, string Skeleton, IReadOnlyList<StoredMember> Members) : Write;

    /// <summary>Adds a member, or gives it another role.</summary>
    public sealed record PutMember(RoomId Room, UserId User, string Role) : Write;

    /// <summary>Removes a member; its read marker goes with it.</summary>
    public sealed record RemoveMember(RoomId Room, UserId User) : Write;

    /// <summary>Sets a room's topic.</summary>
    public sealed record SetTopic(RoomId Room, string Topic) : Write;

    /// <summary>Moves a read marker forward; a smaller seq changes nothing, one beyond the log means its end.</summary>
    public sealed record SetRead(RoomId Room, UserId User, long Seq) : Write;

    /// <summary>Adds or replaces a user.</summary>
    public sealed record PutUser(StoredUser User) : Write;

    /// <summary>
    /// Ends a guest, or a user whose account could not be made: its tokens, its memberships of named rooms, its invitations, and the bans and mutes of it go. Where it has private conversations it stays, under
    /// <paramref name="RetiredName"/> and marked, so that the others keep theirs; else it is forgotten. What it wrote stays.
    /// </summary>
    public sealed record RetireUser(UserId User, string RetiredName) : Write;

    /// <summary>Adds a session token.</summary>
    public sealed record PutToken(StoredToken Token) : Write;

    /// <summary>Removes a session token.</summary>
    public sealed record DeleteToken(string Hash) : Write;

    /// <summary>
    /// Removes a room's oldest messages, with their keys: those below <paramref name="Below"/>, at most <paramref name="Limit"/> of them.
    /// The room's numbers go on from its last seq all the same.
    /// </summary>
    public sealed record Prune(RoomId Room, long Below, int Limit) : Write;
}

/// <summary>What became of a <see cref="Write"/>, after the commit.</summary>
public abstract record WriteResult
{
    /// <summary>It is stored.</summary>
    public sealed record Done : WriteResult
    {
        /// <summary>The one there is.</summary>
        public static Done Instance { get; } = new();
    }

    /// <summary>The message is stored under this seq.</summary>
    /// <param name="Seq">Its number in the room.</param>
    /// <param name="At">When the room took it.</param>
    /// <param name="Duplicate">True where the key was already there: this is the first one's seq and time, and nothing was stored.</param>
    public sealed record Appended(long Seq, DateTimeOffset At, bool Duplicate) : WriteResult;

    /// <summary>Of what a write removes bit by bit, so much was removed.</summary>
    public sealed record Removed(int Count) : WriteResult;

    /// <summary>What was added has this number.</summary>
    public sealed record Numbered(long No) : WriteResult;

    /// <summary>The read marker stands here now.</summary>
    public sealed record MarkerAt(long Seq) : WriteResult;

    /// <summary>The log begins here now.</summary>
    /// <param name="First">The oldest kept message's seq; one more than the last seq where none is kept.</param>
    /// <param name="Count">How many were removed.</param>
    public sealed record Pruned(long First, int Count) : WriteResult;

    /// <summary>Nothing was stored: another room has this id or a name that looks the same.</summary>
    /// <param name="With">The other room's name.</param>
    public sealed record Conflict(string With) : WriteResult;

    /// <summary>Nothing was stored: what it is about does not exist.</summary>
    public sealed record Missing : WriteResult
    {
        /// <summary>The one there is.</summary>
        public static Missing Instance { get; } = new();
    }
}
