using System.Diagnostics;
using Chat.Bench.Measure;

namespace Chat.Bench.Net;

/// <summary>
/// Lets messages out at a rate, each sender in its turn, whatever is unacknowledged: so a server's pause shows in the latency of all that
/// came due in it (coordinated omission). By how much this program itself was late, for want of a core, is counted apart.
/// </summary>
internal sealed class Pacer : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly MeasureWindow _window;
    private readonly Task _loop;
    private volatile bool _stopped;

    /// <param name="senders">Who sends.</param>
    /// <param name="schedule">When messages are due, of all senders together.</param>
    /// <param name="window">Of which messages to note how late they left.</param>
    public Pacer(IReadOnlyList<Sender> senders, Schedule schedule, MeasureWindow window)
    {
        _window = window;
        _loop = Task.Run(() => LoopAsync(senders, schedule));
    }

    /// <summary>From when a message was due until it was handed to its socket, of those due in the window.</summary>
    public LatencyHistogram Lateness { get; } = new();

    /// <summary>Lets no more out; may be called again.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopped = true;
        await _loop.ConfigureAwait(false);
    }

    private async Task LoopAsync(IReadOnlyList<Sender> senders, Schedule schedule)
    {
        using var timer = new PeriodicTimer(Tick);
        long next = 0;
        while (!_stopped)
        {
            long now = Stopwatch.GetTimestamp();
            for (long due = schedule.DueOf(next); due <= now; due = schedule.DueOf(++next))
            {
                if (_window.Includes(due))
                {
                    Lateness.Record(Stopwatch.GetElapsedTime(due));
                }

                senders[(int)(next % senders.Count)].Post(due);
            }

            await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
