using System.Globalization;

namespace Chat.Client.Tui.Painting.Themes;

/// <summary>What the environment says of the terminal's colours.</summary>
/// <param name="WantsNone">True where <c>NO_COLOR</c> is set.</param>
/// <param name="IsLight">True where <c>COLORFGBG</c> tells of a light background.</param>
/// <param name="IsBasic">True for terminals with 16 colours.</param>
internal sealed record TerminalColours(bool WantsNone = false, bool IsLight = false, bool IsBasic = false)
{
    private const int LightGray = 7;
    private const int FirstBright = 9;
    private const int LastBright = 15;

    /// <summary>Reads the environment.</summary>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    public static TerminalColours Of(Func<string, string?> variable) => new(
        !string.IsNullOrEmpty(variable("NO_COLOR")),
        HasLightGround(variable("COLORFGBG")),
        variable("TERM") is "linux" || (variable("TERM_PROGRAM") == "Apple_Terminal" && variable("COLORTERM") is not ("truecolor" or "24bit")));

    /// <summary>The theme that a choice comes to on this terminal, and why where that is not plain.</summary>
    public (ThemeName Theme, string? Why) Resolve(ThemeName chosen) => chosen switch
    {
        not ThemeName.Auto => (chosen, null),
        _ when WantsNone => (ThemeName.None, "NO_COLOR is set"),
        _ when IsLight => (ThemeName.Light, "COLORFGBG tells of a light background"),
        _ => (ThemeName.Dark, "the default"),
    };

    // Foreground, perhaps something else, background: 0;15 or 0;default;15.
    private static bool HasLightGround(string? value) =>
        int.TryParse(value?.Split(';')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int ground) && ground is LightGray or (>= FirstBright and <= LastBright);
}
