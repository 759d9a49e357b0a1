using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>Says what a database holds.</summary>
internal static class SqliteContent
{
    /// <summary>Makes sure that a database is one of this program's and not of a newer one.</summary>
    /// <returns>The newest migration.</returns>
    /// <exception cref="StorageException">It is not.</exception>
    public static string RequireOwn(SqliteConnection connection, string path, SqliteTransaction? snapshot = null)
    {
        if (Scalar(connection, snapshot, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name IN ('SchemaVersions', 'messages')") != 2)
        {
            throw new StorageException($"{path} is a database, but none of this server's.");
        }

        IReadOnlyList<string> applied = Names(connection, snapshot);
        SchemaMigration.RequireKnown(applied, SqliteDatabase.Folder, path);
        return applied[^1].Split('.')[^2];
    }

    /// <summary>Counts what is in a database of this program's.</summary>
    /// <exception cref="StorageException">It is of a newer program, or of another one.</exception>
    public static BackupContent Read(SqliteConnection connection, string path, SqliteTransaction? snapshot = null)
    {
        string schema = RequireOwn(connection, path, snapshot);
        long? newest = Scalar(connection, snapshot, "SELECT max(m.at) FROM rooms r JOIN messages m ON m.room = r.no AND m.seq = r.last_seq");
        return new BackupContent(
            Count("rooms"),
            Count("messages"),
            Count("users"),
            newest is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null,
            new FileInfo(path).Length,
            schema);

        long Count(string table) => Scalar(connection, snapshot, $"SELECT count(*) FROM {table}") ?? 0;
    }

    private static long? Scalar(SqliteConnection connection, SqliteTransaction? snapshot, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = sql;
        return command.ExecuteScalar() as long?;
    }

    private static List<string> Names(SqliteConnection connection, SqliteTransaction? snapshot)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.Transaction = snapshot;
        command.CommandText = "SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName";
        using SqliteDataReader rows = command.ExecuteReader();
        var names = new List<string>();
        while (rows.Read())
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }
}
