using Chat.Client.Tui.Scrollback;

namespace Chat.Client.Tui.Actions;

/// <summary>All that keys can do: the one source for bindings, the settings and help.</summary>
internal static class ActionTable
{
    /// <summary>The actions in the order in which help shows them.</summary>
    public static IReadOnlyList<UiAction> All { get; } = [.. GeneralActions.All, .. ViewActions.All];
}
