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

        // A log has no hole: the limit is a distance. Where nothing is kept, its numbers go on from last_seq.
        int count = FirstKept(room) is { } first
            ? Run("DELETE FROM messages WHERE room = $1 AND seq < $2", room.No, Math.Min(w.Below, first + w.Limit))
            : 0;
        return new WriteResult.Pruned(FirstKept(room) ?? room.LastSeq + 1, count);
    }

    private long? FirstKept(Room room) =>
        First("SELECT min(seq) FROM messages WHERE room = $1", row => row.IsDBNull(0) ? (long?)null : row.GetInt64(0), room.No);
}
