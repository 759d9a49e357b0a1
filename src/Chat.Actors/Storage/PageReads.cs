namespace Chat.Actors.Storage;

/// <summary>
/// Reads pages for clients, a few at once on this node: thousands of reads that all begin at once would keep every thread from what people say. The others wait in the order in which they came, and
/// since a connection has one under way at a time, all have their turn. For any thread.
/// </summary>
/// <param name="atOnce">Most that run.</param>
public sealed class PageReads(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(atOnce);

    /// <summary>As many as half the cores, at least two: while one waits for the disk, another can read.</summary>
    public PageReads()
        : this(Math.Max(2, Environment.ProcessorCount / 2))
    {
    }

    /// <summary>Reads when it is its turn, never on the caller's thread.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> read)
    {
        await _turns.WaitAsync().ConfigureAwait(false);
        try
        {
            return await Task.Run(read).ConfigureAwait(false);
        }
        finally
        {
            _turns.Release();
        }
    }

    /// <summary>To be called when nothing reads any more.</summary>
    public void Dispose() => _turns.Dispose();
}
