using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>Applies writes on the one connection that writes, which it owns. Not thread-safe.</summary>
internal sealed partial class SqliteWriter(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<RoomId, Room> _rooms = [];
    private readonly List<Unindexed> _unindexed = [];
    private SqliteTransaction? _transaction;
    private long _lastNo;

    /// <summary>Applies a batch in one transaction: all of it is on disk, or nothing.</summary>
    public IReadOnlyList<WriteResult> Commit(IReadOnlyList<Write> batch)
    {
        _rooms.Clear();
        _unindexed.Clear();
        using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        _transaction = transaction;
        _lastNo = First("SELECT max(no) FROM messages", row => row.IsDBNull(0) ? 0 : row.GetInt64(0));
        WriteResult[] results = [.. batch.Select(Apply)];
        foreach (Room room in _rooms.Values.Where(r => r.Grew))
        {
            Run("UPDATE rooms SET last_seq = $2 WHERE no = $1", room.No, room.LastSeq);
        }

        AddToIndex();
        transaction.Commit();
        return results;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Statement statement in _statements.Values)
        {
            statement.Dispose();
        }

        connection.Dispose();
    }

    private WriteResult Apply(Write write) => write switch
    {
        Write.AppendMessage w => Append(w),
        Write.CreateRoom w => Create(w),
        Write.PutMember w => OnRoom(w.Room, room => PutMember(room, w.User, w.Role, room.LastSeq)),
        Write.RemoveMember w => OnRoom(w.Room, room => RemoveMember(room.No, w.User)),
        Write.SetTopic w => OnRoom(w.Room, room => Run("UPDATE rooms SET topic = $2 WHERE no = $1", room.No, w.Topic)),
        Write.SetRead w => MoveMarker(w),
        Write.PutUser w => PutUser(w.User),
        Write.RetireUser w => Retire(w),
        Write.PutToken { Token: var token } => Do(
            "INSERT OR REPLACE INTO tokens (hash, user_id, expires, created_at, seen_at, client) VALUES ($1, $2, $3, $4, $5, $6)",
            token.Hash,
            token.User.Value,
            token.Expires?.ToUnixTimeMilliseconds(),
            token.CreatedAt.ToUnixTimeMilliseconds(),
            token.SeenAt.ToUnixTimeMilliseconds(),
            token.Client),
        Write.DeleteToken w => Do("DELETE FROM tokens WHERE hash = $1", w.Hash),
        Write.Prune w => Prune(w),
        _ => ApplyToAccounts(write) ?? ApplyToModeration(write) ?? throw new StorageException($"unknown write {write.GetType().Name}"),
    };

    private WriteResult Append(Write.AppendMessage w)
    {
        if (Find(w.Room) is not { } room)
        {
            return WriteResult.Missing.Instance;
        }

        long at = w.At.ToUnixTimeMilliseconds();
        int added = Run(
            """
            INSERT INTO messages (room, seq, at, author, from_name, text, key, kind, no) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (room, author, key) DO NOTHING
            """,
            room.No, room.LastSeq + 1, at, w.Author.Value, w.From, w.Text, w.Key, w.Kind, _lastNo + 1);
        if (added == 0)
        {
            return FindMessage(room, w.Author, w.Key)!;
        }

        room.LastSeq++;
        room.Grew = true;
        _unindexed.Add(new Unindexed(++_lastNo, room.No, w.From, w.Text));
        return new WriteResult.Appended(room.LastSeq, DateTimeOffset.FromUnixTimeMilliseconds(at), Duplicate: false);
    }

    private WriteResult.Appended? FindMessage(Room room, UserId author, string key) => First(
        "SELECT seq, at FROM messages WHERE room = $1 AND author = $2 AND key = $3",
        row => new WriteResult.Appended(row.GetInt64(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1)), Duplicate: true),
        room.No, author.Value, key);

    private WriteResult Create(Write.CreateRoom w)
    {
        int added = Run(
            "INSERT INTO rooms (id, pair, name, skeleton) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            w.Room.Value, w.Room.IsPair, w.Name, w.Skeleton);
        if (added == 0)
        {
            return new WriteResult.Conflict(
                First("SELECT name FROM rooms WHERE id = $1 OR skeleton = $2", row => row.GetString(0), w.Room.Value, w.Skeleton)!);
        }

        Room room = Find(w.Room)!;
        foreach (StoredMember member in w.Members)
        {
            PutMember(room, member.User, member.Role, 0);
        }

        return WriteResult.Done.Instance;
    }

    private void PutMember(Room room, UserId user, string role, long read) => Run(
        """
        INSERT INTO members (room, user_id, role, read) VALUES ($1, $2, $3, $4)
        ON CONFLICT (room, user_id) DO UPDATE SET role = excluded.role
        """,
        room.No, user.Value, role, read);

    private void RemoveMember(long room, UserId user) => Run("DELETE FROM members WHERE room = $1 AND user_id = $2", room, user.Value);

    private WriteResult MoveMarker(Write.SetRead w)
    {
        WriteResult.MarkerAt? marker = Find(w.Room) is not { } room ? null : First(
            "UPDATE members SET read = max(read, min($3, $4)) WHERE room = $1 AND user_id = $2 RETURNING read",
            row => new WriteResult.MarkerAt(row.GetInt64(0)),
            room.No, w.User.Value, w.Seq, room.LastSeq);
        return marker is null ? WriteResult.Missing.Instance : marker;
    }

    private WriteResult.Done PutUser(StoredUser user) => Do(
        "INSERT OR REPLACE INTO users (id, name, folded, skeleton, guest, seen_at, retired) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        user.Id.Value, user.Name, user.Folded, user.Skeleton, user.Guest, user.SeenAt.ToUnixTimeMilliseconds(), user.Retired);

    private WriteResult.Done Retire(Write.RetireUser w)
    {
        string user = w.User.Value;
        LeaveNamedRooms(w.User);
        DeleteTokens(w.User, null);
        LiftSanctions(w.User);
        Run("DELETE FROM accounts WHERE user_id = $1", user);
        bool hasPairs = First("SELECT 1 FROM members WHERE user_id = $1 LIMIT 1", row => true, user);
        return hasPairs
            ? Do("UPDATE users SET name = $2, folded = $2, skeleton = $2, retired = 1 WHERE id = $1", user, w.RetiredName)
            : Do("DELETE FROM users WHERE id = $1", user);
    }

    private WriteResult OnRoom(RoomId id, Action<Room> change)
    {
        if (Find(id) is not { } room)
        {
            return WriteResult.Missing.Instance;
        }

        change(room);
        return WriteResult.Done.Instance;
    }

    private Room? Find(RoomId id)
    {
        if (!_rooms.TryGetValue(id, out Room? room))
        {
            room = First("SELECT no, last_seq FROM rooms WHERE id = $1", row => new Room(row.GetInt64(0), row.GetInt64(1)), id.Value);
            if (room is not null)
            {
                _rooms[id] = room;
            }
        }

        return room;
    }

    private WriteResult.Done Do(string sql, params ReadOnlySpan<object?> values)
    {
        Run(sql, values);
        return WriteResult.Done.Instance;
    }

    private int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql).Run(_transaction, values);

    private T? First<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values) => Prepare(sql).First(_transaction, read, values);

    private Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out Statement? statement))
        {
            _statements[sql] = statement = new Statement(connection, sql);
        }

        return statement;
    }

    /// <summary>A room within one batch.</summary>
    private sealed class Room(long no, long lastSeq)
    {
        public long No { get; } = no;

        public long LastSeq { get; set; } = lastSeq;

        public bool Grew { get; set; }
    }
}
