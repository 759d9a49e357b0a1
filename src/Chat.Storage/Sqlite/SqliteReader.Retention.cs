using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Finding what was kept long enough.</content>
internal static partial class SqliteReader
{
    /// <summary>Logs that hold messages.</summary>
    public static IReadOnlyList<LogExtent> ListLogs(SqliteReading reading, RoomId? after, int limit)
    {
        Statement logs = reading.Prepare(
            """
            SELECT r.id, m.seq, r.last_seq, m.at FROM rooms r
            JOIN messages m ON m.room = r.no AND m.seq = (SELECT min(seq) FROM messages WHERE room = r.no)
            WHERE r.id > $1 ORDER BY r.id LIMIT $2
            """);
        return logs.All(
            row => new LogExtent(new RoomId(row.GetString(0)), row.GetInt64(1), row.GetInt64(2), Time(row.GetInt64(3))), after?.Value ?? "", limit);
    }

    /// <summary>Where a log's oldest messages reach a time.</summary>
    public static long SeqAt(SqliteReading reading, RoomId room, DateTimeOffset time, int within)
    {
        Statement oldest = reading.Prepare(
            """
            SELECT coalesce(min(CASE WHEN at >= $2 THEN seq END), max(seq) + 1, 0)
            FROM (SELECT seq, at FROM messages WHERE room = (SELECT no FROM rooms WHERE id = $1) ORDER BY seq LIMIT $3)
            """);
        return oldest.First(null, row => row.GetInt64(0), room.Value, time.ToUnixTimeMilliseconds(), within);
    }
}
