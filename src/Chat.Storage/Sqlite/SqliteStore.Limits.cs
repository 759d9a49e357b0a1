namespace Chat.Storage.Sqlite;

/// <content>What limits need to know.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<long> CountRoomsAsync(CancellationToken cancel) => ReadAsync(SqliteReader.CountRooms, cancel);
}
