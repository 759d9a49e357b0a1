namespace Chat.Storage.Sqlite;

/// <summary>The names of what the storage keeps in a data directory.</summary>
/// <param name="Directory">The data directory.</param>
internal sealed record DataFiles(string Directory)
{
    /// <summary>The database.</summary>
    public string Database => Path.Combine(Directory, "chat.db");

    /// <summary>Locked by whoever owns the directory.</summary>
    public string Lock => Path.Combine(Directory, "chat.lock");

    /// <summary>A database that is being made, at a directory's first use or by a restore. Nothing of it counts yet.</summary>
    public string Unfinished => Database + ".new";

    /// <summary>A finished and checked copy that a restore is about to put in the database's place. It is there only where that was interrupted.</summary>
    public string Restored => Database + ".restored";

    /// <summary>The commits that are not folded into a database file yet: a part of it.</summary>
    public static string WalOf(string database) => database + "-wal";

    /// <summary>What a database's connections share in memory: made anew where it is missing.</summary>
    public static string SharedMemoryOf(string database) => database + "-shm";

    /// <summary>Removes a database that does not count, and what belongs to it.</summary>
    public static void Delete(string database)
    {
        foreach (string path in (string[])[database, WalOf(database), SharedMemoryOf(database), database + "-journal"])
        {
            File.Delete(path);
        }
    }
}
