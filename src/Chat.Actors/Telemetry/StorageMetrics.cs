using System.Diagnostics.Metrics;
using Chat.Protocol;

namespace Chat.Actors.Telemetry;

/// <summary>Counts commits and what waits for them.</summary>
internal static class StorageMetrics
{
    private static readonly Histogram<double> Duration = ChatMeter.Meter.CreateHistogram(
        "akkachat.commit.duration", "s", "How long commits took, with those that failed, by result.", advice: ChatMeter.Seconds);

    private static readonly Histogram<int> Size =
        ChatMeter.Meter.CreateHistogram("akkachat.commit.size", "{write}", "Writes that were committed together.", advice: ChatMeter.Counts);

    private static readonly UpDownCounter<int> Pending =
        ChatMeter.Meter.CreateUpDownCounter<int>("akkachat.writer.pending", "{write}", "Writes that wait for the storage or are being committed.");

    private static readonly Counter<long> Refused =
        ChatMeter.Meter.CreateCounter<long>("akkachat.writes.refused", "{write}", "Writes that were not stored, by error code.");

    internal static void Zero()
    {
        Pending.Add(0);
        Refused.Add(0, ChatMeter.Code(ErrorCodes.Overloaded));
        Refused.Add(0, ChatMeter.Code(ErrorCodes.Unavailable));
    }

    /// <summary>A write was taken, or, with a negative number, so many are done.</summary>
    public static void Wait(int writes)
    {
        if (writes != 0)
        {
            Pending.Add(writes);
        }
    }

    /// <summary>A commit is over.</summary>
    public static void Commit(int writes, double seconds, bool failed)
    {
        Duration.Record(seconds, new KeyValuePair<string, object?>("result", failed ? "failed" : "ok"));
        Size.Record(writes);
    }

    /// <summary>Writes were not stored.</summary>
    public static void Refuse(string code, int writes = 1) => Refused.Add(writes, ChatMeter.Code(code));
}
