using System.Text;

namespace Chat.Client.Text;

/// <summary>
/// Makes text from the network safe to show: no control sequence reaches the terminal, nothing is invisible or reorders what stands beside it,
/// and each character takes the cells that every terminal agrees on.
/// </summary>
internal static class CleanText
{
    /// <summary>The text on one line: line breaks and tabs become spaces.</summary>
    public static string Line(string? text) => Clean(text, keepBreaks: false, joinsEmoji: false);

    /// <summary>The text with its line breaks as <c>\n</c>, without blank lines at its end.</summary>
    /// <param name="text">The text as it came.</param>
    /// <param name="joinsEmoji">True to keep skin tones and what is joined to one emoji, on terminals that can draw it; else its parts stand side by side.</param>
    public static string Block(string? text, bool joinsEmoji = false) => Clean(text, keepBreaks: true, joinsEmoji).TrimEnd('\n');

    private static string Clean(string? text, bool keepBreaks, bool joinsEmoji)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal))
        {
            return text;
        }

        var cleaner = new TextCleaner(text.Length, keepBreaks, joinsEmoji);
        foreach (Rune rune in text.EnumerateRunes())
        {
            cleaner.Add(rune);
        }

        return cleaner.End();
    }
}
