using Chat.Client.Attention;
using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Moving;
using Chat.Client.Tui.Panes;
using Chat.Client.Tui.Scrollback;
using Chat.Client.Tui.Searching;
using Chat.Client.Tui.Theming;

namespace Chat.Client.Tui.Actions;

/// <summary>All that keys can do: the one source for bindings, the settings and help.</summary>
internal static class ActionTable
{
    /// <summary>The actions in the order in which help shows them.</summary>
    public static IReadOnlyList<UiAction> All { get; } = [.. GeneralActions.All, .. ViewActions.All, .. MoveActions.All, .. PaneActions.All, .. SearchActions.All, .. InputActions.All, .. TextActions.All, .. AttentionActions.All];
}
