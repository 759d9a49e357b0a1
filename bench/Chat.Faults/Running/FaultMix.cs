using Chat.Faults.Faults;
using Chat.Faults.Nodes;

namespace Chat.Faults.Running;

/// <summary>How often each fault comes.</summary>
internal static class FaultMix
{
    /// <summary>Half of the kills strike in mid-commit, where commits can be seen; for every ten kills or cuts there is one of each kindred fault, and one at least.</summary>
    public static IEnumerable<(IFault Fault, int Times)> Of(RunOptions options, IStorageUnderTest storage)
    {
        int inCommit = storage.SeesCommits ? options.Kills / 2 : 0;
        int nodeFaults = Share(options.Kills);
        int flowFaults = Share(options.Cuts);
        yield return (new KillFault(), options.Kills - inCommit);
        yield return (new KillInCommitFault(), inCommit);
        yield return (new StopFault(), nodeFaults);
        yield return (new StorageRestartFault(), 2 * nodeFaults);
        yield return (new LockFault(), nodeFaults);
        yield return (new DiskFullFault(), nodeFaults);
        yield return (new FileLimitFault(), nodeFaults);
        yield return (new FreezeFault(), nodeFaults);
        yield return (new ClockFault(), nodeFaults);
        yield return (new CutFault(), options.Cuts);
        foreach (FlowFault fault in FlowFault.All)
        {
            yield return (fault, flowFaults);
        }
    }

    private static int Share(int count) => count == 0 ? 0 : Math.Max(1, count / 10);
}
