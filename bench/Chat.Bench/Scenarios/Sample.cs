using System.Diagnostics;
using Chat.Bench.Common.Servers;
using Chat.Bench.Net;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>All counters at one moment.</summary>
internal readonly record struct Sample(
    long Timestamp,
    long Deliveries,
    long Acknowledged,
    long ReceivedBytes,
    ServerUsage? Server,
    TimeSpan GeneratorCpu,
    long GeneratorAllocatedBytes)
{
    public static Sample Take(Crowd crowd, IReadOnlyList<Sender> senders, ITarget target) => new(
        Stopwatch.GetTimestamp(),
        crowd.Deliveries,
        senders.Sum(s => s.Acknowledged),
        crowd.ReceivedBytes,
        target.Usage(),
        Environment.CpuUsage.TotalTime,
        GC.GetTotalAllocatedBytes(precise: true));
}
