using System.Runtime.InteropServices;

namespace Chat.Server.Hosting;

/// <summary>The memory of the libraries that are no .NET: OpenSSL's and SQLite's.</summary>
internal static class NativeHeap
{
    /// <summary>
    /// Gives back to the system what is free in it. Only glibc keeps so much that it is worth asking: after a crowd's handshakes three quarters of it.
    /// </summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        try
        {
            _ = MallocTrim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library.
        }
    }

    [DllImport("libc", EntryPoint = "malloc_trim", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MallocTrim(nuint keep);
}
