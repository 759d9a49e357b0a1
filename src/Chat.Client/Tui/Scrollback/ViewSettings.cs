using Chat.Client.Settings;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What can be set of the chat view.</summary>
internal static class ViewSettings
{
    /// <summary>What is shown of people who come and go.</summary>
    public static readonly Setting<JoinsShown> Joins = new(
        "view.joins", JoinsShown.Fold, SettingKinds.OneOf<JoinsShown>(), "People who join, leave or take another name: 'fold' tells of those between two messages in one line, 'all' of each in a line of its own, 'none' of nobody.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Joins];
}
