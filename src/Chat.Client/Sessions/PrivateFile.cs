namespace Chat.Client.Sessions;

/// <summary>Files and folders that only their owner can open: mode 0600 and 0700; on Windows the folder's rights do it.</summary>
internal static class PrivateFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int HoldAttempts = 400;
    private static readonly TimeSpan HoldPatience = TimeSpan.FromMilliseconds(25);

    /// <summary>Makes a folder, where there is none yet.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Makes a folder of the client's own, and takes the others' rights where it has some.</summary>
    public static void CreateOwnFolder(string path)
    {
        CreateFolder(path);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(path) != (OwnerOnly | UnixFileMode.UserExecute))
        {
            File.SetUnixFileMode(path, OwnerOnly | UnixFileMode.UserExecute);
        }
    }

    /// <summary>How to open a file that only this process and this user can open.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    /// <summary>Holds a file against other clients, which have it for the moment that it takes to write, until what is returned is disposed.</summary>
    /// <param name="path">The file, in a folder that is there. It need not exist.</param>
    /// <exception cref="IOException">Another client holds it for too long.</exception>
    public static FileStream Hold(string path)
    {
        string held = path + ".lock";
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream(held, Options(FileMode.OpenOrCreate));
            }
            catch (IOException) when (attempt < HoldAttempts && File.Exists(held))
            {
                Thread.Sleep(HoldPatience);
            }
        }
    }

    /// <summary>Replaces a file at once: it holds what it held or what is new, never a part.</summary>
    /// <param name="path">The file, in a folder that is there.</param>
    /// <param name="write">Writes the new content.</param>
    public static void Replace(string path, Action<FileStream> write)
    {
        string fresh = path + ".new";
        using (var file = new FileStream(fresh, Options(FileMode.Create)))
        {
            write(file);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(fresh, OwnerOnly);
        }

        File.Move(fresh, path, overwrite: true);
    }
}
