using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Chat.Faults.Nodes;

/// <summary>The largest file that a process may write (RLIMIT_FSIZE, the <c>ulimit -f</c> of shells), changed while it runs.</summary>
[SupportedOSPlatform("linux")]
internal static class FileSizeLimit
{
    private const int Resource = 1;
    private const ulong Unlimited = ulong.MaxValue;

    /// <summary>Sets the limit, in bytes; null for none.</summary>
    /// <returns>False where the system does not allow it.</returns>
    public static bool Set(int processId, long? bytes)
    {
        var limit = new Limit { Soft = bytes is { } most ? (ulong)most : Unlimited, Hard = Unlimited };
        return Change(processId, Resource, in limit, IntPtr.Zero) == 0;
    }

    [DllImport("libc", EntryPoint = "prlimit", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Change(int processId, int resource, in Limit limit, IntPtr old);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
