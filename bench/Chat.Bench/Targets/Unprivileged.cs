using System.Diagnostics;

namespace Chat.Bench.Targets;

/// <summary>Runs a program as nobody of importance, where this program itself is root.</summary>
internal static class Unprivileged
{
    private const string Accounts = "/etc/passwd";

    /// <summary>The account that Debian keeps for IRC servers, or else the one for whoever owns nothing.</summary>
    private static readonly string[] Candidates = ["irc", "nobody"];

    /// <summary>How to start it. The process is the program's own from the beginning: its number and its usage are the program's.</summary>
    public static ProcessStartInfo Start(string program, IReadOnlyList<string> arguments)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Account() is not { } account)
        {
            return new ProcessStartInfo(program, arguments);
        }

        return new ProcessStartInfo("setpriv", [$"--reuid={account}", $"--regid={account}", "--clear-groups", "--", program, .. arguments]);
    }

    private static string? Account()
    {
        string[] known = [.. File.ReadLines(Accounts).Select(line => line.Split(':')).Where(fields => fields.Length > 3).Select(fields => fields[0])];
        return Candidates.FirstOrDefault(known.Contains);
    }
}
