namespace Chat.Faults.Nodes;

/// <summary>A storage that keeps nothing: a run on it must find violations as soon as a server is restarted.</summary>
internal sealed class MemoryUnderTest(string directory) : IStorageUnderTest
{
    public string Description => "memory (this run is meant to fail)";

    public string DataDirectory { get; } = directory;

    public IReadOnlyList<string> Settings { get; } = ["data.storage = memory"];

    public Task PrepareAsync(CancellationToken cancel) => Task.CompletedTask;

    public string? RestartObstacle => "it has no server of its own";

    public bool SeesCommits => false;

    public Task LockAsync(TimeSpan hold, CancellationToken cancel) => Task.CompletedTask;

    public Task RestartAsync(CancellationToken cancel) => Task.CompletedTask;

    public Task<bool> CommitBeginsAsync(TimeSpan most, CancellationToken cancel) => Task.FromResult(false);

    public Task<string?> FindDamageAsync(CancellationToken cancel) => Task.FromResult<string?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
