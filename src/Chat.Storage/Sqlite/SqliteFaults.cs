using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;

namespace Chat.Storage.Sqlite;

/// <summary>What SQLite's errors mean to an operator, and what to do.</summary>
internal static class SqliteFaults
{
    private const int PermissionCode = 3;
    private const int BusyCode = 5;
    private const int LockedCode = 6;
    private const int ReadOnlyCode = 8;
    private const int IoCode = 10;
    private const int CorruptCode = 11;
    private const int FullCode = 13;
    private const int CanNotOpenCode = 14;
    private const int NotADatabaseCode = 26;
    private const long SharedFileBytes = 64 * 1024;

    /// <summary>True where the file's content is wrong: trying again does not help.</summary>
    public static bool IsDamage(SqliteException e) => e.SqliteErrorCode is CorruptCode or NotADatabaseCode;

    /// <summary>The refusal of a database that is damaged.</summary>
    /// <param name="database">The file.</param>
    /// <param name="what">What is wrong with it, as a sentence without its end.</param>
    /// <param name="inner">The cause.</param>
    public static StorageException Damaged(string database, string what, Exception? inner = null) => new(
        $"{what}. Nothing was changed. Restore a backup with: restore FILE --data {Path.GetDirectoryName(database)} (the damaged file is kept beside it; see docs/operations.md).",
        inner ?? new InvalidDataException(what));

    /// <summary>The refusal of a database of which damage was found while it is in use.</summary>
    public static StorageException DamagedInUse(string database, SqliteException e) => new(
        $"{database} is damaged: {Reason(e)}. Nothing is written any more. Stop the node and restore a backup with: restore FILE --data {Path.GetDirectoryName(database)} "
        + "(the damaged file is kept beside it; see docs/operations.md).",
        e);

    /// <summary>The refusal for an error while a database is opened.</summary>
    public static StorageException OnOpen(string database, Exception e) => e switch
    {
        StorageException known => known,
        SqliteException damage when IsDamage(damage) => Damaged(database, $"{database} is damaged: {Reason(damage)}", damage),
        SqliteException full when IsFull(database, full) => new StorageException(
            $"{database} can't be opened: there is no space left on its disk. Make room, or choose another directory with --data DIR.", full),
        SqliteException { SqliteErrorCode: BusyCode or LockedCode } => new StorageException(
            $"{database} can't be opened: another program holds it locked. Close that program, or choose another directory with --data DIR.", e),
        UnauthorizedAccessException or SqliteException { SqliteErrorCode: PermissionCode or ReadOnlyCode or CanNotOpenCode } => new StorageException(
            $"{database} can't be used: {Reason(e)}. Let the node's user read and write it and the files beside it, or choose another directory with --data DIR.", e),
        _ => new StorageException($"{database} can't be opened: {Reason(e)}", e),
    };

    /// <summary>The file that connections share can't grow on a full disk either, and then the error is one of input and output.</summary>
    private static bool IsFull(string database, SqliteException e) =>
        e.SqliteErrorCode == FullCode || (e.SqliteErrorCode == IoCode && new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(database))!).AvailableFreeSpace < SharedFileBytes);

    /// <summary>SQLite's own words, without the frame that the library puts around them.</summary>
    public static string Reason(Exception e)
    {
        string[] parts = e.Message.Split('\'');
        return (e is SqliteException && parts.Length >= 3 ? parts[1] : e.Message).ReplaceLineEndings(" ").TrimEnd('.', ' ');
    }
}
