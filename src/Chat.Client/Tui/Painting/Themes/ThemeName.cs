namespace Chat.Client.Tui.Painting.Themes;

/// <summary>The themes people can choose.</summary>
internal enum ThemeName
{
    /// <summary>One that fits the terminal.</summary>
    Auto,

    /// <summary>For a dark background, which stays the terminal's own.</summary>
    Dark,

    /// <summary>For a light background, which stays the terminal's own.</summary>
    Light,

    /// <summary>Bright on black, all of it at 7:1 or more.</summary>
    HighContrast,

    /// <summary>No colour: bold, underline and reverse.</summary>
    None,
}
