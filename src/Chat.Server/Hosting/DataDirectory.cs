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
            throw new StartException($"The data directory {path} can't be written: {e.Message} Choose another with --data DIR.", e);
        }
    }
}
