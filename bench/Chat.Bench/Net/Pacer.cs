using System.Diagnostics;

namespace Chat.Bench.Net;

/// <summary>
/// Lets messages out at a rate, each sender in its turn. One that is late for any reason is still counted from when it was due,
/// so that a server's pause shows in the latency of all that came due in it (coordinated omission).
/// </summary>
internal sealed class Pacer : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _loop;

    /// <param name="senders">Who sends.</param>
    /// <param name="rate">Messages a second, of all together.</param>
    public Pacer(IReadOnlyList<Sender> senders, int rate) => _loop = Task.Run(() => LoopAsync(senders, rate));

    /// <summary>Lets no more out.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task LoopAsync(IReadOnlyList<Sender> senders, int rate)
    {
        long start = Stopwatch.GetTimestamp();
        long ticksPerMessage = Stopwatch.Frequency / rate;
        using var timer = new PeriodicTimer(Tick);
        long next = 0;
        while (!_stop.IsCancellationRequested)
        {
            long now = Stopwatch.GetTimestamp();
            for (long due = start + (next * ticksPerMessage); due <= now; due = start + (++next * ticksPerMessage))
            {
                senders[(int)(next % senders.Count)].Post(due);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
