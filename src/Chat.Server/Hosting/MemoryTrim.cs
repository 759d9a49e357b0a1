using System.Diagnostics;
using System.Runtime;

namespace Chat.Server.Hosting;

/// <summary>
/// Gives the system back what a time of work has left behind, once the node is quiet: the runtime itself keeps it until it needs to collect, which a
/// quiet node never does. The collection holds everything up for some 100 ms with 15,000 connections; that is why it waits for quiet, and comes once.
/// </summary>
internal sealed partial class MemoryTrim(TimeProvider time, ILogger<MemoryTrim> log) : BackgroundService
{
    private const long MiB = 1024 * 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var quiet = new QuietAfterWork(workBytes: 16 * MiB, quietBytes: MiB, quietSpans: 2);
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                if (quiet.Look(GC.GetTotalAllocatedBytes()))
                {
                    Trim();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The node stops.
        }
    }

    private void Trim()
    {
        long start = Stopwatch.GetTimestamp();
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        NativeHeap.Trim();
        Log.Trimmed(log, GC.GetTotalMemory(forceFullCollection: false) / MiB, (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Quiet after work: {MiB} MiB are in use, found in {Milliseconds} ms")]
        public static partial void Trimmed(ILogger logger, long miB, long milliseconds);
    }
}
