using System.Diagnostics;
using System.Net.Sockets;
using Chat.Bench.Common;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>Members in rooms or pairs, some or all send, everyone must get everything of their room.</summary>
internal sealed class FanoutScenario
{
    private const int SampleSize = 16;

    private readonly FanoutOptions _options;
    private readonly ITarget _target;
    private readonly Stage _stage;
    private readonly MeasureWindow _window = new();
    private readonly LastArrival? _last;

    public FanoutScenario(FanoutOptions options, ITarget target)
    {
        _options = options;
        _target = target;
        _stage = new Stage(target);
        _last = options.TracksLast ? new LastArrival(target.Protocol.EchoesOwn ? options.Members : options.Members - 1, _window) : null;
    }

    /// <summary>Runs once.</summary>
    /// <exception cref="BenchException">It could not be run to its end.</exception>
    public async Task<FanoutResult> RunAsync(CancellationToken cancel)
    {
        long start = Stopwatch.GetTimestamp();
        using Crowd crowd = CreateCrowd();
        await _stage.EnterAsync(crowd, _options.Members, joins: true, cancel).ConfigureAwait(false);
        TimeSpan setup = Stopwatch.GetElapsedTime(start);

        // What the setup has left behind is not to be collected while the clock runs.
        GC.Collect();
        await using var talk = new Talk(_stage, crowd, _window, _options.Rate, _last);
        (Sample from, Sample to, IReadOnlyList<ChartPoint> rates) = await MeasureAsync(crowd, talk, cancel).ConfigureAwait(false);
        await talk.DrainAsync(cancel).ConfigureAwait(false);
        List<string> problems = talk.Verify();
        double? stopped = null;
        if (_options.KeepsServer)
        {
            await Stage.LeaveAsync(crowd, cancel).ConfigureAwait(false);
        }
        else
        {
            stopped = await _stage.EndAsync(crowd, problems, cancel).ConfigureAwait(false);
        }

        return Summarize(from, to, rates, talk, setup, stopped, problems);
    }

    private Crowd CreateCrowd()
    {
        AddressFamily family = _target.EndPoint.AddressFamily;
        int checkedEvery = _options.TracksLast ? 1 : Math.Max(1, _options.Members / SampleSize);
        int sample = _options.TracksLast ? _options.Members : SampleSize;
        int inFlight = Talk.InFlight(_options.InFlight, _options.Rate, _options.Senders);
        return Crowd.Create(_options.Members, Create, _stage.Faults);

        Member Create(int i)
        {
            string name = FrameScan.UserOf(i);
            string room = _options.InPairs ? $"@{FrameScan.UserOf(i ^ 1)}" : FrameScan.RoomOf(i % _options.Rooms);
            SeqCheck? check = i % checkedEvery == 0 && i / checkedEvery < sample ? new SeqCheck(_window, _last) : null;
            return i < _options.Senders
                ? new Sender(name, room, family, _target.Protocol, _stage.Faults, check, _window, inFlight, _options.TextBytes)
                : new Member(name, room, family, _target.Protocol, _stage.Faults, check);
        }
    }

    private async Task<(Sample From, Sample To, IReadOnlyList<ChartPoint> Rates)> MeasureAsync(Crowd crowd, Talk talk, CancellationToken cancel)
    {
        talk.Start();
        await _stage.DelayAsync(TimeSpan.FromSeconds(_options.Warmup), cancel).ConfigureAwait(false);
        _window.Open();
        var from = Sample.Take(crowd, talk.Senders, _target);
        Task<IReadOnlyList<ChartPoint>> rates = Sampler.RatesAsync(() => crowd.Deliveries, TimeSpan.FromSeconds(_options.Seconds), cancel);
        await _stage.Faults.GuardAsync(rates).ConfigureAwait(false);
        var to = Sample.Take(crowd, talk.Senders, _target);
        _window.Close();
        return (from, to, await rates.ConfigureAwait(false));
    }

    private FanoutResult Summarize(
        in Sample from, in Sample to, IReadOnlyList<ChartPoint> rates, Talk talk, TimeSpan setup, double? stopped, IReadOnlyList<string> problems) => new(
        Stopwatch.GetElapsedTime(from.Timestamp, to.Timestamp).TotalSeconds,
        to.Deliveries - from.Deliveries,
        to.Acknowledged - from.Acknowledged,
        to.ReceivedBytes - from.ReceivedBytes,
        _options.Rate is not null,
        talk.Ok.Summarize(),
        talk.Late?.Summarize(),
        talk.Seen.Summarize(),
        _last?.Latency,
        (to.Server?.Cpu - from.Server?.Cpu)?.TotalSeconds,
        to.Server?.ResidentBytes / Stage.MiB,
        to.Server?.PeakResidentBytes / Stage.MiB,
        (to.GeneratorCpu - from.GeneratorCpu).TotalSeconds,
        to.GeneratorAllocatedBytes - from.GeneratorAllocatedBytes,
        setup.TotalSeconds,
        stopped,
        talk.Senders.Sum(s => s.Acknowledged),
        rates,
        problems);
}
