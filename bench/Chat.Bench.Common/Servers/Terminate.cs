using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Chat.Bench.Common.Servers;

/// <summary>Asks a process to stop.</summary>
public static class Terminate
{
    private const int Sigterm = 15;

    /// <summary>Sends SIGTERM where there are signals; elsewhere ends the process at once.</summary>
    /// <returns>True where the process was asked and can stop by itself.</returns>
    public static bool Ask(Process process)
    {
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
            return false;
        }

        return Kill(process.Id, Sigterm) == 0;
    }

    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
