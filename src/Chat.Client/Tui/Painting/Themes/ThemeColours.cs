using Terminal.Gui.Drawing;
using Color = Terminal.Gui.Drawing.Color;

namespace Chat.Client.Tui.Painting.Themes;

/// <summary>The colours of a theme. What is <see cref="Color.None"/> is the terminal's own.</summary>
internal sealed record ThemeColours
{
    /// <summary>Behind everything.</summary>
    public Color Ground { get; init; } = Color.None;

    /// <summary>What people say.</summary>
    public Color Text { get; init; } = Color.None;

    /// <summary>What matters less.</summary>
    public required Color Dim { get; init; }

    /// <summary>Joins, leaves, answers.</summary>
    public required Color Notice { get; init; }

    /// <summary>Good states.</summary>
    public required Color Good { get; init; }

    /// <summary>What wants a look.</summary>
    public required Color Warn { get; init; }

    /// <summary>What went wrong.</summary>
    public required Color Bad { get; init; }

    /// <summary>Code.</summary>
    public required Color Code { get; init; }

    /// <summary>Addresses.</summary>
    public required Color Link { get; init; }

    /// <summary>Text on <see cref="Mark"/> and <see cref="Found"/>.</summary>
    public required Color OnMark { get; init; }

    /// <summary>Behind mentions.</summary>
    public required Color Mark { get; init; }

    /// <summary>Behind what was searched for.</summary>
    public required Color Found { get; init; }

    /// <summary>Text of lists over the rest, and of the chosen message.</summary>
    public required Color OnRaised { get; init; }

    /// <summary>Behind them.</summary>
    public required Color Raised { get; init; }

    /// <summary>What is said of an entry of such a list.</summary>
    public required Color RaisedHint { get; init; }

    /// <summary>Names, as many as there are inks for them.</summary>
    public required IReadOnlyList<Color> Nicks { get; init; }

    /// <summary>For dark backgrounds.</summary>
    public static ThemeColours Dark { get; } = new()
    {
        Dim = Rgb(0x9E9E9E),
        Notice = Rgb(0x6FC7D9),
        Good = Rgb(0x7FD88F),
        Warn = Rgb(0xFFCD4F),
        Bad = Rgb(0xFF8A80),
        Code = Rgb(0xE5C07B),
        Link = Rgb(0x7CB8FF),
        OnMark = Rgb(0x1A1A1A),
        Mark = Rgb(0xFFD75F),
        Found = Rgb(0x8FE3FF),
        OnRaised = Rgb(0xF0F0F0),
        Raised = Rgb(0x3A3F4B),
        RaisedHint = Rgb(0xC4C4C4),
        Nicks = Rgbs(0xFCC5BD, 0xE97F12, 0xFFCD4F, 0x98AA07, 0x80F290, 0x00B89D, 0x59EBFE, 0x11AAEF, 0xC2D4FD, 0xAB84FA, 0xFEB8FE, 0xEE6BA0),
    };

    /// <summary>For light backgrounds.</summary>
    public static ThemeColours Light { get; } = new()
    {
        Dim = Rgb(0x666666),
        Notice = Rgb(0x00607A),
        Good = Rgb(0x006B2D),
        Warn = Rgb(0x8A4B00),
        Bad = Rgb(0xB3001B),
        Code = Rgb(0x7A3E00),
        Link = Rgb(0x0B57B0),
        OnMark = Rgb(0x1A1A1A),
        Mark = Rgb(0xFFD75F),
        Found = Rgb(0x9FE0F5),
        OnRaised = Rgb(0x1A1A1A),
        Raised = Rgb(0xDEDEDE),
        RaisedHint = Rgb(0x4A4A4A),
        Nicks = Rgbs(0x810009, 0xA05509, 0x533F05, 0x677406, 0x04511B, 0x0F7D6B, 0x004C54, 0x0374A5, 0x172BAA, 0x7B46CE, 0x6E0171, 0xBD1D6D),
    };

    /// <summary>Bright on black.</summary>
    public static ThemeColours HighContrast { get; } = Basic(
        dim: ColorName16.White,
        notice: ColorName16.BrightCyan,
        good: ColorName16.BrightGreen,
        warn: ColorName16.BrightYellow,
        bad: ColorName16.BrightYellow,
        code: ColorName16.BrightGreen,
        link: ColorName16.BrightCyan,
        [ColorName16.BrightGreen, ColorName16.BrightYellow, ColorName16.BrightCyan, ColorName16.White]) with
    {
        Ground = new Color(ColorName16.Black),
        Text = new Color(ColorName16.White),
    };

    /// <summary>For dark backgrounds where there are 16 colours.</summary>
    public static ThemeColours DarkBasic { get; } = Basic(
        dim: ColorName16.Gray,
        notice: ColorName16.Cyan,
        good: ColorName16.BrightGreen,
        warn: ColorName16.BrightYellow,
        bad: ColorName16.BrightRed,
        code: ColorName16.BrightYellow,
        link: ColorName16.BrightCyan,
        [ColorName16.BrightGreen, ColorName16.BrightYellow, ColorName16.BrightMagenta, ColorName16.BrightCyan, ColorName16.Green, ColorName16.White]);

    /// <summary>For light backgrounds where there are 16 colours.</summary>
    public static ThemeColours LightBasic { get; } = Basic(
        dim: ColorName16.DarkGray,
        notice: ColorName16.Blue,
        good: ColorName16.Blue,
        warn: ColorName16.Magenta,
        bad: ColorName16.Red,
        code: ColorName16.Magenta,
        link: ColorName16.Blue,
        [ColorName16.Blue, ColorName16.Red, ColorName16.Magenta, ColorName16.Black]);

    private static ThemeColours Basic(
        ColorName16 dim, ColorName16 notice, ColorName16 good, ColorName16 warn, ColorName16 bad, ColorName16 code, ColorName16 link, ColorName16[] nicks) => new()
        {
            Dim = new Color(dim),
            Notice = new Color(notice),
            Good = new Color(good),
            Warn = new Color(warn),
            Bad = new Color(bad),
            Code = new Color(code),
            Link = new Color(link),
            OnMark = new Color(ColorName16.Black),
            Mark = new Color(ColorName16.BrightYellow),
            Found = new Color(ColorName16.BrightCyan),
            OnRaised = new Color(ColorName16.White),
            Raised = new Color(ColorName16.Blue),
            RaisedHint = new Color(ColorName16.White),
            Nicks = [.. Enumerable.Range(0, NickInk.Count).Select(i => new Color(nicks[i % nicks.Length]))],
        };

    private static Color Rgb(int value) => new((byte)(value >> 16), (byte)(value >> 8), (byte)value);

    private static Color[] Rgbs(params int[] values) => [.. values.Select(Rgb)];
}
