using Chat.Actors.Storage;
using Chat.Protocol;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <content>Searching.</content>
internal static partial class SqliteReader
{
    /// <summary>
    /// The index is told the rooms of one who is in no more than this, and skips what others hold; that costs some 50 µs a room. With more each hit's room
    /// is looked at, which is quicker where many hits lie in them, and takes seconds where of a million hits none does.
    /// </summary>
    private const int MostRoomsInMatch = 512;

    private const string AskersRoom =
        """
        SELECT m.room FROM members m
        JOIN rooms r ON r.no = m.room
        LEFT JOIN members p ON r.pair = 1 AND p.room = m.room AND p.user_id <> m.user_id
        LEFT JOIN users u ON u.id = coalesce(p.user_id, m.user_id)
        WHERE m.user_id = $1
        """;

    // The cross joins keep this order: the index gives its hits newest first, and all that follows is done for as many as are asked for.
    private const string Hits =
        """
        SELECT h.seq, h.at, h.author, h.from_name, h.text, h.key, h.kind, h.no,
               CASE r.pair WHEN 0 THEN r.name ELSE '@' || coalesce(u.name, p.user_id, m.user_id) END
        FROM search s
        CROSS JOIN messages h ON h.no = s.rowid
        CROSS JOIN members m ON m.room = h.room AND m.user_id = $1
        CROSS JOIN rooms r ON r.no = h.room
        LEFT JOIN members p ON r.pair = 1 AND p.room = m.room AND p.user_id <> m.user_id
        LEFT JOIN users u ON u.id = coalesce(p.user_id, m.user_id)
        WHERE s.search MATCH $2 AND s.rowid < $3
        ORDER BY s.rowid DESC LIMIT $4
        """;

    /// <summary>Messages with these words, newest first; null where the asker is not in the one room that is asked for.</summary>
    public static SearchPage? Search(SqliteReading reading, SearchQuery query, CancellationToken cancel)
    {
        // One transaction, so that memberships and messages are of one moment.
        using SqliteTransaction snapshot = reading.Connection.BeginTransaction(deferred: true);
        bool inOneRoom = query.Room is not null || query.Peer is not null;
        Statement findRooms = reading.Prepare(
            query.Peer is not null ? AskersRoom + " AND r.pair = 1 AND u.folded = $2"
            : query.Room is not null ? AskersRoom + " AND r.id = $2"
            : AskersRoom + " AND $2 IS NULL");
        List<long> rooms = findRooms.All(snapshot, row => row.GetInt64(0), query.Asker.Value, query.Peer ?? query.Room?.Value);
        if (rooms.Count == 0)
        {
            return inOneRoom ? null : new SearchPage([], null);
        }

        // An interrupt reaches what is running: one that came before is seen here.
        cancel.ThrowIfCancellationRequested();
        int limit = Math.Min(query.Limit, ProtocolLimits.MaxPage);
        Statement hits = reading.Prepare(
            Hits);
        List<SearchHit> found = hits.All(
            snapshot,
            row => new SearchHit(row.GetInt64(7), row.GetString(8), ToMessage(row)),
            query.Asker.Value,
            SearchIndex.Match(query, rooms.Count <= MostRoomsInMatch ? rooms : []),
            EndOf(reading, snapshot, query, rooms[0]),
            limit + 1);
        return SearchPage.Cut(found, limit);
    }

    /// <summary>The number of the first message that is too new.</summary>
    private static long EndOf(SqliteReading reading, SqliteTransaction snapshot, SearchQuery query, long room)
    {
        long end = query.Cursor ?? long.MaxValue;
        if (query.Before is not { } before)
        {
            return end;
        }

        Statement first = reading.Prepare("SELECT no FROM messages WHERE room = $1 AND seq >= $2 ORDER BY seq LIMIT 1");
        return Math.Min(end, first.First(snapshot, row => (long?)row.GetInt64(0), room, before) ?? long.MaxValue);
    }
}
