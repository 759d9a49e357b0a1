using System.Diagnostics;
using System.Globalization;

namespace Chat.Faults.Nodes;

/// <summary>A file system in memory with a size of its own, that can be filled to the last byte. Disposing takes it away.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string BallastName = "ballast";
    private const int PieceBytes = 64 * 1024;

    private SmallDisk(string path) => Path = path;

    /// <summary>Where it is mounted.</summary>
    public string Path { get; }

    private string Ballast => System.IO.Path.Combine(Path, BallastName);

    /// <summary>Mounts one; null where this process may not.</summary>
    public static SmallDisk? TryMount(string path, long bytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        Directory.CreateDirectory(path);
        string size = string.Create(CultureInfo.InvariantCulture, $"size={bytes}");
        return Run("mount", "-t", "tmpfs", "-o", size, "chat-faults", path) ? new SmallDisk(path) : null;
    }

    /// <summary>Leaves no byte free.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        byte[] piece = new byte[PieceBytes];
        for (int length = piece.Length; length > 0;)
        {
            try
            {
                ballast.Write(piece, 0, length);
            }
            catch (IOException)
            {
                length /= 2;
            }
        }
    }

    /// <summary>There is room again.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
