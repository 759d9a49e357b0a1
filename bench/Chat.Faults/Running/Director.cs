using Chat.Faults.Faults;
using Chat.Faults.History;

namespace Chat.Faults.Running;

/// <summary>Carries out a plan of faults while clients talk.</summary>
internal sealed class Director(Scene scene, RunHistory history, IReadOnlyList<PlannedFault> plan, TextWriter output)
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>The same where something went wrong that may keep clients from talking.</summary>
    private static readonly TimeSpan HopelessSilence = TimeSpan.FromSeconds(10);

    private readonly Dictionary<IFault, FaultTally> _tallies = plan.Select(p => p.Fault).Distinct().ToDictionary(fault => fault, fault => new FaultTally(fault));
    private readonly List<Task> _running = [];
    private long _reportedAt;

    /// <summary>What struck how often, by the order of the names.</summary>
    public IReadOnlyList<FaultTally> Tallies => [.. _tallies.Values.OrderBy(tally => tally.Fault.Name, StringComparer.Ordinal)];

    /// <summary>Strikes until the plan is done and so many messages are acknowledged, or the run is to end. All that it began is healed then.</summary>
    /// <returns>False where it ended before.</returns>
    public async Task<bool> RunAsync(long messages)
    {
        bool isWhole = true;
        foreach (PlannedFault planned in plan)
        {
            isWhole = isWhole && await ReachAsync(planned.At).ConfigureAwait(false);
            if (!isWhole)
            {
                break;
            }

            await StrikeAsync(planned).ConfigureAwait(false);
        }

        isWhole = isWhole && await ReachAsync(messages).ConfigureAwait(false);
        await Task.WhenAll(_running).ConfigureAwait(false);
        return isWhole;
    }

    private async Task StrikeAsync(PlannedFault planned)
    {
        FaultTally tally = _tallies[planned.Fault];
        tally.Strike(scene.Gauge.InFlight);
        Task strike = HitAsync(planned, tally);
        if (planned.Fault.IsOfNode)
        {
            await strike.ConfigureAwait(false);
        }
        else
        {
            _running.RemoveAll(task => task.IsCompletedSuccessfully);
            _running.Add(strike);
        }
    }

    private async Task HitAsync(PlannedFault planned, FaultTally tally) =>
        tally.Hit(await planned.Fault.StrikeAsync(scene, new Random(planned.Seed)).ConfigureAwait(false));

    private async Task<bool> ReachAsync(long acknowledged)
    {
        while (scene.Gauge.Acknowledged < acknowledged)
        {
            if (scene.Halt.IsCancellationRequested)
            {
                return false;
            }

            if (scene.Gauge.Silence > (history.IncidentCount > 0 ? HopelessSilence : LongestSilence))
            {
                history.Add(IncidentKind.Stuck, $"for {scene.Gauge.Silence.TotalSeconds:0} s nothing was acknowledged and nobody saw anything, though the server runs");
                return false;
            }

            await scene.Node.EnsureAsync().ConfigureAwait(false);
            Tell();
            await Task.Delay(Poll).ConfigureAwait(false);
        }

        return true;
    }

    private void Tell()
    {
        if (scene.Gauge.Now - _reportedAt >= ReportEvery.TotalMicroseconds)
        {
            _reportedAt = scene.Gauge.Now;
            output.WriteLine(
                $"  {_reportedAt / 1e6,6:0} s  {scene.Gauge.Acknowledged,10:N0} acknowledged  {_tallies.Values.Sum(t => t.Times),5} faults  life {scene.Node.Starts} of the server");
        }
    }
}
