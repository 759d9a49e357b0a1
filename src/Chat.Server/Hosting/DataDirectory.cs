namespace Chat.Server.Hosting;

/// <summary>The directory of everything a node keeps.</summary>
internal static class DataDirectory
{
    /// <summary>Creates the directory where it is missing, for this user alone, and makes sure that files can be written in it.</summary>
    /// <exception cref="StartException">They can't.</exception>
    public static void Prepare(string path)
    {
        try
        {
            Create(path);
            string probe = Path.Combine(path, $".probe-{Guid.NewGuid():N}");
            using var file = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            file.WriteByte(0);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = FileInTheWay(path) is { } file ? $"{file} is a file." : e.Message;
            throw new StartException($"The data directory {path} can't be written: {why} Choose another with --data DIR.", e);
        }
    }

    // Whoever can read it reads every message. One that is there keeps the rights that its owner gave it.
    private static void Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>The file that stands where the directory, or one above it, should be.</summary>
    private static string? FileInTheWay(string? path)
    {
        while (path is not null && !File.Exists(path))
        {
            path = Path.GetDirectoryName(path);
        }

        return path;
    }
}
