namespace Chat.Server.Settings;

/// <summary>What can be done with a setting while the node runs. What is not named here needs a restart, and may be shown.</summary>
internal static class SettingTraits
{
    /// <summary>Sections that a running node takes over as a whole.</summary>
    private static readonly string[] LiveSections = ["rooms", "presence", "guests", "retention", "accounts", "sessions", "limits"];

    private static readonly HashSet<string> LiveKeys = ["server.name", "log.level", "tls.certificate", "tls.key"];

    private static readonly HashSet<string> Secrets = ["data.postgres"];

    /// <summary>Whether a running node can take the setting over.</summary>
    public static bool IsLive(string key) => LiveKeys.Contains(key) || LiveSections.Contains(key.Split('.')[0]);

    /// <summary>Whether the setting may hold a password: then its value is never shown.</summary>
    public static bool IsSecret(string key) => Secrets.Contains(key);
}
