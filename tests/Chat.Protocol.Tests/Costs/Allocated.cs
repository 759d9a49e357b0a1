namespace Chat.Protocol.Tests.Costs;

/// <summary>Bytes that code allocates on the thread that runs it. Neither load nor other tests change them.</summary>
internal static class Allocated
{
    private const int Rounds = 5;
    private const int Calls = 200;

    /// <summary>Bytes of one call, once everything is compiled and every buffer has its size.</summary>
    public static long PerCall(Action call)
    {
        long least = long.MaxValue;
        for (int round = 0; round <= Rounds; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Calls; i++)
            {
                call();
            }

            long bytes = GC.GetAllocatedBytesForCurrentThread() - before;

            // The first round warms up; what is compiled behind another one adds to that alone.
            least = round == 0 ? least : Math.Min(least, bytes);
        }

        return least / Calls;
    }
}
