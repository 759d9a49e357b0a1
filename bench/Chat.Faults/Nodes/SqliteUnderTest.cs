using Microsoft.Data.Sqlite;

namespace Chat.Faults.Nodes;

/// <summary>The embedded storage: a SQLite file in the data directory.</summary>
internal sealed class SqliteUnderTest(string directory) : IStorageUnderTest
{
    private const string FileName = "chat.db";
    private const string LogName = FileName + "-wal";

    public string Description => "SQLite";

    public string DataDirectory { get; private set; } = directory;

    public IReadOnlyList<string> Settings { get; } = ["data.storage = sqlite"];

    /// <summary>How much it has stored.</summary>
    public long Bytes => Directory.EnumerateFiles(DataDirectory).Sum(file => new FileInfo(file).Length);

    public string? RestartObstacle => "it has no server of its own";

    public bool SeesCommits => true;

    private string Database => Path.Combine(DataDirectory, FileName);

    public Task PrepareAsync(CancellationToken cancel)
    {
        Directory.CreateDirectory(DataDirectory);
        return Task.CompletedTask;
    }

    public async Task LockAsync(TimeSpan hold, CancellationToken cancel)
    {
        await using SqliteConnection connection = Open(SqliteOpenMode.ReadWrite);
        await using SqliteTransaction transaction = connection.BeginTransaction(deferred: false);
        await Task.Delay(hold, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task RestartAsync(CancellationToken cancel) => Task.CompletedTask;

    public async Task<bool> CommitBeginsAsync(TimeSpan most, CancellationToken cancel)
    {
        var written = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(DataDirectory, LogName) { NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, _) => written.TrySetResult();
        watcher.EnableRaisingEvents = true;
        await Task.WhenAny(written.Task, Task.Delay(most, cancel)).ConfigureAwait(false);
        return written.Task.IsCompleted;
    }

    public async Task<string?> FindDamageAsync(CancellationToken cancel)
    {
        await using SqliteConnection connection = Open(SqliteOpenMode.ReadWrite);
        await using SqliteCommand check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        string? found = (string?)await check.ExecuteScalarAsync(cancel).ConfigureAwait(false);
        return found == "ok" ? null : $"PRAGMA integrity_check says: {found}";
    }

    /// <summary>Takes everything to another directory. No server runs meanwhile.</summary>
    public void MoveTo(string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(DataDirectory))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
            File.Delete(file);
        }

        DataDirectory = to;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        // Without a pool: a connection kept open would keep its locks.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
