namespace Chat.Faults.Nodes;

/// <summary>Where the server under test keeps its messages, and how that is disturbed and examined from outside.</summary>
internal interface IStorageUnderTest : IAsyncDisposable
{
    /// <summary>For the report.</summary>
    string Description { get; }

    /// <summary>The server's data directory now.</summary>
    string DataDirectory { get; }

    /// <summary>Lines of the server's settings file.</summary>
    IReadOnlyList<string> Settings { get; }

    /// <summary>Makes it ready for a first start.</summary>
    Task PrepareAsync(CancellationToken cancel);

    /// <summary>Locks what the server writes, from another process than the server's, for so long.</summary>
    Task LockAsync(TimeSpan hold, CancellationToken cancel);

    /// <summary>Why <see cref="RestartAsync"/> can't be had; null where it can.</summary>
    string? RestartObstacle { get; }

    /// <summary>Restarts the storage's own server under the chat server.</summary>
    Task RestartAsync(CancellationToken cancel);

    /// <summary>True where <see cref="CommitBeginsAsync"/> sees commits.</summary>
    bool SeesCommits { get; }

    /// <summary>Waits until the server begins to write a commit.</summary>
    /// <returns>False where none began in that time, or it can't be seen.</returns>
    Task<bool> CommitBeginsAsync(TimeSpan most, CancellationToken cancel);

    /// <summary>Looks for damage while no server runs.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    Task<string?> FindDamageAsync(CancellationToken cancel);
}
