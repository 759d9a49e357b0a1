namespace Chat.Client.Settings;

/// <summary>Settings of the program itself.</summary>
internal static class ProgramSettings
{
    /// <summary>The profile that a start without a name takes.</summary>
    public static readonly Setting<string> DefaultProfile = new(
        "client.default-profile", string.Empty, SettingKinds.Text, "The profile that the client starts with where none is named with --profile. Without it, the client asks where there are several.");

    /// <summary>Plain text to other machines.</summary>
    public static readonly Setting<bool> AllowPlaintext = new(
        "client.allow-plaintext", false, SettingKinds.Flag, "Talks in plain text (chat://) to other machines too, where whoever carries it can read and change what is said. Best in the profile of the one server that needs it.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [DefaultProfile, AllowPlaintext];
}
