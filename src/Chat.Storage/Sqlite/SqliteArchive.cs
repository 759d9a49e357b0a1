using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>A data directory's database, read in one snapshot: a node that runs goes on writing and is not seen.</summary>
public sealed class SqliteArchive : IChatArchive
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;

    private SqliteArchive(SqliteConnection connection, string path)
    {
        _connection = connection;
        _snapshot = connection.BeginTransaction(deferred: true);
        SqliteContent.RequireOwn(connection, path, _snapshot);
    }

    /// <summary>Opens the database of a data directory.</summary>
    /// <exception cref="StorageException">There is none, or it can't be read; the message is one line.</exception>
    public static SqliteArchive Open(string directory)
    {
        string path = new DataFiles(directory).Database;
        if (!File.Exists(path))
        {
            throw new StorageException($"There is no database in {directory}: no node has used this directory yet. Name another with --data DIR.");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            connection.Open();
            return new SqliteArchive(connection, path);
        }
        catch (Exception e)
        {
            connection.Dispose();
            throw e as StorageException ?? new StorageException($"{path} can't be read: {SqliteFaults.Reason(e)}.", e);
        }
    }

    /// <inheritdoc/>
    public ArchivedRoom? FindRoom(string folded) => Rows(
        "SELECT r.no, r.name, r.topic, r.last_seq, (SELECT count(*) FROM messages m WHERE m.room = r.no) FROM rooms r WHERE r.id = 'r:' || $1",
        row => new ArchivedRoom(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
        folded).FirstOrDefault();

    /// <inheritdoc/>
    public ArchivedUser? FindUser(string folded) => Rows(
        """
        SELECT id, name, guest, seen_at, (SELECT count(*) FROM rooms r JOIN messages m ON m.room = r.no AND m.author = id_of.id)
        FROM (SELECT id, name, guest, seen_at, retired FROM users WHERE folded = $1) id_of ORDER BY retired, seen_at DESC LIMIT 1
        """,
        row => new ArchivedUser(row.GetString(0), row.GetString(1), row.GetBoolean(2), SqliteReader.Time(row.GetInt64(3)), row.GetInt64(4)),
        folded).FirstOrDefault();

    /// <inheritdoc/>
    public IEnumerable<ArchivedMessage> MessagesOf(ArchivedRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return Rows("SELECT seq, at, from_name, text, key, kind FROM messages WHERE room = $1 ORDER BY seq", ToMessage, room.No);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ArchivedPlace> PlacesOf(ArchivedUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return
        [
            .. Rows(
                """
                SELECT r.no, CASE r.pair WHEN 0 THEN r.name ELSE '@' || coalesce(u.name, p.user_id, $1) END, m.role, m.read, r.last_seq
                FROM rooms r
                LEFT JOIN members m ON m.room = r.no AND m.user_id = $1
                LEFT JOIN members p ON r.pair = 1 AND p.room = r.no AND p.user_id <> $1
                LEFT JOIN users u ON u.id = coalesce(p.user_id, $1)
                WHERE m.user_id IS NOT NULL OR EXISTS (SELECT 1 FROM messages WHERE room = r.no AND author = $1)
                ORDER BY 2
                """,
                row => new ArchivedPlace(
                    row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetInt64(3), row.GetInt64(4)),
                user.Id),
        ];
    }

    /// <inheritdoc/>
    public IEnumerable<ArchivedMessage> MessagesOf(ArchivedUser user, ArchivedPlace place)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(place);
        return Rows("SELECT seq, at, from_name, text, key, kind FROM messages WHERE room = $1 AND author = $2 ORDER BY seq", ToMessage, place.No, user.Id);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private static ArchivedMessage ToMessage(SqliteDataReader row) => new(
        row.GetInt64(0), SqliteReader.Time(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5));

    private IEnumerable<T> Rows<T>(string sql, Func<SqliteDataReader, T> read, params object[] values)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.Transaction = _snapshot;
        command.CommandText = sql;
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        using SqliteDataReader rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return read(rows);
        }
    }
}
