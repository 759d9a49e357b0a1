using System.Diagnostics;
using System.Globalization;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Targets;

namespace Chat.Fuzz.Running;

/// <summary>Gives each target its turn until there were enough inputs, the time is over or one has failed.</summary>
internal sealed class FuzzRun(IReadOnlyList<IFuzzTarget> targets, FuzzOptions options, TextWriter output) : IDisposable
{
    private static readonly TimeSpan Report = TimeSpan.FromSeconds(60);

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Dictionary<string, long> _inputs = targets.ToDictionary(t => t.Name, _ => 0L);
    private readonly Dictionary<string, TimeSpan> _times = targets.ToDictionary(t => t.Name, _ => TimeSpan.Zero);
    private readonly Watchdog _watchdog = new(options.Failures, output);
    private TimeSpan _nextReport = Report;

    private long Total => _inputs.Values.Sum();

    /// <returns>True where no input failed.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        bool isFine = true;
        while (isFine && !IsOver(cancel))
        {
            foreach (IFuzzTarget target in targets)
            {
                isFine = isFine && await TurnAsync(target, cancel).ConfigureAwait(false);
            }

            if (_clock.Elapsed > _nextReport)
            {
                _nextReport += Report;
                Print();
            }
        }

        Print();
        return isFine;
    }

    /// <summary>Tries one input that failed before.</summary>
    public async Task<bool> ReplayAsync(IFuzzTarget target, byte[] input) => await TryAsync(target, input).ConfigureAwait(false);

    public void Dispose() => _watchdog.Dispose();

    private async Task<bool> TurnAsync(IFuzzTarget target, CancellationToken cancel)
    {
        TimeSpan begun = _clock.Elapsed;
        bool isFine = true;
        for (int i = 0; i < target.Turn && isFine && !IsOver(cancel); i++)
        {
            isFine = await TryAsync(target, target.Make(Dice.Of(options.Seed, target.Name, _inputs[target.Name]++))).ConfigureAwait(false);
        }

        _times[target.Name] += _clock.Elapsed - begun;
        return isFine;
    }

    private async Task<bool> TryAsync(IFuzzTarget target, byte[] input)
    {
        _watchdog.Begin(target.Name, input);
        try
        {
            await target.RunAsync(input).ConfigureAwait(false);
            return true;
        }
        catch (Exception e)
        {
            output.WriteLine($"FAILED: {target.Name}: {(e is FuzzException ? e.Message : e)}");
            output.WriteLine($"kept: {FailureFile.Write(options.Failures, target.Name, input)}; try it again with --replay");
            return false;
        }
        finally
        {
            _watchdog.End();
        }
    }

    private bool IsOver(CancellationToken cancel) => cancel.IsCancellationRequested || Total >= (options.Inputs ?? long.MaxValue) || _clock.Elapsed >= (options.Time ?? TimeSpan.MaxValue);

    private void Print()
    {
        foreach (IFuzzTarget target in targets)
        {
            double seconds = Math.Max(_times[target.Name].TotalSeconds, 0.001);
            string more = target is IDetailed detailed ? $", {detailed.Details}" : string.Empty;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {target.Name,-13} {_inputs[target.Name],12:N0} inputs {_inputs[target.Name] / seconds,10:N0}/s{more}"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Total:N0} inputs in {_clock.Elapsed.TotalSeconds:N0} s, {Total / _clock.Elapsed.TotalSeconds:N0}/s, seed {options.Seed}"));
    }
}
