using System.Diagnostics;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>Everyone in a room, a few send, everyone must get everything of their room.</summary>
internal sealed class FanoutScenario(FanoutOptions options, ITarget target)
{
    private const int SampleSize = 16;
    private const double MiB = 1024 * 1024;
    private const int PacedInFlight = 4096;
    private static readonly TimeSpan SetupTimeout = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private readonly Faults _faults = new();
    private readonly MeasureWindow _window = new();

    /// <summary>Runs once.</summary>
    /// <exception cref="BenchException">It could not be run to its end.</exception>
    public async Task<FanoutResult> RunAsync(CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        using Crowd crowd = CreateCrowd();
        Sender[] senders = [.. crowd.Members.OfType<Sender>()];
        await WithinAsync(SetupTimeout, "get everyone into the room (may it open enough files? See ulimit -n)", stop => EnterAsync(crowd, stop), cancel).ConfigureAwait(false);
        TimeSpan setup = Stopwatch.GetElapsedTime(start);

        // What the setup has left behind is not to be collected while the clock runs.
        GC.Collect();
        (Sample from, Sample to, double? late, IReadOnlyList<ChartPoint> rates) = await MeasureAsync(crowd, senders, cancel).ConfigureAwait(false);
        await WithinAsync(DrainTimeout, "deliver what was sent", stop => DrainAsync(crowd, senders, stop), cancel).ConfigureAwait(false);
        List<string> problems = Verify(crowd, senders);
        ServerStop? stopped = await EndAsync(crowd, cancel).ConfigureAwait(false);
        if (stopped?.ExitCode is { } code and not 0)
        {
            problems.Add($"the server ended with exit code {code}");
        }

        return Summarize(from, to, late, rates, crowd, senders, setup, stopped, problems);
    }

    private static async Task WithinAsync(TimeSpan limit, string what, Func<CancellationToken, Task> step, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(limit);
        try
        {
            await step(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancel.IsCancellationRequested)
        {
            throw new BenchException($"The server did not {what} within {limit.TotalSeconds:0} s.", e);
        }
    }

    private Crowd CreateCrowd()
    {
        AddressFamily family = target.EndPoint.AddressFamily;
        int checkedEvery = Math.Max(1, options.Members / SampleSize);
        return Crowd.Create(options.Members, Create, _faults);

        Member Create(int i)
        {
            string name = $"bench-{i + 1}";
            string room = FrameScan.RoomOf(i % options.Rooms);
            SeqCheck? check = i % checkedEvery == 0 && i / checkedEvery < SampleSize ? new SeqCheck(_window) : null;
            return i < options.Senders
                ? new Sender(name, room, family, _faults, check, _window, options.Rate is null ? options.InFlight : PacedInFlight, options.TextBytes)
                : new Member(name, room, family, _faults, check);
        }
    }

    private async Task EnterAsync(Crowd crowd, CancellationToken cancel)
    {
        await crowd.ConnectAsync(target.EndPoint, cancel).ConfigureAwait(false);
        await crowd.JoinAsync(cancel).ConfigureAwait(false);
        await crowd.WaitForSilenceAsync(Silence, cancel).ConfigureAwait(false);
    }

    private async Task<(Sample From, Sample To, double? LateP99Ms, IReadOnlyList<ChartPoint> Rates)> MeasureAsync(Crowd crowd, Sender[] senders, CancellationToken cancel)
    {
        await using Pacer? pacer = Start(senders);
        await _faults.GuardAsync(Task.Delay(TimeSpan.FromSeconds(options.Warmup), cancel)).ConfigureAwait(false);
        _window.IsOpen = true;
        var from = Sample.Take(crowd, senders, target);
        Task<IReadOnlyList<ChartPoint>> rates = Sampler.RatesAsync(() => crowd.Deliveries, TimeSpan.FromSeconds(options.Seconds), cancel);
        await _faults.GuardAsync(rates).ConfigureAwait(false);
        var to = Sample.Take(crowd, senders, target);
        _window.IsOpen = false;
        return (from, to, pacer?.Lateness.QuantileMs(0.99), await rates.ConfigureAwait(false));
    }

    private Pacer? Start(Sender[] senders)
    {
        if (options.Rate is { } rate)
        {
            return new Pacer(senders, rate, _window);
        }

        foreach (Sender sender in senders)
        {
            sender.Start();
        }

        return null;
    }

    private async Task DrainAsync(Crowd crowd, Sender[] senders, CancellationToken cancel)
    {
        await _faults.GuardAsync(Task.WhenAll(senders.Select(s => s.StopAsync())).WaitAsync(cancel)).ConfigureAwait(false);
        await crowd.WaitForSilenceAsync(Silence, cancel).ConfigureAwait(false);
    }

    private static List<string> Verify(Crowd crowd, Sender[] senders)
    {
        var acknowledged = senders.GroupBy(s => s.Room).ToDictionary(room => room.Key, room => room.Sum(s => s.Acknowledged));
        var problems = new List<string>();
        Member[] wrong = [.. crowd.Members.Where(m => m.Messages != acknowledged.GetValueOrDefault(m.Room))];
        if (wrong.Length > 0)
        {
            problems.Add(
                $"{wrong.Length} members did not receive exactly the acknowledged messages of their room; {wrong[0].Name} received {wrong[0].Messages} of {acknowledged.GetValueOrDefault(wrong[0].Room)}");
        }

        if (acknowledged.Values.Sum() == 0)
        {
            problems.Add("no message was acknowledged");
        }

        problems.AddRange(crowd.Members.Where(m => m.Check?.Problem is not null).Select(m => $"{m.Name}: {m.Check!.Problem}"));
        return problems;
    }

    private async Task<ServerStop?> EndAsync(Crowd crowd, CancellationToken cancel)
    {
        _faults.Ignore();
        ServerStop? stopped = await target.StopAsync(cancel).ConfigureAwait(false);
        if (stopped is null)
        {
            await WithinAsync(DrainTimeout, "let everyone go", crowd.QuitAsync, cancel).ConfigureAwait(false);
        }

        return stopped;
    }

    private static FanoutResult Summarize(
        in Sample from, in Sample to, double? late, IReadOnlyList<ChartPoint> rates, Crowd crowd, Sender[] senders, TimeSpan setup, ServerStop? stopped, IReadOnlyList<string> problems)
    {
        var ok = new LatencyHistogram();
        var seen = new LatencyHistogram();
        foreach (Sender sender in senders)
        {
            ok.Add(sender.Latency);
        }

        foreach (Member member in crowd.Members.Where(m => m.Check is not null))
        {
            seen.Add(member.Check!.Latency);
        }

        return new FanoutResult(
            Stopwatch.GetElapsedTime(from.Timestamp, to.Timestamp).TotalSeconds,
            to.Deliveries - from.Deliveries,
            to.Acknowledged - from.Acknowledged,
            to.ReceivedBytes - from.ReceivedBytes,
            ok.QuantileMs(0.5),
            ok.QuantileMs(0.99),
            ok.MaxMs,
            late,
            seen.QuantileMs(0.5),
            seen.QuantileMs(0.99),
            (to.Server?.Cpu - from.Server?.Cpu)?.TotalSeconds,
            to.Server?.ResidentBytes / MiB,
            to.Server?.PeakResidentBytes / MiB,
            (to.GeneratorCpu - from.GeneratorCpu).TotalSeconds,
            to.GeneratorAllocatedBytes - from.GeneratorAllocatedBytes,
            setup.TotalSeconds,
            stopped?.Seconds,
            senders.Sum(s => s.Acknowledged),
            rates,
            ChartCurve.OfQuantiles(ok.Count, ok.QuantileMs),
            ChartCurve.OfQuantiles(seen.Count, seen.QuantileMs),
            problems);
    }
}
