using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Chat.Storage.Sqlite;

/// <summary>
/// Copies a database, also while a node writes to it, by SQLite's own means (https://sqlite.org/backup.html), and checks the copy.
/// </summary>
/// <param name="progress">Told of each step.</param>
/// <param name="cancel">Ends the work; then there is no copy.</param>
internal sealed class SqliteCopy(IProgress<StorageProgress> progress, CancellationToken cancel)
{
    /// <summary>Pages between two looks at progress and cancellation: 4 MiB.</summary>
    private const int PagesAtOnce = 1024;

    /// <summary>Copies a database to a file that does not count yet, makes it durable and checks it.</summary>
    /// <param name="source">The database.</param>
    /// <param name="target">The copy. What is there is replaced; after a failure nothing is there.</param>
    /// <param name="compact">True to leave out the room of removed messages.</param>
    /// <returns>What is in it.</returns>
    /// <exception cref="StorageException">It can't be copied, or the copy is not fit to be used.</exception>
    public BackupContent Copy(string source, string target, bool compact)
    {
        try
        {
            DataFiles.Delete(target);
            Durable.CreatePrivate(target).Dispose();
            BackupContent content = CopyPages(source, target);
            Finish(target, compact);
            BackupContent copied = Verify(target, source);
            cancel.ThrowIfCancellationRequested();
            return copied with { Bytes = 0 } == content with { Bytes = 0 }
                ? copied
                : throw new StorageException($"The copy of {source} does not have what {source} has: {Describe(copied)} in place of {Describe(content)}.");
        }
        catch (Exception e)
        {
            DataFiles.Delete(target);
            throw e switch
            {
                StorageException => e,
                _ when cancel.IsCancellationRequested => new OperationCanceledException(cancel),
                SqliteException or IOException or UnauthorizedAccessException => new StorageException($"{source} can't be copied to {target}: {SqliteFaults.Reason(e)}.", e),
                _ => e,
            };
        }
    }

    private static string Describe(BackupContent content) => $"{content.Rooms} rooms, {content.Messages} messages, {content.Users} users";

    private BackupContent CopyPages(string source, string target)
    {
        using SqliteConnection from = Open(source, SqliteOpenMode.ReadOnly);
        using SqliteConnection to = Open(target, SqliteOpenMode.ReadWriteCreate);

        // One snapshot from the first page to the last: without it every commit of the node would start the copy over again.
        using SqliteTransaction snapshot = from.BeginTransaction(deferred: true);
        BackupContent content = SqliteContent.Read(from, source, snapshot);
        using sqlite3_backup backup = raw.sqlite3_backup_init(to.Handle, "main", from.Handle, "main")
            ?? throw new StorageException($"{target} can't be written: {raw.sqlite3_errmsg(to.Handle).utf8_to_string()}");
        int result;
        do
        {
            cancel.ThrowIfCancellationRequested();
            result = raw.sqlite3_backup_step(backup, PagesAtOnce);
            long pages = raw.sqlite3_backup_pagecount(backup);
            progress.Report(new StorageProgress("copying", ToMiB(pages - raw.sqlite3_backup_remaining(backup)), ToMiB(pages), "MiB"));
        }
        while (result == raw.SQLITE_OK);

        SqliteException.ThrowExceptionForRC(result == raw.SQLITE_DONE ? raw.SQLITE_OK : result, to.Handle);
        return content;

        static long ToMiB(long pages) => (pages * 4096) >> 20;
    }

    /// <summary>Makes one file of it that needs no log beside it, and puts it on disk.</summary>
    private void Finish(string target, bool compact)
    {
        using (SqliteConnection connection = Open(target, SqliteOpenMode.ReadWrite))
        {
            Run(connection, "PRAGMA journal_mode = DELETE");
            if (compact)
            {
                progress.Report(new StorageProgress("compacting", 0, 0, "MiB"));
                Run(connection, "VACUUM");
            }
        }

        // A copy is another database: should it ever be put beside the log of this one by hand, that shows.
        new SqliteDatabase(target).Identify(anew: true);
        Durable.SyncFile(target);
    }

    /// <summary>Reads all of a finished copy: it is as damaged as what was copied.</summary>
    private BackupContent Verify(string path, string source)
    {
        progress.Report(new StorageProgress("checking", 0, 0, "MiB"));
        using SqliteConnection connection = Open(path, SqliteOpenMode.ReadOnly);
        using CancellationTokenRegistration interruption = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle));
        return SqliteCheck.FindDamage(connection, thorough: true) is { } damage
            ? throw new StorageException($"{source} is damaged: {damage}. There is no copy of it.")
            : SqliteContent.Read(connection, path);
    }

    private void Run(SqliteConnection connection, string sql)
    {
        using CancellationTokenRegistration interruption = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle));
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
