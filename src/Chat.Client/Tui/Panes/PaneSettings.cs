using Chat.Client.Settings;

namespace Chat.Client.Tui.Panes;

/// <summary>What can be set of the screen as a whole.</summary>
internal static class PaneSettings
{
    /// <summary>Whether the mouse is used.</summary>
    public static readonly Setting<bool> Mouse = new(
        "ui.mouse", true, SettingKinds.Flag, "Whether clicks and the wheel are for the chat; off leaves them to the terminal, which then selects text without Shift.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Mouse];
}
