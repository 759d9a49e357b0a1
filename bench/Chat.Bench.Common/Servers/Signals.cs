using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Chat.Bench.Common.Servers;

/// <summary>Signals to processes, where there are signals.</summary>
public static class Signals
{
    private const int Sigterm = 15;
    private const int Sigstop = 19;
    private const int Sigcont = 18;

    /// <summary>Sends SIGTERM; on Windows ends the process at once.</summary>
    /// <returns>True where the process was asked and can stop by itself.</returns>
    public static bool Terminate(Process process)
    {
        ArgumentNullException.ThrowIfNull(process);
        if (OperatingSystem.IsWindows())
        {
            process.Kill();
            return false;
        }

        return Kill(process.Id, Sigterm) == 0;
    }

    /// <summary>Freezes a process as it stands. Linux only: the signal's number differs elsewhere.</summary>
    [SupportedOSPlatform("linux")]
    public static void Freeze(int processId) => _ = Kill(processId, Sigstop);

    /// <summary>Lets a frozen process go on.</summary>
    [SupportedOSPlatform("linux")]
    public static void Thaw(int processId) => _ = Kill(processId, Sigcont);

    [UnsupportedOSPlatform("windows")]
    [DllImport("libc", EntryPoint = "kill", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int processId, int signal);
}
