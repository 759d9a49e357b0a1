using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;

namespace Chat.Bench.Scenarios;

/// <summary>The senders of a crowd at work, in a closed loop or at a rate, and the proof that nothing of it was lost.</summary>
/// <param name="stage">Where.</param>
/// <param name="crowd">The senders and all who receive.</param>
/// <param name="window">Of which messages to note how long they took.</param>
/// <param name="rate">Messages a second of all senders together; null for a closed loop.</param>
/// <param name="last">Finds the last to receive each message; null where nobody asks.</param>
internal sealed class Talk(Stage stage, Crowd crowd, MeasureWindow window, int? rate, LastArrival? last = null) : IAsyncDisposable
{
    private const int LeastInFlight = 16;
    private const int MostInFlight = 4096;
    private const int SecondsInFlight = 5;
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(30);

    private Pacer? _pacer;

    /// <summary>Who sends.</summary>
    public IReadOnlyList<Sender> Senders { get; } = [.. crowd.Members.OfType<Sender>()];

    /// <summary>From a send, or from when it was due, to its <c>ok</c>.</summary>
    public LatencyHistogram Ok => LatencyHistogram.Merge(Senders.Select(s => s.Latency.Measured));

    /// <summary>From when a message was due until it was sent; null in a closed loop.</summary>
    public LatencyHistogram? Late => _pacer?.Lateness;

    /// <summary>From a send, or from when it was due, to its arrival at those who read it.</summary>
    public LatencyHistogram Seen => LatencyHistogram.Merge(crowd.Members.Select(m => m.Check?.Latency.Measured).OfType<LatencyHistogram>());

    /// <summary><see cref="Ok"/> of the calm before the measured time.</summary>
    public LatencyHistogram CalmOk => LatencyHistogram.Merge(Senders.Select(s => s.Latency.Calm));

    /// <summary><see cref="Seen"/> of the calm before the measured time.</summary>
    public LatencyHistogram CalmSeen => LatencyHistogram.Merge(crowd.Members.Select(m => m.Check?.Latency.Calm).OfType<LatencyHistogram>());

    /// <summary>How many messages a sender may have unacknowledged: at a rate, what comes due in 5 s; a server further behind does not keep up.</summary>
    public static int InFlight(int closed, int? rate, int senders) => rate is { } all ? Math.Clamp(all * SecondsInFlight / senders, LeastInFlight, MostInFlight) : closed;

    /// <summary>Lets everyone begin.</summary>
    public void Start()
    {
        if (rate is { } perSecond)
        {
            var schedule = Schedule.StartNow(perSecond);
            last?.Begin(schedule);
            _pacer = new Pacer(Senders, schedule, window);
            return;
        }

        foreach (Sender sender in Senders)
        {
            sender.Start();
        }
    }

    /// <summary>Lets everyone begin, and for a while be alone: first not measured, then as the calm that the rest is held against.</summary>
    /// <param name="warmup">Seconds not measured.</param>
    /// <param name="calm">Seconds of calm.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>What the server had used when the calm was over.</returns>
    public async Task<ServerUsage> BeginCalmlyAsync(double warmup, double calm, CancellationToken cancel)
    {
        Start();
        await stage.DelayAsync(TimeSpan.FromSeconds(warmup), cancel).ConfigureAwait(false);
        window.OpenCalm();
        await stage.DelayAsync(TimeSpan.FromSeconds(calm), cancel).ConfigureAwait(false);
        return stage.Usage();
    }

    /// <summary>Lets nobody begin another message, and waits until everything sent is acknowledged and has arrived.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        await DisposeAsync().ConfigureAwait(false);
        await Stage.WithinAsync(DrainTimeout, "deliver what was sent", Drain, cancel).ConfigureAwait(false);

        async Task Drain(CancellationToken stop)
        {
            await stage.Faults.GuardAsync(Task.WhenAll(Senders.Select(s => s.StopAsync())).WaitAsync(stop)).ConfigureAwait(false);
            await crowd.WaitForSilenceAsync(Stage.Silence, stop).ConfigureAwait(false);
        }
    }

    /// <summary>What is not as promised, after <see cref="DrainAsync"/>.</summary>
    public List<string> Verify()
    {
        var acknowledged = Senders.GroupBy(s => s.Group).ToDictionary(group => group.Key, group => group.Sum(s => s.Acknowledged));
        var problems = new List<string>();
        Member[] wrong = [.. crowd.Members.Where(m => m.Messages != m.Due(acknowledged.GetValueOrDefault(m.Group)))];
        if (wrong.Length > 0)
        {
            problems.Add(
                $"{wrong.Length} members did not receive exactly the acknowledged messages of their room; {wrong[0].Name} received {wrong[0].Messages} of {wrong[0].Due(acknowledged.GetValueOrDefault(wrong[0].Group))}");
        }

        if (acknowledged.Values.Sum() == 0)
        {
            problems.Add("no message was acknowledged");
        }

        if (last?.Overruns is > 0 and var overruns)
        {
            problems.Add($"{overruns} arrivals came more than {LastArrival.Capacity} messages behind others, so the last could not be told");
        }

        problems.AddRange(crowd.Members.Where(m => m.Check?.Problem is not null).Select(m => $"{m.Name}: {m.Check!.Problem}"));
        return problems;
    }

    /// <summary>Lets no more out at a rate.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_pacer is { } pacer)
        {
            await pacer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
