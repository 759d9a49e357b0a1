using System.Diagnostics;
using System.Globalization;
using Chat.Bench.Commands;
using Chat.Bench.Common.Servers;
using Chat.Bench.Measure;
using Chat.Bench.Net;
using Chat.Bench.Report;
using Chat.Bench.Targets;

namespace Chat.Bench.Scenarios;

/// <summary>What the reconnecting of a room's members costs, at several sizes of the room.</summary>
/// <param name="Sizes">One entry a size.</param>
/// <param name="Problems">What was not as promised; empty when all was.</param>
internal sealed record PresenceResult(IReadOnlyList<PresenceSize> Sizes, IReadOnlyList<string> Problems) : IVerified
{
    /// <summary>1 where bytes grow with the members, 2 where they grow with their square; null for a single size.</summary>
    public double? Exponent => Growth.Exponent([.. Sizes.Select(s => ((double)s.Members, (double)s.ReceivedBytes))]);

    /// <summary>The rows of the table, for these sizes.</summary>
    public static IReadOnlyList<Metric<PresenceResult>> Metrics(IReadOnlyList<int> sizes) =>
        [new("growth of bytes: members to the power", "N2", r => r.Exponent), .. sizes.SelectMany(Rows)];

    /// <summary>What <c>--chart</c> draws.</summary>
    public static IReadOnlyList<Chart> Charts(IReadOnlyList<PresenceResult> runs) =>
    [
        new Chart.Bars("Received by each member who came back", "KiB", BySize(runs, size => size.ReceivedBytes / 1024.0 / size.Members)),
        new Chart.Bars("Server CPU for each member who came back", "ms", BySize(runs, size => size.ServerCpuSeconds * 1000 / size.Members)),
    ];

    private static IReadOnlyList<ChartBar> BySize(IReadOnlyList<PresenceResult> runs, Func<PresenceSize, double> value) =>
        [.. runs[0].Sizes.Select((size, i) => ChartBar.Of(SizeText(size.Members), runs.Select(run => value(run.Sizes[i]))))];

    private static string SizeText(int members) => string.Create(CultureInfo.InvariantCulture, $"{members} members");

    private static IEnumerable<Metric<PresenceResult>> Rows(int members, int index)
    {
        string size = SizeText(members);
        yield return new($"{size}: received MB", "N1", r => r.Sizes[index].ReceivedBytes / 1e6);
        yield return new($"{size}: KiB per member", "N1", r => r.Sizes[index].ReceivedBytes / 1024.0 / members);
        yield return new($"{size}: back and quiet s", "N1", r => r.Sizes[index].Seconds);
        yield return new($"{size}: server CPU s", "N2", r => r.Sizes[index].ServerCpuSeconds);
        yield return new($"{size}: server RSS peak MiB", "N0", r => r.Sizes[index].ServerPeakRssMiB);
        yield return new($"{size}: hello p99 ms", "N1", r => r.Sizes[index].Hello?.P99Ms);
    }
}

/// <summary>A room of one size.</summary>
/// <param name="Members">How many.</param>
/// <param name="ReceivedBytes">By all on their new connections, until it was quiet.</param>
/// <param name="Seconds">From the cut until it was quiet.</param>
/// <param name="Hello">From an attempt to connect to its welcome.</param>
/// <param name="ServerCpuSeconds">From the cut until it was quiet.</param>
/// <param name="ServerPeakRssMiB">The most memory the server ever had.</param>
internal sealed record PresenceSize(int Members, long ReceivedBytes, double Seconds, Percentiles? Hello, double ServerCpuSeconds, double ServerPeakRssMiB);

/// <summary>Everyone of one room is cut off, comes back within a time and asks nothing.</summary>
internal sealed class PresenceScenario(IReadOnlyList<int> sizes, TimeSpan within, TargetChoice choice)
{
    /// <summary>A server may tell of those who went some seconds later.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Runs every size once, each on a server of its own.</summary>
    public async Task<PresenceResult> RunAsync(CancellationToken cancel)
    {
        var results = new List<PresenceSize>();
        var problems = new List<string>();
        foreach (int size in sizes)
        {
            await using ITarget target = await choice.OpenAsync(ServerNeeds.EmptyHanded, cancel).ConfigureAwait(false);
            results.Add(await RunAsync(size, target, problems, cancel).ConfigureAwait(false));
        }

        return new PresenceResult(results, problems);
    }

    private async Task<PresenceSize> RunAsync(int size, ITarget target, List<string> problems, CancellationToken cancel)
    {
        var stage = new Stage(target);
        using Crowd before = Crowd.Create(
            size,
            i => new Member(FrameScan.UserOf(i), FrameScan.RoomOf(0), target.EndPoint.AddressFamily, target.Protocol, stage.Faults, check: null),
            stage.Faults);
        await stage.EnterAsync(before, size, joins: true, cancel).ConfigureAwait(false);
        using Crowd after = before.Successors();
        Dictionary<string, int> order = after.Members.Select((member, i) => (member.Name, i)).ToDictionary(m => m.Name, m => m.i, StringComparer.Ordinal);

        ServerUsage calm = stage.Usage();
        long start = Stopwatch.GetTimestamp();
        before.Sever();
        await Stage.WithinAsync(within + Patience, "take everyone back", stop => after.ConnectAsync(target.EndPoint, ReturnAsync, size, stop), cancel).ConfigureAwait(false);
        await after.WaitForSilenceAsync(Quiet, cancel).ConfigureAwait(false);
        TimeSpan time = Stopwatch.GetElapsedTime(start) - Quiet;
        ServerUsage end = stage.Usage();
        long received = after.ReceivedBytes;
        await stage.EndAsync(after, problems, cancel).ConfigureAwait(false);
        return new PresenceSize(size, received, time.TotalSeconds, after.HelloTimes.Summarize(), (end.Cpu - calm.Cpu).TotalSeconds, end.PeakResidentBytes / Stage.MiB);

        async Task ReturnAsync(Member member, CancellationToken stop)
        {
            TimeSpan wait = (within * order[member.Name] / size) - Stopwatch.GetElapsedTime(start);
            await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, stop).ConfigureAwait(false);
            await member.ReturnAsync(target.EndPoint, seen: null, stop).ConfigureAwait(false);
            if (!target.Protocol.KeepsUsers)
            {
                await member.JoinAsync(stop).ConfigureAwait(false);
            }
        }
    }
}
