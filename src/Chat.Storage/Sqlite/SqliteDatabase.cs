using System.Globalization;
using System.Security.Cryptography;
using Chat.Actors.Storage;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using DbUp.Sqlite.Helpers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Chat.Storage.Sqlite;

/// <summary>A database file: its connections, its settings, its schema.</summary>
internal sealed partial class SqliteDatabase(string path)
{
    private readonly string _write = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString();
    private readonly string _read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();

    /// <summary>The migrations that this program knows, by the names under which a database lists them.</summary>
    public static IReadOnlySet<string> KnownMigrations { get; } = typeof(SqliteDatabase).Assembly.GetManifestResourceNames().Where(IsMigration).ToHashSet();

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

    /// <summary>Opens a data directory's database, which is checked and brought up to date; makes it where there is none.</summary>
    /// <param name="files">Where it is.</param>
    /// <param name="log">Hears of what takes long.</param>
    /// <exception cref="StorageException">It can't be used.</exception>
    public static SqliteDatabase Prepare(DataFiles files, ILogger log)
    {
        SqliteCheck.RequireSound(files);
        if (!File.Exists(files.Database))
        {
            // Under another name until it is whole: an empty database file is then never one of ours.
            DataFiles.Delete(files.Unfinished);
            new SqliteDatabase(files.Unfinished).Migrate(log);
            Durable.Rename(files.Unfinished, files.Database);
        }

        var database = new SqliteDatabase(files.Database);
        database.Migrate(log);
        return database;
    }

    /// <summary>Brings the schema up to date.</summary>
    /// <param name="log">Hears of each step of a database that is not new: one may take minutes where there are millions of messages.</param>
    /// <exception cref="StorageException">It can't, or the file is of a newer program.</exception>
    public void Migrate(ILogger log)
    {
        using SqliteConnection connection = OpenToWrite();
        SearchIndex.AddFunctions(connection);
        using var shared = new SharedConnection(connection);
        UpgradeEngine upgrade = DeployChanges.To
            .SqliteDatabase(shared)
            .WithScriptsEmbeddedInAssembly(typeof(SqliteDatabase).Assembly, IsMigration)
            .WithTransactionPerScript()
            .LogTo(new NoOpUpgradeLog())
            .Build();
        if (upgrade.GetExecutedScripts().Find(name => !KnownMigrations.Contains(name)) is { } newer)
        {
            throw new StorageException($"{Path} was written by a newer version of the server (it has the migration {newer}); use that version.");
        }

        bool isNew = upgrade.GetExecutedScripts().Count == 0;
        if (!isNew && upgrade.GetScriptsToExecute() is { Count: > 0 } steps)
        {
            Log.Migrating(log, Path, steps.Count);
        }

        DatabaseUpgradeResult result = upgrade.PerformUpgrade();
        if (!result.Successful)
        {
            throw result.Error is SqliteException e
                ? SqliteFaults.OnOpen(Path, e)
                : new StorageException($"{Path} could not be brought up to date: {result.Error.Message}", result.Error);
        }

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

    private static bool IsMigration(string resource) => resource.Contains(".Sqlite.Migrations.", StringComparison.Ordinal);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Bringing {Database} up to date, once, in {Steps} steps; with millions of messages this may take minutes")]
        public static partial void Migrating(ILogger logger, string database, int steps);
    }
}
