using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Searching;

/// <summary>The keys for the search on the server.</summary>
internal static class SearchActions
{
    /// <summary>Opens the search.</summary>
    public static readonly UiAction Open = new("search", "search all your rooms on the server; back to what was found", "F4");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } = [Open];
}
