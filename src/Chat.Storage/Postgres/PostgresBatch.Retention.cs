using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Removing what was kept long enough. Keys go with their messages, so what is behind it in the batch needs to know which went.</content>
internal sealed partial class PostgresBatch
{
    private async Task<WriteResult> PruneAsync(Write.Prune w)
    {
        if (!_rooms.TryGetValue(w.Room, out Room? room))
        {
            return WriteResult.Missing.Instance;
        }

        AddMessages();
        _added.Clear();

        // A log has no hole: the limit and the count are distances.
        (long first, long count) = (room.LastSeq + 1, 0);
        _next.Add(
            """
            WITH oldest AS (SELECT min(m.seq) AS seq FROM messages m WHERE m.room = $1),
                 removed AS (DELETE FROM messages m WHERE m.room = $1 AND m.seq < least($2, (SELECT o.seq FROM oldest o) + $3) RETURNING m.seq)
            SELECT o.seq, (SELECT count(*) FROM removed) FROM oldest o WHERE o.seq IS NOT NULL
            """,
            room.No, w.Below, w.Limit);
        _answers.Add(row => (first, count) = (row.GetInt64(0), row.GetInt64(1)));
        await FlushAsync().ConfigureAwait(false);
        long kept = first + count;
        foreach ((RoomId Room, UserId Author, string Key) key in _known.Where(known => known.Key.Room == w.Room && known.Value.Seq < kept).Select(known => known.Key).ToArray())
        {
            _known.Remove(key);
        }

        return new WriteResult.Pruned(kept, (int)count);
    }
}
