using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Finding what was kept long enough.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel) =>
        ReadAsync(() => _reader.ListLogsAsync(after, limit, cancel));

    /// <inheritdoc/>
    public Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel) =>
        ReadAsync(() => _reader.SeqAtAsync(room, time, within, cancel));
}
