namespace Chat.Bench.Common.Servers;

/// <summary>The settings file that turns a server's limits against abuse off: a load generator is what they are there to stop.</summary>
public static class BenchSettings
{
    /// <summary>The lines of the <c>bench.conf</c> that belongs to a server.</summary>
    /// <param name="dll">Path of Chat.Server.dll.</param>
    /// <exception cref="BenchException">There is none.</exception>
    public static IReadOnlyList<string> Lines(string dll)
    {
        string file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(dll))!, "hocon", "bench.conf");
        return File.Exists(file) ? File.ReadAllLines(file) : throw new BenchException($"No {file}: the server is of a version without it, or not whole.");
    }
}
