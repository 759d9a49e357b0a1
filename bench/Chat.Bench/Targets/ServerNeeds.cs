namespace Chat.Bench.Targets;

/// <summary>How a server that a scenario starts must differ from its defaults.</summary>
/// <param name="Settings">Lines of its settings file.</param>
/// <param name="Fill">Puts into its data directory what it shall find there; null for nothing.</param>
/// <param name="HasLimits">True where its limits against abuse are what is looked at; else they are off.</param>
internal sealed record ServerNeeds(IReadOnlyList<string> Settings, Func<string, CancellationToken, Task>? Fill = null, bool HasLimits = false)
{
    /// <summary>One room means one room: newcomers are in none from the start.</summary>
    public static ServerNeeds EmptyHanded { get; } = new(["rooms.autojoin = []"]);

    /// <summary>Newcomers are in the lobby, as they are by default.</summary>
    public static ServerNeeds InLobby { get; } = new(["rooms.autojoin = [\"lobby\"]"]);
}
