using System.Runtime.InteropServices;

namespace Chat.Client.Terminals;

/// <summary>A mode of the terminal at the standard input (termios), on Linux and macOS.</summary>
internal sealed class TerminalMode
{
    private const int Now = 0;
    private const int StandardInput = 0;
    private const int Room = 256;
    private readonly byte[] _mode;

    private TerminalMode(byte[] mode) => _mode = mode;

    /// <summary>Reads the mode of the moment; null where the input is no terminal or the system is none of those known.</summary>
    public static TerminalMode? TryRead()
    {
        byte[] mode = new byte[Room];
        return IsKnown && Get(StandardInput, mode) == 0 ? new TerminalMode(mode) : null;
    }

    /// <summary>This mode, but characters come as they are typed, without echo. Ctrl-C and Ctrl-Z stay signals, and lines that are written still end with a return.</summary>
    public TerminalMode KeyByKey() => new(WithoutLines(_mode));

    /// <summary>Sets the terminal to this mode. Does nothing in the background: the terminal is somebody else's then.</summary>
    public void Apply()
    {
        if (ForegroundGroup(StandardInput) == OwnGroup())
        {
            _ = Set(StandardInput, Now, _mode);
        }
    }

    private static bool IsKnown => OperatingSystem.IsMacOS()
        || (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 or Architecture.Arm64 or Architecture.Arm);

    // struct termios: four flag words, of which the last is the local one, then (Linux: behind a byte) the control characters.
    private static byte[] WithoutLines(byte[] before)
    {
        byte[] mode = [.. before];
        if (OperatingSystem.IsMacOS())
        {
            Clear(mode, offset: 24, canonical: 0x100, echo: 0x8);
            (mode[32 + 16], mode[32 + 17]) = (1, 0);
        }
        else
        {
            Clear(mode, offset: 12, canonical: 0x2, echo: 0x8);
            (mode[17 + 6], mode[17 + 5]) = (1, 0);
        }

        return mode;
    }

    private static void Clear(byte[] mode, int offset, uint canonical, uint echo)
    {
        uint flags = MemoryMarshal.Read<uint>(mode.AsSpan(offset));
        MemoryMarshal.Write(mode.AsSpan(offset), flags & ~(canonical | echo));
    }

    [DllImport("libc", EntryPoint = "tcgetattr", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Get(int handle, byte[] mode);

    [DllImport("libc", EntryPoint = "tcsetattr", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Set(int handle, int when, byte[] mode);

    [DllImport("libc", EntryPoint = "tcgetpgrp", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ForegroundGroup(int handle);

    [DllImport("libc", EntryPoint = "getpgrp", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OwnGroup();
}
