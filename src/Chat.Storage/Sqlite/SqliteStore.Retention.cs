using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Finding what was kept long enough.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.ListLogs(c, after, limit), cancel);

    /// <inheritdoc/>
    public Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.SeqAt(c, room, time, within), cancel);
}
