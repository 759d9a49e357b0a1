using Chat.Client.Attention;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Panes;
using Chat.Client.Tui.Scrollback;

namespace Chat.Client.Settings;

/// <summary>All settings, section by section: the one source for the settings file, <c>/set</c>, completion and the manual. Each part of the client declares its own.</summary>
internal static class SettingsTable
{
    /// <summary>The settings in the order in which the file has them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. ProgramSettings.All, .. TextSettings.All, .. ViewSettings.All, .. PaneSettings.All, .. InputSettings.All, .. AttentionSettings.All];

    /// <summary>The setting of that name, in any case; null where there is none.</summary>
    public static Setting? Find(string name) => All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
}
