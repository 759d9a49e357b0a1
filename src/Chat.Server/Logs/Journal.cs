namespace Chat.Server.Logs;

/// <summary>The journal of systemd.</summary>
internal static class Journal
{
    /// <summary>Whether the standard error goes there.</summary>
    public static bool IsThere => Console.IsErrorRedirected && !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("JOURNAL_STREAM"));
}
