using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Theming;

/// <summary>What keys do about the look of text.</summary>
internal static class TextActions
{
    /// <summary>Shows messages as they came.</summary>
    public static readonly UiAction Raw = new("text.raw", "show messages as they came, or as usual again", "Alt+V");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } = [Raw];
}
