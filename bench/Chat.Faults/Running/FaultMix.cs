using Chat.Faults.Faults;
using Chat.Faults.Nodes;

namespace Chat.Faults.Running;

/// <summary>How often each fault comes.</summary>
internal static class FaultMix
{
    /// <summary>
    /// Half of the kills strike in mid-commit, where commits can be seen; for every ten kills or cuts there is one of each kindred fault, one at least, of
    /// those that move everything away and back one for every twenty.
    /// </summary>
    public static IEnumerable<(IFault Fault, int Times)> Of(RunOptions options, IStorageUnderTest storage) =>
        [.. Everywhere(options, storage), .. On(storage, options)];

    private static IEnumerable<(IFault Fault, int Times)> Everywhere(RunOptions options, IStorageUnderTest storage)
    {
        int inCommit = storage.SeesCommits ? options.Kills / 2 : 0;
        yield return (new KillFault(), options.Kills - inCommit);
        yield return (new KillInCommitFault(), inCommit);
        yield return (new StopFault(), Share(options.Kills, 10));
        yield return (new FreezeFault(), Share(options.Kills, 10));
        yield return (new ClockFault(), Share(options.Kills, 20));
        yield return (new CutFault(), options.Cuts);
        foreach (FlowFault fault in FlowFault.All)
        {
            yield return (fault, Share(options.Cuts, 10));
        }
    }

    private static IEnumerable<(IFault Fault, int Times)> On(IStorageUnderTest storage, RunOptions options) => storage switch
    {
        SqliteUnderTest =>
        [
            (new LockFault(), Share(options.Kills, 10)),
            (new DiskFullFault(), Share(options.Kills, 20)),
            (new FileLimitFault(), Share(options.Kills, 10)),
        ],
        PostgresUnderTest => [(new LockFault(), Share(options.Kills, 10)), (new StorageRestartFault(), Share(options.Kills, 5))],
        _ => [],
    };

    private static int Share(int count, int oneIn) => count == 0 ? 0 : Math.Max(1, count / oneIn);
}
