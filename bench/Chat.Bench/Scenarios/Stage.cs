using Chat.Bench.Common;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What every scenario does around what it measures: lets everyone in, waits, bounds what may take how long, and ends it.</summary>
internal sealed class Stage(ITarget target)
{
    /// <summary>Bytes of a MiB.</summary>
    public const double MiB = 1024 * 1024;

    /// <summary>Nothing is on its way any more when nothing has come for so long.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(500);

    private const int EnteredPerSecond = 40;
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan EnterTimeout = TimeSpan.FromSeconds(120);

    /// <summary>The server.</summary>
    public ITarget Target { get; } = target;

    /// <summary>Where connections report what goes wrong.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Runs a step that must not take longer than that.</summary>
    /// <exception cref="BenchException">It did.</exception>
    public static async Task WithinAsync(TimeSpan limit, string what, Func<CancellationToken, Task> step, CancellationToken cancel)
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

    /// <summary>Connects everyone, brings them into their rooms and waits until it is quiet.</summary>
    /// <param name="crowd">Who.</param>
    /// <param name="connections">How many there are at once with others.</param>
    /// <param name="joins">Whether they enter a room of their own accord.</param>
    /// <param name="cancel">Ctrl-C.</param>
    public async Task EnterAsync(Crowd crowd, int connections, bool joins, CancellationToken cancel)
    {
        FileLimits.Check(connections, Target.ProcessId);
        await WithinAsync(EnterTimeout + TimeSpan.FromSeconds(crowd.Members.Count / EnteredPerSecond), "let everyone in", Enter, cancel).ConfigureAwait(false);

        async Task Enter(CancellationToken stop)
        {
            await crowd.ConnectAsync(Target.EndPoint, stop).ConfigureAwait(false);
            if (joins)
            {
                await crowd.JoinAsync(stop).ConfigureAwait(false);
            }

            await crowd.WaitForSilenceAsync(Silence, stop).ConfigureAwait(false);
        }
    }

    /// <summary>Waits, unless something goes wrong meanwhile.</summary>
    public Task DelayAsync(TimeSpan time, CancellationToken cancel) => Faults.GuardAsync(Task.Delay(time, cancel));

    /// <summary>What the server uses.</summary>
    /// <exception cref="BenchException">It has ended, or is not ours to see.</exception>
    public ServerUsage Usage() => Target.Usage() ?? throw new BenchException("The server has ended, or is not ours to see.");

    /// <summary>The server's memory in MiB (Y) over the seconds from now (X), until some work on it has ended; it fails with what the work fails with.</summary>
    public Task<IReadOnlyList<ChartPoint>> ResidentMiBAsync(Task work) => Sampler.ValuesAsync(() => Usage().ResidentBytes / MiB, work);

    /// <summary>Stops the server while everyone is connected; one that is not ours is left by everyone.</summary>
    /// <returns>Seconds it took to stop; null where it is not ours.</returns>
    public async Task<double?> EndAsync(Crowd crowd, List<string> problems, CancellationToken cancel)
    {
        Faults.Ignore();
        ServerStop? stopped = await Target.StopAsync(cancel).ConfigureAwait(false);
        if (stopped is null)
        {
            await LeaveAsync(crowd, cancel).ConfigureAwait(false);
        }
        else if (stopped.ExitCode is { } code and not 0)
        {
            problems.Add($"the server ended with exit code {code}");
        }

        return stopped?.Seconds;
    }

    /// <summary>Lets everyone leave for good; the server goes on.</summary>
    public static Task LeaveAsync(Crowd crowd, CancellationToken cancel) => WithinAsync(EndTimeout, "let everyone go", crowd.QuitAsync, cancel);
}
