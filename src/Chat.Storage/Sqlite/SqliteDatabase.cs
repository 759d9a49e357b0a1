using Chat.Actors.Storage;
using DbUp;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>A database file: its connections, its settings, its schema.</summary>
internal sealed class SqliteDatabase(string path)
{
    private readonly string _write = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
    private readonly string _read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// Opens the connection that writes. WAL, so that readers never wait; synchronous=FULL, so that a commit is on disk when it
    /// returns (https://sqlite.org/pragma.html#pragma_synchronous).
    /// </summary>
    public SqliteConnection OpenToWrite()
    {
        var connection = new SqliteConnection(_write);
        connection.Open();
        using SqliteCommand settings = connection.CreateCommand();
        settings.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;";
        settings.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Opens a connection that reads, from the pool.</summary>
    public SqliteConnection OpenToRead()
    {
        var connection = new SqliteConnection(_read);
        connection.Open();
        return connection;
    }

    /// <summary>Closes the pool's connections.</summary>
    public void ClosePool()
    {
        using var connection = new SqliteConnection(_read);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Brings the schema up to date.</summary>
    /// <exception cref="StorageException">It can't, or the file is of a newer program.</exception>
    public void Migrate() => SchemaMigration.Apply(DeployChanges.To.SqliteDatabase(_write), "Sqlite", Path);
}
