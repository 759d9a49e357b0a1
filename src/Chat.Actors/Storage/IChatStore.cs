namespace Chat.Actors.Storage;

/// <summary>
/// The storage port. Writes come from one writer a node, in batches; reads come from anywhere, at the same time,
/// and see only what is committed. Every call may throw <see cref="StorageException"/>.
/// </summary>
public partial interface IChatStore : IAsyncDisposable
{
    /// <summary>What it is, for the banner: for example <c>memory</c>.</summary>
    string Description { get; }

    /// <summary>Stores a batch durably and in order, all of it or nothing.</summary>
    /// <returns>One result per write, in the same order.</returns>
    Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel);

    /// <summary>A room and its members; null where there is none.</summary>
    Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel);

    /// <summary>A room without its members, of which there may be many; null where there is none.</summary>
    Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel);

    /// <summary>A part of a room's log, empty for a room that does not exist. A page ends early at <see cref="Protocol.ProtocolLimits.MaxPageTextBytes"/> of text.</summary>
    Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel);

    /// <summary>The rooms a user is in.</summary>
    Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel);

    /// <summary>Named rooms that have members and that the viewer may see, by name, those after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel);

    /// <summary>Every user, for the directory's start.</summary>
    Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel);

    /// <summary>A token by its hash; null where there is none.</summary>
    Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel);
}

/// <summary>The storage can't do it now; nothing of what was asked is stored.</summary>
public sealed class StorageException : Exception
{
    /// <summary>With no more to say.</summary>
    public StorageException()
    {
    }

    /// <summary>With a message for the log.</summary>
    public StorageException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the log and the cause.</summary>
    public StorageException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
