using System.Net.Sockets;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Net.Hostile;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What honest and hostile clients do.</summary>
/// <param name="Hostile">Hostile clients at once, of all kinds alike.</param>
/// <param name="Talkers">Members of one room, all of whom talk.</param>
/// <param name="Rate">Messages a second of all talkers.</param>
/// <param name="Warmup">Seconds of talk that are not measured.</param>
/// <param name="Calm">Seconds of talk then, measured, before the hostile ones come.</param>
/// <param name="Arrival">Seconds in which the hostile ones come, measured too.</param>
/// <param name="Seconds">Seconds with all of them.</param>
/// <param name="After">Seconds after they have gone, until the memory is read again.</param>
/// <param name="Kinds">What they do; as many of each.</param>
/// <param name="Pause">Seconds until one whose connection has ended comes back.</param>
/// <param name="OneAddress">Whether all come from the talkers' address, and not each from one of its own.</param>
internal sealed record HostileOptions(int Hostile, int Talkers, int Rate, double Warmup, double Calm, double Arrival, double Seconds, double After, IReadOnlyList<HostileKind> Kinds, bool OneAddress, double Pause);

/// <summary>People talk; then thousands come who do what harms servers, and go on talking beside them.</summary>
internal sealed class HostileScenario(HostileOptions options, ITarget target)
{
    private const int TextBytes = 64;

    private readonly Stage _stage = new(target);
    private readonly MeasureWindow _window = new();

    /// <summary>Runs once, on a server of our own.</summary>
    public async Task<HostileResult> RunAsync(CancellationToken cancel)
    {
        using Crowd talkers = CreateTalkers();
        await _stage.EnterAsync(talkers, options.Talkers + options.Hostile, joins: true, cancel).ConfigureAwait(false);
        await using var talk = new Talk(_stage, talkers, _window, options.Rate);
        ServerUsage calm = await talk.BeginCalmlyAsync(options.Warmup, options.Calm, cancel).ConfigureAwait(false);

        _window.Open();
        var tally = new HostileTally();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task harm = HarmAsync(tally, stop.Token);
        Task<double> peak = PeakAsync(harm);
        await _stage.DelayAsync(TimeSpan.FromSeconds(options.Arrival + options.Seconds), cancel).ConfigureAwait(false);
        _window.Close();
        ServerUsage end = _stage.Usage();
        await stop.CancelAsync().ConfigureAwait(false);
        await harm.ConfigureAwait(false);

        await _stage.DelayAsync(TimeSpan.FromSeconds(options.After), cancel).ConfigureAwait(false);
        ServerUsage after = _stage.Usage();
        await talk.DrainAsync(cancel).ConfigureAwait(false);
        List<string> problems = talk.Verify();
        double? stopped = await _stage.EndAsync(talkers, problems, cancel).ConfigureAwait(false);
        return new HostileResult(
            options.Hostile,
            tally.MostOpen,
            tally.Connections,
            tally.Endings.OrderBy(e => e.Key, StringComparer.Ordinal).ToDictionary(e => e.Key, e => e.Value),
            talk.CalmOk.Summarize(),
            talk.CalmSeen.Summarize(),
            talk.Ok.Summarize(),
            talk.Seen.Summarize(),
            talk.Late?.Summarize(),
            (end.Cpu - calm.Cpu).TotalSeconds / (options.Arrival + options.Seconds) * 100,
            calm.ResidentBytes / Stage.MiB,
            await peak.ConfigureAwait(false),
            after.ResidentBytes / Stage.MiB,
            stopped,
            problems);
    }

    private async Task HarmAsync(HostileTally tally, CancellationToken cancel)
    {
        var clients = new Task[options.Hostile];
        TimeSpan gap = TimeSpan.FromSeconds(options.Arrival / Math.Max(1, options.Hostile));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var begun = System.Diagnostics.Stopwatch.StartNew();
        for (int i = 0; i < clients.Length; i++)
        {
            while (begun.Elapsed < gap * i && !cancel.IsCancellationRequested)
            {
                await timer.WaitForNextTickAsync(CancellationToken.None).ConfigureAwait(false);
            }

            var client = new HostileClient(options.Kinds[i % options.Kinds.Count], i, target.EndPoint, FrameScan.RoomOf(0), tally, ownAddress: !options.OneAddress, TimeSpan.FromSeconds(options.Pause));
            clients[i] = Task.Run(() => client.RunAsync(cancel), CancellationToken.None);
        }

        await Task.WhenAll(clients).ConfigureAwait(false);
    }

    /// <returns>The most memory the server had meanwhile, in MiB.</returns>
    private async Task<double> PeakAsync(Task harm) => (await _stage.ResidentMiBAsync(harm).ConfigureAwait(false)).Max(point => point.Y);

    private Crowd CreateTalkers()
    {
        AddressFamily family = target.EndPoint.AddressFamily;
        int inFlight = Talk.InFlight(1, options.Rate, options.Talkers);
        return Crowd.Create(
            options.Talkers,
            i => new Sender(FrameScan.UserOf(i), FrameScan.RoomOf(0), family, target.Protocol, _stage.Faults, new SeqCheck(_window), _window, inFlight, TextBytes),
            _stage.Faults);
    }
}
