using Chat.Actors.Storage;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>A PostgreSQL database, read in one snapshot: nodes that run go on writing and are not seen.</summary>
public sealed class PostgresArchive : IChatArchive
{
    private readonly NpgsqlConnection _connection;
    private readonly string _description;

    private PostgresArchive(NpgsqlConnection connection, string description) => (_connection, _description) = (connection, description);

    /// <summary>Opens a database.</summary>
    /// <exception cref="StorageException">No node has used it, or it can't be read; the message is one line.</exception>
    public static PostgresArchive Open(PostgresOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var archive = new PostgresArchive(new NpgsqlConnection(options.ForOnce()), options.Description);
        try
        {
            archive._connection.Open();
            archive._connection.BeginTransaction(System.Data.IsolationLevel.RepeatableRead);
            archive.RequireOwn();
            return archive;
        }
        catch (Exception e)
        {
            archive.Dispose();
            throw PostgresFaults.IsKnown(e) ? PostgresFaults.OnOpen(options, e) : e;
        }
    }

    /// <inheritdoc/>
    public ArchivedRoom? FindRoom(string folded) => Rows(
        "SELECT r.no, r.name, r.topic, r.last_seq, (SELECT count(*) FROM messages m WHERE m.room = r.no) FROM rooms r WHERE r.id = 'r:' || $1",
        row => new ArchivedRoom(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4)),
        folded).SingleOrDefault();

    /// <inheritdoc/>
    public ArchivedUser? FindUser(string folded) => Rows(
        """
        SELECT u.id, u.name, u.guest, u.seen_at, (SELECT count(*) FROM messages m WHERE m.author = u.id)
        FROM users u WHERE u.folded = $1 ORDER BY u.retired, u.seen_at DESC LIMIT 1
        """,
        row => new ArchivedUser(row.GetString(0), row.GetString(1), row.GetBoolean(2), PostgresReader.Time(row.GetInt64(3)), row.GetInt64(4)),
        folded).SingleOrDefault();

    /// <inheritdoc/>
    public IEnumerable<ArchivedMessage> MessagesOf(ArchivedRoom room)
    {
        ArgumentNullException.ThrowIfNull(room);
        return Rows("SELECT m.seq, m.at, m.from_name, m.text, m.key, m.kind FROM messages m WHERE m.room = $1 ORDER BY m.seq", ToMessage, room.No);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ArchivedPlace> PlacesOf(ArchivedUser user)
    {
        ArgumentNullException.ThrowIfNull(user);
        return
        [
            .. Rows(
                """
                SELECT r.no, CASE WHEN r.pair THEN '@' || coalesce(u.name, p.user_id, $1) ELSE r.name END, m.role, m.read, r.last_seq
                FROM rooms r
                LEFT JOIN members m ON m.room = r.no AND m.user_id = $1
                LEFT JOIN members p ON r.pair AND p.room = r.no AND p.user_id <> $1
                LEFT JOIN users u ON u.id = coalesce(p.user_id, $1)
                WHERE m.user_id IS NOT NULL OR r.no IN (SELECT w.room FROM messages w WHERE w.author = $1)
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
        return Rows(
            "SELECT m.seq, m.at, m.from_name, m.text, m.key, m.kind FROM messages m WHERE m.room = $1 AND m.author = $2 ORDER BY m.seq",
            ToMessage,
            place.No,
            user.Id);
    }

    /// <summary>Closes the connection, and with it the snapshot.</summary>
    public void Dispose() => _connection.Dispose();

    private static ArchivedMessage ToMessage(NpgsqlDataReader row) => new(
        row.GetInt64(0), PostgresReader.Time(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5));

    private void RequireOwn()
    {
        if (!Rows("SELECT to_regclass('schemaversions') IS NOT NULL AND to_regclass('messages') IS NOT NULL", row => row.GetBoolean(0)).Single())
        {
            throw new StorageException($"{_description} has no tables of this server: no node has used it yet. Check data.postgres.");
        }

        SchemaMigration.RequireKnown(Rows("SELECT scriptname FROM schemaversions ORDER BY scriptname", row => row.GetString(0)), "Postgres", _description);
    }

    private IEnumerable<T> Rows<T>(string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        using NpgsqlBatch query = _connection.CreateBatch();
        query.Add(sql, values);
        using NpgsqlDataReader rows = Try(() => query.ExecuteReader());
        bool more = true;
        try
        {
            while (more = Try(rows.Read))
            {
                yield return read(rows);
            }
        }
        finally
        {
            if (more)
            {
                // Else the rows that nobody wants would all be read when the reader is closed. It ends the snapshot, too.
                query.Cancel();
            }
        }
    }

    private T Try<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception e) when (PostgresFaults.IsKnown(e))
        {
            throw new StorageException($"{_description} could not be read: {e.Message}", e);
        }
    }
}
