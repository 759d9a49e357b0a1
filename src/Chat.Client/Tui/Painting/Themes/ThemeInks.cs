using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace Chat.Client.Tui.Painting.Themes;

/// <summary>How each <see cref="Ink"/> looks in a theme.</summary>
internal static class ThemeInks
{
    /// <summary>The looks, by the number of the ink.</summary>
    /// <param name="theme">The theme; not <see cref="ThemeName.Auto"/>.</param>
    /// <param name="isBasic">True where the terminal has 16 colours.</param>
    public static Attribute[] Of(ThemeName theme, bool isBasic) => [.. Enum.GetValues<Ink>().Select(ink => theme switch
    {
        ThemeName.Dark => Coloured(ink, isBasic ? ThemeColours.DarkBasic : ThemeColours.Dark),
        ThemeName.Light => Coloured(ink, isBasic ? ThemeColours.LightBasic : ThemeColours.Light),
        ThemeName.HighContrast => Coloured(ink, ThemeColours.HighContrast),
        ThemeName.None => new Attribute(Color.None, Color.None, Uncoloured(ink)),
        _ => throw new ArgumentOutOfRangeException(nameof(theme), theme, "Not a theme."),
    })];

    private static Attribute Coloured(Ink ink, ThemeColours c)
    {
        return ink switch
        {
            Ink.Normal => On(c.Text),
            Ink.Dim or Ink.Quote or Ink.Gutter or Ink.DayLine or Ink.Muted => On(c.Dim),
            Ink.Notice => On(c.Notice),
            Ink.Error or Ink.Failed => On(c.Bad, TextStyle.Bold),
            Ink.Self => On(c.Text, TextStyle.Bold),
            >= Ink.Nick and <= Ink.Nick12 => On(c.Nicks[ink - Ink.Nick], TextStyle.Bold),
            Ink.Unread or Ink.UnreadBadge => On(c.Warn, TextStyle.Bold),
            Ink.Gap or Ink.Away => On(c.Warn),
            Ink.Here => On(c.Good),
            Ink.ReadLine => On(c.Bad),
            Ink.Code => On(c.Code),
            Ink.Link => On(c.Link, TextStyle.Underline),
            Ink.MentionOther => On(c.Notice, TextStyle.Bold),
            Ink.Mention or Ink.MentionBadge => new Attribute(c.OnMark, c.Mark, TextStyle.Bold),
            Ink.Match => new Attribute(c.OnMark, c.Found, TextStyle.None),
            Ink.Selected or Ink.Bar => On(c.Text, TextStyle.Reverse),
            Ink.BarGood => On(c.Good, TextStyle.Reverse),
            Ink.BarWarn => On(c.Warn, TextStyle.Reverse),
            Ink.BarBad => On(c.Bad, TextStyle.Reverse | TextStyle.Bold),
            Ink.Popup => new Attribute(c.OnRaised, c.Raised, TextStyle.None),
            Ink.PopupHint => new Attribute(c.RaisedHint, c.Raised, TextStyle.None),
            _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "Not an ink."),
        };

        Attribute On(Color foreground, TextStyle style = TextStyle.None) => new(foreground, c.Ground, style);
    }

    private static TextStyle Uncoloured(Ink ink) => ink switch
    {
        Ink.Error or Ink.Failed or Ink.Gap or Ink.ReadLine => TextStyle.Bold,
        Ink.Self or Ink.Unread or Ink.UnreadBadge or Ink.MentionOther or Ink.Code => TextStyle.Bold,
        >= Ink.Nick and <= Ink.Nick12 => TextStyle.Bold,
        Ink.Link => TextStyle.Underline,
        Ink.Mention or Ink.MentionBadge or Ink.BarBad => TextStyle.Reverse | TextStyle.Bold,
        Ink.Match => TextStyle.Reverse | TextStyle.Underline,
        Ink.Selected or Ink.Bar or Ink.BarGood or Ink.BarWarn => TextStyle.Reverse,
        Ink.Popup or Ink.PopupHint => TextStyle.Reverse,
        _ => TextStyle.None,
    };
}
