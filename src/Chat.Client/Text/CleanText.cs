using System.Globalization;
using System.Text;

namespace Chat.Client.Text;

/// <summary>
/// Makes text from the network safe to show: no control sequence reaches the terminal, nothing is invisible or reorders what stands beside it,
/// and each character takes the cells that every terminal agrees on.
/// </summary>
internal static class CleanText
{
    private const int MaxMarks = 4;
    private const int ReplacementChar = 0xFFFD;

    /// <summary>The text on one line: line breaks and tabs become spaces.</summary>
    public static string Line(string? text) => Clean(text, keepBreaks: false);

    /// <summary>The text with its line breaks as <c>\n</c>, without blank lines at its end.</summary>
    public static string Block(string? text) => Clean(text, keepBreaks: true).TrimEnd('\n');

    private static string Clean(string? text, bool keepBreaks)
    {
        if (string.IsNullOrEmpty(text))
        {
            return string.Empty;
        }

        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.Contains('\u007f', StringComparison.Ordinal))
        {
            return text;
        }

        var clean = new StringBuilder(text.Length);
        int marks = 0;
        bool afterReturn = false;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isReturn = rune.Value == '\r';
            if (!(afterReturn && rune.Value == '\n'))
            {
                marks = Add(clean, rune, marks, keepBreaks);
            }

            afterReturn = isReturn;
        }

        return clean.ToString();
    }

    private static int Add(StringBuilder clean, Rune rune, int marks, bool keepBreaks)
    {
        switch (rune.Value)
        {
            case '\t':
                clean.Append("    ");
                return 0;
            case '\n' or '\r' or '\u000b' or '\u000c' or '\u0085' or '\u2028' or '\u2029':
                clean.Append(keepBreaks ? '\n' : ' ');
                return 0;
        }

        if (IsInvisible(rune.Value))
        {
            return marks;
        }

        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned:
                clean.Append((char)ReplacementChar);
                return 0;
            case UnicodeCategory.Format:
                return marks;
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark:
                if (marks < MaxMarks)
                {
                    clean.Append(rune.ToString());
                }

                return marks + 1;
            default:
                clean.Append(rune.ToString());
                return 0;
        }
    }

    // Beside the Format category: variation selectors, the combining grapheme joiner, fillers that draw nothing, emoji skin tones (terminals disagree on their width).
    private static bool IsInvisible(int value) =>
        value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or (>= 0x180B and <= 0x180F)
            or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0x1F3FB and <= 0x1F3FF);
}
