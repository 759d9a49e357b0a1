using Chat.Client.Tui.Painting.Themes;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace Chat.Client.Tui.Painting;

/// <summary>How each <see cref="Ink"/> looks now. Used on the interface's thread.</summary>
internal sealed class Palette
{
    private readonly TerminalColours _terminal;
    private Attribute[] _inks = [];

    /// <summary>The theme that fits the terminal.</summary>
    public Palette(TerminalColours terminal)
    {
        _terminal = terminal;
        Use(ThemeName.Auto);
    }

    /// <summary>The dark theme, or none.</summary>
    public Palette(bool colours)
        : this(new TerminalColours(WantsNone: !colours))
    {
    }

    /// <summary>The theme in use; never <see cref="ThemeName.Auto"/>.</summary>
    public ThemeName Theme { get; private set; }

    /// <summary>Why it is that one, in a few words; null where it was chosen.</summary>
    public string? Why { get; private set; }

    /// <summary>True where addresses are links for the terminal.</summary>
    public bool HasLinks { get; set; } = true;

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
    public Attribute this[Ink ink] => _inks[(int)ink];

    /// <summary>Changes the theme. What is on the screen must be drawn again.</summary>
    public void Use(ThemeName chosen)
    {
        (Theme, Why) = _terminal.Resolve(chosen);
        _inks = ThemeInks.Of(Theme, _terminal.IsBasic);
    }

    /// <summary>The colours of what the library draws itself.</summary>
    public Scheme Scheme()
    {
        Attribute text = this[Ink.Normal];
        return new Scheme(text) { Focus = text, Active = text, HotNormal = text, HotFocus = text, HotActive = text, Editable = text, ReadOnly = text };
    }

    private static TextStyle Style(Marks marks) =>
        (marks.HasFlag(Marks.Bold) ? TextStyle.Bold : TextStyle.None)
        | (marks.HasFlag(Marks.Italic) ? TextStyle.Italic : TextStyle.None)
        | (marks.HasFlag(Marks.Underline) ? TextStyle.Underline : TextStyle.None)
        | (marks.HasFlag(Marks.Strike) ? TextStyle.Strikethrough : TextStyle.None)
        | (marks.HasFlag(Marks.Reverse) ? TextStyle.Reverse : TextStyle.None);
}
