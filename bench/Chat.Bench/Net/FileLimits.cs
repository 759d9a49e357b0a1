using System.Globalization;
using Chat.Bench.Common;

namespace Chat.Bench.Net;

/// <summary>Says before the run, and not in the middle of it, that a process may not open so many sockets. Linux; elsewhere the system says so itself.</summary>
internal static class FileLimits
{
    /// <summary>Files that a process has open beside its connections.</summary>
    private const int Reserve = 200;

    /// <exception cref="BenchException">This process, or the server's, may not have so many connections.</exception>
    /// <param name="connections">How many at once.</param>
    /// <param name="server">The server's process; null where it is not ours to see.</param>
    public static void Check(int connections, int? server)
    {
        Check("This program", Environment.ProcessId, connections);
        if (server is { } process)
        {
            Check("The server", process, connections);
        }
    }

    private static void Check(string who, int process, int connections)
    {
        if (Limit($"/proc/{process}/limits") is { } limit && limit < connections + Reserve)
        {
            throw new BenchException(string.Create(
                CultureInfo.InvariantCulture,
                $"{who} may open {limit} files, and {connections} connections need {connections + Reserve}. Use fewer, or raise the limit of open files for both, for example with 'ulimit -n {connections + 1000}' (where that is refused, the hard limit must be raised first)."));
        }
    }

    /// <summary>The soft limit in a limits file of Linux; null where there is none.</summary>
    public static long? Limit(string path)
    {
        const string name = "Max open files";
        if (!File.Exists(path))
        {
            return null;
        }

        string? line = File.ReadLines(path).FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal));
        return long.TryParse(line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
    }
}
