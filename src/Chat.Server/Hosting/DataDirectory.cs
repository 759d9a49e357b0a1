namespace Chat.Server.Hosting;

/// <summary>The directory of everything a node keeps.</summary>
internal static class DataDirectory
{
    /// <summary>Creates the directory where it is missing and makes sure that files can be written in it.</summary>
    /// <exception cref="StartException">They can't.</exception>
    public static void Prepare(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
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
