using Chat.Actors.Storage;

namespace Chat.Storage.Sqlite;

/// <summary>The right to use a data directory: one process at a time has it, and loses it when it ends, however that comes.</summary>
internal static class DirectoryLock
{
    /// <summary>Takes the lock; to dispose of the result gives it back.</summary>
    /// <exception cref="StorageException">Another process has it, or the directory can't be written.</exception>
    public static FileStream Take(DataFiles files)
    {
        try
        {
            return new FileStream(files.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new StorageException($"The data directory {files.Directory} is in use by a running node. Stop that node first, or choose another directory with --data DIR.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"{files.Lock} can't be written: {e.Message} Mend that, or choose another directory with --data DIR.", e);
        }
    }

    private static bool IsHeldByAnother(IOException e) =>
        e.HResult == (OperatingSystem.IsWindows() ? unchecked((int)0x80070020) : OperatingSystem.IsMacOS() || OperatingSystem.IsFreeBSD() ? 35 : 11);
}
