using System.Text;
using Terminal.Gui.Drawing;
using Terminal.Gui.Text;

namespace Chat.Client.Tui.Painting;

/// <summary>What stands in one place of the screen: one or two columns wide.</summary>
internal readonly record struct Glyph(string Text, int Columns);

/// <summary>Text as glyphs.</summary>
internal static class Glyphs
{
    private static readonly string[] AsciiTexts = [.. Enumerable.Range(0, 128).Select(value => value is < 32 or 127 ? "?" : ((char)value).ToString())];

    /// <summary>The glyphs of clean text. What takes no column is left out.</summary>
    public static IEnumerable<Glyph> Of(string text) => Ascii.IsValid(text)
        ? text.Select(c => new Glyph(AsciiTexts[c], 1))
        : GraphemeHelper.GetGraphemes(text).Select(grapheme => new Glyph(grapheme, grapheme.GetColumns())).Where(glyph => glyph.Columns > 0);

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
}
