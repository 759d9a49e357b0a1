using System.Globalization;
using System.Text;
using Chat.Client.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Text;

namespace Chat.Client.Tui.Painting;

/// <summary>What stands in one place of the screen: one or two columns wide.</summary>
internal readonly record struct Glyph(string Text, int Columns);

/// <summary>Text as glyphs.</summary>
internal static class Glyphs
{
    private const int Joiner = 0x200D;
    private const int FlagColumns = 2;
    private static readonly string[] AsciiTexts = [.. Enumerable.Range(0, 128).Select(value => value is < 32 or 127 ? "?" : ((char)value).ToString())];

    /// <summary>
    /// The glyphs of clean text. What takes no column is left out. A glyph is a letter with its marks, a flag or an emoji: the columns are those that terminals
    /// count letter by letter, also where a script draws several letters as one sign.
    /// </summary>
    public static IEnumerable<Glyph> Of(string text) => Ascii.IsValid(text) ? text.Select(c => new Glyph(AsciiTexts[c], 1)) : Divide(text);

    /// <summary>The text in pieces that people see as one character each.</summary>
    public static IEnumerable<string> Graphemes(string text) => GraphemeHelper.GetGraphemes(text);

    /// <summary>How many columns clean text takes.</summary>
    public static int Columns(string text) => Ascii.IsValid(text) ? text.Length : Of(text).Sum(glyph => glyph.Columns);

    /// <summary>How many UTF-16 units the first so many graphemes take.</summary>
    public static int CharsBefore(string text, int graphemes) => GraphemeHelper.GetGraphemes(text).Take(graphemes).Sum(grapheme => grapheme.Length);

    /// <summary>How many graphemes the first so many UTF-16 units hold.</summary>
    public static int CountBefore(string text, int chars) => GraphemeHelper.GetGraphemeCount(text[..chars]);

    /// <summary>The text in at most so many columns, with … where it was cut.</summary>
    public static string Cut(string text, int columns)
    {
        if (Columns(text) <= columns)
        {
            return text;
        }

        var cut = new StringBuilder();
        int left = columns - 1;
        foreach (Glyph glyph in Of(text))
        {
            left -= glyph.Columns;
            if (left < 0)
            {
                break;
            }

            cut.Append(glyph.Text);
        }

        return columns < 1 ? string.Empty : cut.Append('…').ToString();
    }

    private static IEnumerable<Glyph> Divide(string text)
    {
        int start = 0;
        int columns = 0;
        bool joins = false;
        Rune last = default;
        for (int at = 0; at < text.Length;)
        {
            Rune.DecodeFromUtf16(text.AsSpan(at), out Rune rune, out int length);
            int own = Columns(rune);
            bool isFlag = Characters.IsRegional(rune.Value) && Characters.IsRegional(last.Value);
            if (own > 0 && !joins && !isFlag)
            {
                if (columns > 0)
                {
                    yield return new Glyph(text[start..at], columns);
                }

                (start, columns) = (at, own);
            }
            else if (isFlag)
            {
                columns = FlagColumns;
            }

            joins = rune.Value == Joiner;
            last = isFlag ? default : rune;
            at += length;
        }

        if (columns > 0)
        {
            yield return new Glyph(text[start..], columns);
        }
    }

    // Terminals that count letter by letter give the vowel signs of India a column; the library gives them none.
    private static int Columns(Rune rune) => rune.IsAscii ? 1 : Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpacingCombiningMark ? 1 : rune.GetColumns();
}
