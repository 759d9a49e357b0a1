using Chat.Faults.Nodes;
using Chat.Faults.Proxy;
using Chat.Faults.Workload;

namespace Chat.Faults.Faults;

/// <summary>What faults can break.</summary>
/// <param name="Node">The server.</param>
/// <param name="Storage">Its storage.</param>
/// <param name="Proxy">What all clients connect through.</param>
/// <param name="Gauge">What is going on.</param>
/// <param name="Directory">For files of one's own.</param>
/// <param name="Clients">How many there are.</param>
/// <param name="Halt">The run is to end: heal at once.</param>
internal sealed record Scene(ServerNode Node, IStorageUnderTest Storage, FaultProxy Proxy, Gauge Gauge, string Directory, int Clients, CancellationToken Halt)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    /// <summary>Waits, or until the run is to end.</summary>
    public Task WaitAsync(TimeSpan time) => Task.Delay(time, Halt).ContinueWith(static _ => { }, TaskScheduler.Default);

    /// <summary>Waits for a random time.</summary>
    public Task WaitAsync(Random random, double leastSeconds, double mostSeconds) =>
        WaitAsync(TimeSpan.FromSeconds(leastSeconds + (random.NextDouble() * (mostSeconds - leastSeconds))));

    /// <summary>Some of the open connections, from one up to a share of all, once most clients are back after a fault of the server.</summary>
    public async Task<IReadOnlyList<ProxiedConnection>> PickAsync(Random random, double mostShare)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Halt);
        patience.CancelAfter(Longest);
        while (Proxy.Connections.Count < Clients / 2 && !patience.IsCancellationRequested)
        {
            await Task.Delay(Poll).ConfigureAwait(false);
        }

        ProxiedConnection[] open = [.. Proxy.Connections];
        int count = random.Next(1, Math.Max(2, (int)(open.Length * mostShare) + 1));
        random.Shuffle(open);
        return open[..Math.Min(count, open.Length)];
    }
}
