using Chat.Client.Tui.Scrollback;

namespace Chat.Client.Settings;

/// <summary>All settings, section by section: the one source for the settings file, <c>/set</c>, completion and the manual. Each part of the client declares its own.</summary>
internal static class SettingsTable
{
    /// <summary>The settings in the order in which the file has them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. ViewSettings.All];
}
