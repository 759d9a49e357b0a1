using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;
using Terminal.Gui.Drawing;
using Xunit;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace Chat.Client.Tests.Tui.Painting;

public sealed class ThemeSpecs
{
    private static readonly Ink[] Inks = Enum.GetValues<Ink>();

    [Theory]
    [InlineData("Dark", 0x000000, 4.5)]
    [InlineData("Dark", 0x1E1E2E, 4.5)]
    [InlineData("Dark", 0x282C34, 4.5)]
    [InlineData("Light", 0xFFFFFF, 4.5)]
    [InlineData("Light", 0xFDF6E3, 4.5)]
    [InlineData("HighContrast", 0x000000, 7)]
    public void Should_hold_contrast_in_every_ink(string theme, int ground, double least)
    {
        var background = new Color((byte)(ground >> 16), (byte)(ground >> 8), (byte)ground);
        var text = new Color(Luminance(background) < 0.5 ? ColorName16.White : ColorName16.Black);
        Attribute[] looks = ThemeInks.Of(Enum.Parse<ThemeName>(theme), isBasic: false);

        Assert.All(Inks, ink => Assert.True(Contrast(looks[(int)ink], text, background) >= least, $"{ink} has {Contrast(looks[(int)ink], text, background):0.0}:1"));
    }

    [Theory]
    [InlineData("Dark", false)]
    [InlineData("Light", true)]
    public void Should_stay_readable_with_sixteen_colours(string theme, bool isLight)
    {
        // The colours of VGA, which the Linux console has.
        Color background = isLight ? new Color(255, 255, 255) : new Color(0, 0, 0);
        Color text = isLight ? new Color(0, 0, 0) : new Color(170, 170, 170);
        Attribute[] looks = [.. ThemeInks.Of(Enum.Parse<ThemeName>(theme), isBasic: true).Select(look => new Attribute(Vga(look.Foreground), Vga(look.Background), look.Style))];

        Assert.All(Inks, ink => Assert.True(Contrast(looks[(int)ink], text, background) >= 4.5, $"{ink} has {Contrast(looks[(int)ink], text, background):0.0}:1"));
    }

    [Theory]
    [InlineData("Dark")]
    [InlineData("Light")]
    public void Should_have_twelve_colours_of_names_that_differ(string theme)
    {
        Color[] nicks = [.. ThemeInks.Of(Enum.Parse<ThemeName>(theme), isBasic: false)[(int)Ink.Nick..((int)Ink.Nick12 + 1)].Select(look => look.Foreground)];

        Assert.Equal(12, nicks.Length);
        for (int i = 0; i < nicks.Length; i++)
        {
            Assert.All(nicks[..i], other => Assert.True(Distance(other, nicks[i]) > 50, $"{other} is like {nicks[i]}"));
        }
    }

    [Fact]
    public void Should_use_no_colour_and_nothing_but_bold_underline_and_reverse_where_none_is_wanted() =>
        Assert.All(ThemeInks.Of(ThemeName.None, isBasic: false), look =>
        {
            Assert.Equal((Color.None, Color.None), (look.Foreground, look.Background));
            Assert.Equal(TextStyle.None, look.Style & ~(TextStyle.Bold | TextStyle.Underline | TextStyle.Reverse));
        });

    [Fact]
    public void Should_keep_the_terminals_background_in_dark_and_light_but_behind_marked_text() =>
        Assert.All(new[] { ThemeName.Dark, ThemeName.Light }, theme =>
            Assert.Equal(Color.None, ThemeInks.Of(theme, isBasic: false)[(int)Ink.Normal].Background));

    [Theory]
    [InlineData("", "", "Dark")]
    [InlineData("0;15", "", "Light")]
    [InlineData("0;default;15", "", "Light")]
    [InlineData("15;0", "", "Dark")]
    [InlineData("12;8", "", "Dark")]
    [InlineData("nonsense", "", "Dark")]
    [InlineData("0;15", "1", "None")]
    public void Should_choose_the_theme_that_fits_the_terminal(string colorFgBg, string noColor, string theme)
    {
        var terminal = TerminalColours.Of(name => name == "COLORFGBG" ? colorFgBg : name == "NO_COLOR" ? noColor : null);

        Assert.Equal(Enum.Parse<ThemeName>(theme), terminal.Resolve(ThemeName.Auto).Theme);
        Assert.Equal(ThemeName.HighContrast, terminal.Resolve(ThemeName.HighContrast).Theme);
    }

    [Theory]
    [InlineData("linux", null, null, true)]
    [InlineData("xterm-256color", "Apple_Terminal", null, true)]
    [InlineData("xterm-256color", "Apple_Terminal", "truecolor", false)]
    [InlineData("xterm-256color", null, null, false)]
    public void Should_know_terminals_with_sixteen_colours(string term, string? program, string? color, bool isBasic) =>
        Assert.Equal(isBasic, TerminalColours.Of(name => name switch { "TERM" => term, "TERM_PROGRAM" => program, "COLORTERM" => color, _ => null }).IsBasic);

    [Fact]
    public void Should_give_a_name_the_same_colour_in_any_case_and_use_them_all()
    {
        Assert.Equal(NickInk.Of("Alice"), NickInk.Of("aLICE"));
        Assert.Equal(NickInk.Of("Ärger"), NickInk.Of("a\u0308RGER"));
        Assert.Equal(NickInk.Count, Enumerable.Range(0, 500).Select(i => NickInk.Of($"user{i}")).Distinct().Count());
    }

    private static double Contrast(Attribute look, Color text, Color ground)
    {
        double a = Luminance(look.Foreground == Color.None ? text : look.Foreground);
        double b = Luminance(look.Background == Color.None ? ground : look.Background);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    // WCAG 2.1: relative luminance.
    private static double Luminance(Color color)
    {
        return (0.2126 * Linear(color.R)) + (0.7152 * Linear(color.G)) + (0.0722 * Linear(color.B));

        static double Linear(byte value) => value / 255.0 <= 0.04045 ? value / 255.0 / 12.92 : Math.Pow(((value / 255.0) + 0.055) / 1.055, 2.4);
    }

    private static double Distance(Color a, Color b) => Math.Sqrt(Math.Pow(a.R - b.R, 2) + Math.Pow(a.G - b.G, 2) + Math.Pow(a.B - b.B, 2));

    private static Color Vga(Color color)
    {
        if (color == Color.None)
        {
            return color;
        }

        int name = (int)color.GetClosestNamedColor16();
        int low = name >= 8 ? 85 : 0;
        int high = name >= 8 ? 255 : 170;
        return name == (int)ColorName16.Gray ? new Color(170, 170, 170)
            : new Color((name & 4) != 0 ? high : low, (name & 2) != 0 ? high : low, (name & 1) != 0 ? high : low);
    }
}
