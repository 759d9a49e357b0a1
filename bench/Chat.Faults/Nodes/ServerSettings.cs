namespace Chat.Faults.Nodes;

/// <summary>In what the server under test differs from its defaults.</summary>
internal static class ServerSettings
{
    /// <summary>
    /// Lines of a settings file. Nobody is in a room unasked; the bounds behind which rooms are loaded anew, rings run out and gaps are told are so small
    /// that a run of a minute goes through them.
    /// </summary>
    public static IReadOnlyList<string> Lines { get; } =
    [
        "rooms.autojoin = []",
        "log.level = warn",
        "limits.replay = 200",
        "limits.relayRing = 32",
        "limits.idleEntity = 2s",
    ];
}
