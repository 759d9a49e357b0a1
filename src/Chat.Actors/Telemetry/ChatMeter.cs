using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Chat.Actors.Telemetry;

/// <summary>
/// The one meter of the server's own instruments; docs/metrics.md lists them. Each area has its static class beside this one, called where the
/// thing happens. Nobody who counts may cost a delivery: fan-outs count once a pass. Tags have few values, none of them from the network.
/// </summary>
public static class ChatMeter
{
    /// <summary>Its name, and what all instruments' names begin with.</summary>
    public const string Name = "akkachat";

    internal static Meter Meter { get; } = new(Name);

    /// <summary>Shows what has not happened yet as nought: who watches over a rate sees the first time, too. To be called when somebody listens.</summary>
    public static void Zero()
    {
        EdgeMetrics.Zero();
        RoomMetrics.Zero();
        StorageMetrics.Zero();
        AccountMetrics.Zero();
        ActorMetrics.Zero();
    }

    /// <summary>Bounds of durations, in seconds: from what an NVMe disk takes to what an operator must hear of.</summary>
    internal static InstrumentAdvice<double> Seconds { get; } = new()
    {
        HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    /// <summary>Bounds of numbers of things.</summary>
    internal static InstrumentAdvice<int> Counts { get; } = new()
    {
        HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000],
    };

    /// <summary>A tag that says why.</summary>
    internal static KeyValuePair<string, object?> Reason(string reason) => new("reason", reason);

    /// <summary>A tag with one of <see cref="Protocol.ErrorCodes"/>.</summary>
    internal static KeyValuePair<string, object?> Code(string code) => new("error.type", code);

    /// <summary>Seconds since a time that <see cref="Stopwatch.GetTimestamp"/> gave.</summary>
    internal static double Since(long began) => Stopwatch.GetElapsedTime(began).TotalSeconds;
}
