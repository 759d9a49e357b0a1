using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Chat.Storage.Sqlite;

/// <summary>Looks whether a database can be trusted before a node uses it. It changes nothing.</summary>
internal static class SqliteCheck
{
    /// <summary>A file up to this size, in bytes, is read as a whole: that takes a moment. Of a larger one only what is read at every start anyway.</summary>
    private const long SmallFile = 16 * 1024 * 1024;

    /// <summary>The fewest bytes that a database has: one page of the smallest size.</summary>
    private const int LeastBytes = 512;

    /// <summary>How long another program may hold the database locked, in seconds: one that is about to end has ended by then.</summary>
    private const int Patience = 5;

    /// <summary>Looks at what lies in a data directory.</summary>
    /// <exception cref="StorageException">It can't be used; the message is one line that says what to do.</exception>
    public static void RequireSound(DataFiles files)
    {
        string database = files.Database;
        if (File.Exists(files.Restored))
        {
            throw new StorageException($"A restore into {files.Directory} was interrupted. Run it again: restore {files.Restored} --data {files.Directory}.");
        }

        if (!File.Exists(database))
        {
            RequireNoOrphan(database);
            return;
        }

        RequireHeader(database);
        if (SqliteWal.IsOfAnother(database))
        {
            throw SqliteFaults.Damaged(database, $"{DataFiles.WalOf(database)} belongs to another database than {database}");
        }

        try
        {
            RequirePages(database);
        }
        catch (SqliteException e)
        {
            throw SqliteFaults.OnOpen(database, e);
        }
    }

    /// <summary>Makes sure that a database can be written: SQLite opens one that can't to be read, and says so only with the first write.</summary>
    /// <exception cref="SqliteException">It can't, or another program writes to it.</exception>
    public static void RequireWritable(SqliteConnection connection)
    {
        if (raw.sqlite3_db_readonly(connection.Handle, "main") != 0)
        {
            throw new SqliteException("attempt to write a readonly database", raw.SQLITE_READONLY);
        }

        using SqliteCommand attempt = connection.CreateCommand();
        attempt.CommandTimeout = Patience;
        attempt.CommandText = "BEGIN IMMEDIATE; ROLLBACK";
        attempt.ExecuteNonQuery();
    }

    /// <summary>Reads a whole database and its indexes.</summary>
    /// <param name="connection">Of the database.</param>
    /// <param name="thorough">True to look also whether each index has what its table has.</param>
    /// <param name="table">Only this table.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public static string? FindDamage(SqliteConnection connection, bool thorough, string? table = null)
    {
        using SqliteCommand check = connection.CreateCommand();
        check.CommandText = (thorough, table) switch
        {
            (true, _) => "PRAGMA integrity_check(1)",
            (false, null) => "PRAGMA quick_check(1)",
            _ => $"PRAGMA quick_check({table})",
        };
        string found = (string)check.ExecuteScalar()!;
        return found == "ok" ? null : found.ReplaceLineEndings(" ");
    }

    private static void RequireNoOrphan(string database)
    {
        string wal = DataFiles.WalOf(database);
        if (File.Exists(wal) && new FileInfo(wal).Length > 0)
        {
            // SQLite would delete it, and it has the newest messages.
            throw SqliteFaults.Damaged(database, $"{database} is missing, and {wal}, which is a part of it, is there");
        }
    }

    private static void RequireHeader(string database)
    {
        byte[] header = new byte[16];
        using var file = new FileStream(database, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length == 0)
        {
            throw SqliteFaults.Damaged(database, $"{database} is empty, as it never is in use");
        }

        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().SequenceEqual("SQLite format 3\0"u8))
        {
            throw SqliteFaults.Damaged(database, $"{database} is no SQLite database");
        }

        if (file.Length < LeastBytes)
        {
            throw SqliteFaults.Damaged(database, $"{database} is cut off: it has only {file.Length} bytes");
        }
    }

    private static void RequirePages(string database)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = Patience }.ToString());
        connection.Open();

        // The first read finds a file that is shorter than its header says.
        List<string> tables = TablesOfStart(connection);
        string? damage = new FileInfo(database).Length <= SmallFile
            ? FindDamage(connection, thorough: false)
            : tables.Select(table => FindDamage(connection, thorough: false, table)).FirstOrDefault(found => found is not null);
        if (damage is not null)
        {
            throw SqliteFaults.Damaged(database, $"{database} is damaged: {damage}");
        }
    }

    /// <summary>The tables that are read at every start, as far as they are there: an older version's database has fewer.</summary>
    private static List<string> TablesOfStart(SqliteConnection connection)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name IN ('users', 'rooms', 'sanctions') ORDER BY name DESC";
        using SqliteDataReader rows = command.ExecuteReader();
        var tables = new List<string>();
        while (rows.Read())
        {
            tables.Add(rows.GetString(0));
        }

        return tables;
    }
}
