using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>Backs up the database of a data directory, also of a running node's, and restores it.</summary>
public static class SqliteBackup
{
    /// <summary>Copies the database to a file, checks the copy by reading all of it, and only then gives it its name.</summary>
    /// <param name="directory">The data directory.</param>
    /// <param name="file">The backup; a file of that name is replaced.</param>
    /// <param name="compact">True to leave out the room of removed messages.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Ends the work; then there is no backup.</param>
    /// <returns>What is in the backup.</returns>
    /// <exception cref="StorageException">There is no backup; the message is one line.</exception>
    public static BackupContent Create(string directory, string file, bool compact, IProgress<StorageProgress> progress, CancellationToken cancel)
    {
        var files = new DataFiles(directory);
        if (!File.Exists(files.Database))
        {
            throw new StorageException($"There is no database in {directory}: no node has used this directory yet. Name another with --data DIR.");
        }

        string unfinished = file + ".part";
        BackupContent content = new SqliteCopy(progress, cancel).Copy(files.Database, unfinished, compact);
        Place(unfinished, file);
        return content;
    }

    /// <summary>Puts a backup in the place of a data directory's database, which is kept beside it.</summary>
    /// <param name="directory">The data directory, which exists. No node may be running on it.</param>
    /// <param name="file">The backup. It is copied, checked by reading all of it, and stays.</param>
    /// <param name="now">The time, for the name of the database that was there.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="cancel">Ends the work; then nothing has changed.</param>
    /// <returns>What was restored, and where the former database is; null where there was none.</returns>
    /// <exception cref="StorageException">Nothing was restored; the message is one line.</exception>
    public static (BackupContent Content, string? Former) Restore(
        string directory, string file, DateTimeOffset now, IProgress<StorageProgress> progress, CancellationToken cancel)
    {
        var files = new DataFiles(directory);
        if (!File.Exists(file))
        {
            throw new StorageException($"There is no backup {file}.");
        }

        using FileStream owned = DirectoryLock.Take(files);
        BackupContent content;
        try
        {
            content = new SqliteCopy(progress, cancel).Copy(file, files.Unfinished, compact: false);
        }
        catch (StorageException e) when (e.InnerException is SqliteException damage && SqliteFaults.IsDamage(damage))
        {
            throw new StorageException($"{file} is no backup that can be used: {SqliteFaults.Reason(damage)}. Nothing was changed.", e);
        }

        // From here on it is a matter of names. Should this be interrupted, a node refuses to start until it is done again.
        Place(files.Unfinished, files.Restored);
        string? former = SetAside(files, now);
        Place(files.Restored, files.Database);
        return (content, former);
    }

    /// <summary>Gives the database that was there, and its log, which is a part of it, another name.</summary>
    private static string? SetAside(DataFiles files, DateTimeOffset now)
    {
        string aside = $"{files.Database}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}";
        for (int n = 2; File.Exists(aside) || File.Exists(DataFiles.WalOf(aside)); n++)
        {
            aside = $"{files.Database}.before-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}-{n}";
        }

        bool hadDatabase = File.Exists(files.Database);
        foreach ((string from, string to) in (ReadOnlySpan<(string, string)>)
            [(DataFiles.WalOf(files.Database), DataFiles.WalOf(aside)), (files.Database, aside)])
        {
            if (File.Exists(from))
            {
                Place(from, to);
            }
        }

        File.Delete(DataFiles.SharedMemoryOf(files.Database));
        return hadDatabase ? aside : null;
    }

    private static void Place(string from, string to)
    {
        try
        {
            Durable.Rename(from, to);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{from} can't be renamed to {to}: {e.Message}", e);
        }
    }
}
