using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <content>Removing what was kept long enough.</content>
internal sealed partial class SqliteWriter
{
    private WriteResult Prune(Write.Prune w)
    {
        if (Find(w.Room) is not { } room)
        {
            return WriteResult.Missing.Instance;
        }

        // A log has no hole: the limit and the count are distances.
        long first = FirstKept(room);
        Run("DELETE FROM messages WHERE room = $1 AND seq < $2", room.No, Math.Min(w.Below, first + w.Limit));
        long kept = FirstKept(room);
        return new WriteResult.Pruned(kept, (int)(kept - first));
    }

    /// <summary>The oldest message's seq; where there is none, the next one's.</summary>
    private long FirstKept(Room room) => First(
        "SELECT min(seq) FROM messages WHERE room = $1", row => row.IsDBNull(0) ? room.LastSeq + 1 : row.GetInt64(0), room.No);
}
