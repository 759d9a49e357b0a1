using System.Globalization;
using System.Text;
using Chat.Client.Text;

namespace Chat.Client.Tui.Scrollback;

/// <summary>A message's text as it came, made harmless.</summary>
internal static class RawText
{
    /// <summary>For the screen: what is invisible, or would move the cursor, stands there by its number, as <c>\u{1b}</c>. Lines stay lines.</summary>
    public static string Visible(string text)
    {
        var visible = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value != '\n' && CleanText.Line(rune.ToString()) != rune.ToString())
            {
                visible.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                visible.Append(rune.ToString());
            }
        }

        return CleanText.Block(visible.ToString());
    }

    /// <summary>For the clipboard: as it came, without control characters, which a terminal would obey when it is pasted.</summary>
    public static string ForClipboard(string text) => string.Concat(text.EnumerateRunes().Where(rune => rune.Value is '\n' or '\t' || !Rune.IsControl(rune)).Select(rune => rune.ToString()));
}
