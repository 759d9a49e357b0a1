namespace Chat.Bench.Net;

/// <summary>
/// Lets socket callbacks run on the thread that polls the sockets, without a hop to the thread pool: on Unix this saves the
/// generator a thread switch per wake-up, so that more of the machine is left to the server. Windows ignores it.
/// </summary>
internal static class SocketTuning
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>For a child's environment, without the setting: the server runs as its users run it.</summary>
    public static IReadOnlyDictionary<string, string?> Untuned { get; } = new Dictionary<string, string?> { [InlineCompletions] = null };

    /// <summary>Must run before the process touches its first socket. What the user has set wins.</summary>
    public static void Apply()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null)
        {
            Environment.SetEnvironmentVariable(InlineCompletions, "1");
        }
    }
}
