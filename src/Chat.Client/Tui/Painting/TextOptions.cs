using Chat.Client.Attention;
using Chat.Client.Settings;

namespace Chat.Client.Tui.Painting;

/// <summary>How much of emoji is shown.</summary>
internal enum EmojiLevel
{
    /// <summary>Names between colons become emoji; skin tones and joined emoji are kept, which some terminals draw wider or narrower than they are.</summary>
    Full,

    /// <summary>Names between colons become emoji; what is joined stands side by side, without skin tones. No terminal breaks a row.</summary>
    Simple,

    /// <summary>Names between colons stay as they are.</summary>
    Off,
}

/// <summary>How the text of messages is shown.</summary>
internal sealed record TextOptions
{
    /// <summary>True to show what stars, underscores and the like mean.</summary>
    public bool HasMarkup { get; init; } = true;

    /// <summary>True to show the text as it came, with its invisible characters by their numbers.</summary>
    public bool IsRaw { get; init; }

    /// <summary>How much of emoji is shown.</summary>
    public EmojiLevel Emoji { get; init; } = EmojiLevel.Simple;

    /// <summary>The words to mark: the own name and those one wants to see; null for none.</summary>
    public Highlights? Marked { get; init; }

    /// <summary>What is set.</summary>
    public static TextOptions Of(ClientSettings settings) => new() { HasMarkup = settings.Get(TextSettings.Markup), Emoji = settings.Get(TextSettings.Emoji) };
}
