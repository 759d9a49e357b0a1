using Chat.Client.Tui.Painting;

namespace Chat.Client.Tui.Popups;

/// <summary>The first row of an overlay.</summary>
internal static class Titles
{
    /// <summary>What it is at the left, what one can do at the right; the latter goes first where there is no room.</summary>
    public static string Of(string title, string hint, int width)
    {
        int free = width - Glyphs.Columns(title) - Glyphs.Columns(hint) - 2;
        return free < 1 ? Glyphs.Cut($" {title}", width) : $" {title}{new string(' ', free)}{hint} ";
    }
}
