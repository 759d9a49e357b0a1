using Chat.Client.Tui.Scrollback;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace Chat.Client.Tui.Painting;

/// <summary>How each <see cref="Ink"/> looks. Background and plain text keep the terminal's own colours.</summary>
/// <param name="colours">False to use none (<c>NO_COLOR</c>): bold, faint and reverse say it all.</param>
internal sealed class Palette(bool colours)
{
    /// <summary>How a look is drawn.</summary>
    public Attribute this[Look look]
    {
        get
        {
            Attribute plain = this[look.Ink];
            return look.Marks == Marks.None ? plain : plain with { Style = plain.Style | Style(look.Marks) };
        }
    }

    /// <summary>How an ink is drawn.</summary>
    public Attribute this[Ink ink] => ink switch
    {
        Ink.Normal => Of(Color.None, TextStyle.None),
        Ink.Dim => colours ? Of(Color.DarkGray, TextStyle.None) : Of(Color.None, TextStyle.Faint),
        Ink.Notice => Of(Color.Cyan, TextStyle.None),
        Ink.Error => Of(Color.BrightRed, TextStyle.Bold),
        Ink.Self => Of(Color.None, TextStyle.Bold),
        Ink.Nick => Of(Color.BrightGreen, TextStyle.Bold),
        Ink.Nick2 => Of(Color.BrightYellow, TextStyle.Bold),
        Ink.Nick3 => Of(Color.BrightMagenta, TextStyle.Bold),
        Ink.Nick4 => Of(Color.BrightCyan, TextStyle.Bold),
        Ink.Nick5 => Of(Color.BrightBlue, TextStyle.Bold),
        Ink.Nick6 => Of(Color.Green, TextStyle.Bold),
        Ink.Unread => Of(Color.BrightYellow, TextStyle.Bold),
        Ink.Selected => Of(Color.None, TextStyle.Reverse),
        Ink.Bar => Of(Color.None, TextStyle.Reverse),
        Ink.BarGood => Of(Color.Green, TextStyle.Reverse),
        Ink.BarBad => Of(Color.Red, TextStyle.Reverse | TextStyle.Bold),
        Ink.Popup or Ink.PopupHint => Of(Color.None, TextStyle.Reverse | TextStyle.Faint),
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "Not an ink."),
    };

    private Attribute Of(Color foreground, TextStyle style) => new(colours ? foreground : Color.None, Color.None, style);

    private static TextStyle Style(Marks marks) =>
        (marks.HasFlag(Marks.Bold) ? TextStyle.Bold : TextStyle.None)
        | (marks.HasFlag(Marks.Italic) ? TextStyle.Italic : TextStyle.None)
        | (marks.HasFlag(Marks.Underline) ? TextStyle.Underline : TextStyle.None)
        | (marks.HasFlag(Marks.Strike) ? TextStyle.Strikethrough : TextStyle.None)
        | (marks.HasFlag(Marks.Reverse) ? TextStyle.Reverse : TextStyle.None);
}
