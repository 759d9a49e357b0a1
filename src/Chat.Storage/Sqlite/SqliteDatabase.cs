using System.Globalization;
using System.Security.Cryptography;
using Chat.Actors.Storage;
using DbUp;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Chat.Storage.Sqlite;

/// <summary>A database file: its connections, its settings, its schema.</summary>
internal sealed class SqliteDatabase(string path)
{
    /// <summary>Where its migrations are, below this project.</summary>
    public const string Folder = "Sqlite";

    private readonly string _write = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
    private readonly string _read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    /// <summary>The file.</summary>
    public string Path { get; } = path;

    /// <summary>
    /// Opens the connection that writes. WAL, so that readers never wait; synchronous=FULL, so that a commit is on disk when it
    /// returns (https://sqlite.org/pragma.html#pragma_synchronous). 64 MiB of cache and a checkpoint after 16 MiB nearly halve what a message costs.
    /// </summary>
    public SqliteConnection OpenToWrite()
    {
        var connection = new SqliteConnection(_write);
        connection.Open();
        using SqliteCommand settings = connection.CreateCommand();
        settings.CommandText =
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000;
            PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = 4000;
            """;
        settings.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Opens a connection that reads.</summary>
    public SqliteConnection OpenToRead()
    {
        var connection = new SqliteConnection(_read);
        connection.Open();
        return connection;
    }

    /// <summary>Opens a data directory's database, which is checked and brought up to date; makes it where there is none.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="log">Hears of what takes long.</param>
    /// <exception cref="StorageException">It can't be used.</exception>
    public static SqliteDatabase Prepare(DataFiles files, ILogger log)
    {
        SqliteCheck.RequireSound(files);
        var database = new SqliteDatabase(files.Database);
        if (File.Exists(files.Database))
        {
            database.Migrate(log);
        }
        else
        {
            // Under another name until it is whole: an empty database file is then never one of ours.
            DataFiles.Delete(files.Unfinished);
            MakePrivate(files.Unfinished);
            new SqliteDatabase(files.Unfinished).Migrate(log);
            Durable.Rename(files.Unfinished, files.Database);
        }

        return database;
    }

    /// <summary>For its user alone, whatever the rights of a directory that somebody else made; SQLite gives its log the same.</summary>
    private static void MakePrivate(string path)
    {
        try
        {
            Durable.CreatePrivate(path).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What is wrong with the directory shows when SQLite opens the file, and is explained there.
        }
    }

    /// <summary>Brings the schema up to date.</summary>
    /// <param name="log">Hears of each step of a database that is not new: one may take minutes where there are millions of messages.</param>
    /// <exception cref="StorageException">It can't, or the file is of a newer program.</exception>
    public void Migrate(ILogger log)
    {
        using SqliteConnection connection = OpenToWrite();
        SqliteCheck.RequireWritable(connection);
        SearchIndex.AddFunctions(connection);
        using var shared = new SharedConnection(connection);
        SchemaMigration.Apply(DeployChanges.To.SqliteDatabase(shared), Folder, Path, log, e => e is SqliteException cause ? SqliteFaults.OnOpen(Path, cause) : null);
        Identify();
    }

    /// <summary>Gives the database a number of its own, by which a write-ahead log that is not its own is known (<see cref="SqliteWal"/>).</summary>
    public void Identify(bool anew = false)
    {
        using var connection = new SqliteConnection(_write);
        connection.Open();
        using SqliteCommand identity = connection.CreateCommand();
        identity.CommandText = "PRAGMA user_version";
        if (anew || (long)identity.ExecuteScalar()! == 0)
        {
            identity.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {RandomNumberGenerator.GetInt32(1, int.MaxValue)}");
            identity.ExecuteNonQuery();
        }
    }
}
