using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Finding what was kept long enough.</content>
internal sealed partial class PostgresReader
{
    /// <summary>Logs that hold messages.</summary>
    public async Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel) => await AllAsync(
        """
        SELECT r.id, oldest.seq, r.last_seq, oldest.at FROM rooms r
        CROSS JOIN LATERAL (SELECT m.seq, m.at FROM messages m WHERE m.room = r.no ORDER BY m.seq LIMIT 1) oldest
        WHERE r.id > $1 ORDER BY r.id LIMIT $2
        """,
        row => new LogExtent(new RoomId(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), Time(row.GetInt64(3))),
        cancel,
        after?.Value ?? "",
        limit).ConfigureAwait(false);

    /// <summary>Where a log's oldest messages reach a time.</summary>
    public async Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel) => (await AllAsync(
        """
        SELECT coalesce(min(oldest.seq) FILTER (WHERE oldest.at >= $2), max(oldest.seq) + 1, 0)
        FROM (SELECT m.seq, m.at FROM messages m WHERE m.room = (SELECT r.no FROM rooms r WHERE r.id = $1) ORDER BY m.seq LIMIT $3) oldest
        """,
        row => row.GetInt64(0),
        cancel,
        room.Value,
        time.ToUnixTimeMilliseconds(),
        within).ConfigureAwait(false)).Single();
}
