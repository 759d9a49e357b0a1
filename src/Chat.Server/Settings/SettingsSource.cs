namespace Chat.Server.Settings;

/// <summary>Where settings were read from: enough to read them again.</summary>
/// <param name="File">The settings file; null where there was none but the built-in defaults.</param>
/// <param name="Overrides">What the command line said.</param>
public sealed record SettingsSource(string? File, SettingOverrides Overrides);
