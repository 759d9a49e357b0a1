using Chat.Client.Settings;
using Chat.Client.Tui.Painting.Themes;

namespace Chat.Client.Tui.Painting;

/// <summary>What can be set of text and colours.</summary>
internal static class TextSettings
{
    /// <summary>The theme.</summary>
    public static readonly Setting<ThemeName> Theme = new(
        "ui.theme", ThemeName.Auto, SettingKinds.OneOf<ThemeName>(),
        "The colours. auto is dark, or light where COLORFGBG says that the terminal is, or none where NO_COLOR is set. dark and light keep the terminal's own background.");

    /// <summary>Whether markup is shown.</summary>
    public static readonly Setting<bool> Markup = new(
        "text.markup", true, SettingKinds.Flag,
        "Shows *bold*, _italic_, ~~struck~~, `code`, ``` blocks, > quotes and [links](https://…) as such; off, messages stand as they were typed.");

    /// <summary>How much of emoji is shown.</summary>
    public static readonly Setting<EmojiLevel> Emoji = new(
        "text.emoji", EmojiLevel.Simple, SettingKinds.OneOf<EmojiLevel>(),
        "simple shows :names: as emoji and joined emoji as their parts, which no terminal draws wrong. full keeps skin tones, joined and recent emoji: for terminals that can. off leaves :names: as they are.");

    /// <summary>Whether addresses are links for the terminal.</summary>
    public static readonly Setting<bool> Links = new(
        "text.links", true, SettingKinds.Flag,
        "Tells the terminal where links lead (OSC 8), so that it can open them, usually with Ctrl and a click.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Theme, Markup, Emoji, Links];
}
