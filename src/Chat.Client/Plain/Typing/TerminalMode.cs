using System.Runtime.InteropServices;

namespace Chat.Client.Plain.Typing;

/// <summary>
/// The terminal's line discipline (termios) of the standard input, on Linux and macOS: characters as they are typed, without echo. Ctrl-C and Ctrl-Z
/// stay signals, and lines that are written still end with a return.
/// </summary>
internal sealed class TerminalMode
{
    private const int Now = 0;
    private const int StandardInput = 0;
    private const int Room = 256;
    private readonly byte[] _before;
    private readonly byte[] _keys;

    private TerminalMode(byte[] before, byte[] keys) => (_before, _keys) = (before, keys);

    /// <summary>Reads the mode of the moment, which <see cref="Restore"/> brings back; null where the input is no terminal or the system is none of those known.</summary>
    public static TerminalMode? TryRead()
    {
        byte[] before = new byte[Room];
        return IsKnown && Get(StandardInput, before) == 0 ? new TerminalMode(before, WithoutLines(before)) : null;
    }

    /// <summary>Takes keys one by one from now on. Does nothing in the background: the terminal is somebody else's then.</summary>
    public void Enter() => Apply(_keys);

    /// <summary>Brings back what was found.</summary>
    public void Restore() => Apply(_before);

    private static bool IsKnown => OperatingSystem.IsMacOS()
        || (OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 or Architecture.Arm64 or Architecture.Arm);

    private static void Apply(byte[] mode)
    {
        if (ForegroundGroup(StandardInput) == OwnGroup())
        {
            _ = Set(StandardInput, Now, mode);
        }
    }

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
