using System.Globalization;
using System.Text;

namespace Chat.Client.Text;

/// <summary>Text as it came, to look at: what is invisible, controls or can't be drawn is shown by its number.</summary>
internal static class RawText
{
    /// <summary>The text in clean pieces; <c>\n</c> stays a line break.</summary>
    public static IEnumerable<(string Text, bool IsEscape)> Pieces(string text)
    {
        int start = 0;
        for (int at = 0; at < text.Length;)
        {
            bool isWhole = Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isWhole && IsSeen(rune))
            {
                at += length;
                continue;
            }

            if (at > start)
            {
                yield return (CleanText.Block(text[start..at] + '.')[..^1], false);
            }

            yield return (isWhole ? Escape(rune) : Escape(text[at]), true);
            at += length;
            start = at;
        }

        if (start < text.Length)
        {
            yield return (CleanText.Block(text[start..]), false);
        }
    }

    /// <summary>For the clipboard: as it came, without control characters, which a terminal would obey when it is pasted.</summary>
    public static string ForClipboard(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' || !Rune.IsControl(rune)).Select(rune => rune.ToString()));

    private static bool IsSeen(Rune rune) => rune.Value == '\n' || (!Characters.IsInvisible(rune) && !Characters.IsSkinTone(rune.Value) && !Characters.IsDisputed(rune.Value)
        && !Characters.IsRegional(rune.Value) && !Hangul.IsJamo(rune.Value) && !Characters.IsRecent(rune.Value)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    private static string Escape(Rune rune) => rune.Value switch
    {
        '\t' => "\\t",
        '\r' => "\\r",
        < 0x100 and not 0xAD => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}"),
    };

    private static string Escape(char half) => string.Create(CultureInfo.InvariantCulture, $"U+{(int)half:X4}");
}
