using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Server.Settings;

namespace Chat.Server.Hosting;

/// <summary>
/// Looks at all connections once in a while: asks silent ones for a sign of life and ends those that give none. One timer for all, and a look costs a few nanoseconds each. It also says so
/// where limits are off, at the start and after a reload that turned them off.
/// </summary>
internal sealed partial class LimitWatch(ConnectionTable connections, LiveOptions options, TimeProvider time, ILogger<LimitWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private LimitOptions? _seen;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            do
            {
                Warn(options.Current.Limits);
                connections.SweepIdle();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    private void Warn(LimitOptions limits)
    {
        if (!ReferenceEquals(limits, _seen) && LimitSettings.Off(limits) is { Count: > 0 } off && (_seen is null || !off.SequenceEqual(LimitSettings.Off(_seen))))
        {
            Log.Off(log, string.Join(", limits.", off));
        }

        _seen = limits;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Limits against abuse are off, anyone may flood this server: limits.{Names}")]
        public static partial void Off(ILogger logger, string names);
    }
}
