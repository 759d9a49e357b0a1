using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Chat.Bench.Common;
using Microsoft.Win32.SafeHandles;

namespace Chat.Client.Bench.Terminal;

/// <summary>The two ends of a pseudo terminal: what a program under it writes is read here, and what is written here are its keys.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWrite = 2;
    private const int NoControl = 0x100;
    private const ulong SetWindowSize = 0x5414;
    private const int NameBytes = 128;
    private readonly int _master;

    /// <summary>Opens one.</summary>
    /// <exception cref="BenchException">The system has none to give.</exception>
    public PseudoTerminal(ushort columns, ushort rows)
    {
        _master = OpenMaster(ReadWrite | NoControl);
        byte[] name = new byte[NameBytes];
        var size = new WindowSize { Columns = columns, Rows = rows };
        if (_master < 0 || Grant(_master) != 0 || Unlock(_master) != 0 || NameOf(_master, name, name.Length) != 0 || Control(_master, SetWindowSize, ref size) != 0)
        {
            throw new BenchException($"No pseudo terminal: error {Marshal.GetLastPInvokeError()}.");
        }

        Path = Encoding.ASCII.GetString(name, 0, Array.IndexOf(name, (byte)0));
        Stream = new FileStream(new SafeFileHandle(_master, ownsHandle: true), FileAccess.ReadWrite, bufferSize: 0, isAsync: false);
    }

    /// <summary>The file that the program is to have as its terminal.</summary>
    public string Path { get; }

    /// <summary>This side's end.</summary>
    public FileStream Stream { get; }

    /// <inheritdoc/>
    public void Dispose() => Stream.Dispose();

    [DllImport("libc", EntryPoint = "posix_openpt", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OpenMaster(int flags);

    [DllImport("libc", EntryPoint = "grantpt", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Grant(int master);

    [DllImport("libc", EntryPoint = "unlockpt", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unlock(int master);

    [DllImport("libc", EntryPoint = "ptsname_r", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int NameOf(int master, byte[] name, nint length);

    [DllImport("libc", EntryPoint = "ioctl", ExactSpelling = true, SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Control(int descriptor, ulong request, ref WindowSize size);

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort PixelsX;
        public ushort PixelsY;
    }
}
