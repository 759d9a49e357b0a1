using System.Globalization;
using System.Text;

namespace Chat.Client.Tui.Editing;

/// <summary>Rules for text in the editor: what may stand in it, and where its graphemes and words end. All positions are in UTF-16 units.</summary>
internal static class EditText
{
    /// <summary>UTF-16 units the editor holds at most: several times what a message may have, so that a long text can be split.</summary>
    public const int MaxLength = 65536;

    /// <summary>The text with <c>\n</c> for every kind of line break and without other controls but the tab; half a character becomes U+FFFD.</summary>
    public static string Normalize(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\b') && !text.AsSpan().ContainsAnyInRange('\u000b', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal))
        {
            return text;
        }

        var normal = new StringBuilder(text.Length);
        foreach (Rune rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || Rune.GetUnicodeCategory(rune) != UnicodeCategory.Control)
            {
                normal.Append(rune.ToString());
            }
        }

        return normal.ToString();
    }

    /// <summary>Where the grapheme ends that begins at a position.</summary>
    public static int Next(string text, int at) => at >= text.Length ? text.Length : at + StringInfo.GetNextTextElementLength(text, at);

    /// <summary>All places where a grapheme begins or the text ends, ascending.</summary>
    public static List<int> Borders(string text)
    {
        var borders = new List<int>(text.Length + 1);
        for (int at = 0; at < text.Length; at = Next(text, at))
        {
            borders.Add(at);
        }

        borders.Add(text.Length);
        return borders;
    }

    /// <summary>The end of the word at or after a position: letters and digits.</summary>
    public static int WordEnd(string text, int at)
    {
        while (at < text.Length && !IsWord(text, at))
        {
            at = Next(text, at);
        }

        while (at < text.Length && IsWord(text, at))
        {
            at = Next(text, at);
        }

        return at;
    }

    /// <summary>The beginning of the word before a position: letters and digits.</summary>
    public static int WordStart(string text, int at) => Back(text, at, (t, i) => !IsWord(t, i), IsWord);

    /// <summary>The beginning of what stands before a position up to a blank.</summary>
    public static int BlankStart(string text, int at) => Back(text, at, (t, i) => char.IsWhiteSpace(t[i]), (t, i) => !char.IsWhiteSpace(t[i]));

    private static int Back(string text, int at, Func<string, int, bool> skipped, Func<string, int, bool> taken)
    {
        List<int> borders = Borders(text);
        int border = borders.BinarySearch(at);
        border = border < 0 ? ~border - 1 : border;
        while (border > 0 && skipped(text, borders[border - 1]))
        {
            border--;
        }

        while (border > 0 && taken(text, borders[border - 1]))
        {
            border--;
        }

        return borders[border];
    }

    private static bool IsWord(string text, int at) => Rune.TryGetRuneAt(text, at, out Rune rune) && Rune.IsLetterOrDigit(rune);
}
