using Chat.Client.Settings;

namespace Chat.Client.Attention;

/// <summary>How a notification is told to the terminal.</summary>
internal enum NotifyWay
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>As the terminal is known to understand it; not at all where that is not known.</summary>
    Auto,

    /// <summary>By OSC 9, which iTerm2, kitty and others show.</summary>
    Osc9,

    /// <summary>By OSC 777, which foot, WezTerm, Ghostty, urxvt and others show.</summary>
    Osc777,
}

/// <summary>What calls for attention, and how.</summary>
internal static class AttentionSettings
{
    /// <summary>The level of rooms.</summary>
    public static readonly Setting<NotifyLevel> Rooms = new("attention.rooms", NotifyLevel.Mentions, SettingKinds.OneOf<NotifyLevel>(), "What of a room calls for attention, where /notify has set nothing else for it: every message, those that mention you or one of your words, or nothing.");

    /// <summary>The level of private talks.</summary>
    public static readonly Setting<NotifyLevel> Private = new("attention.private", NotifyLevel.All, SettingKinds.OneOf<NotifyLevel>(), "The same for private talks.");

    /// <summary>Highlighted words.</summary>
    public static readonly Setting<IReadOnlyList<string>> Words = new("attention.words", [], SettingKinds.Words, "Words that call you as your name does, in any case. /highlight changes them.");

    /// <summary>The bell.</summary>
    public static readonly Setting<bool> Bell = new("attention.bell", true, SettingKinds.Flag, "Ring the terminal's bell, at most every two seconds.");

    /// <summary>Notifications.</summary>
    public static readonly Setting<NotifyWay> Notify = new("attention.notify", NotifyWay.Auto, SettingKinds.OneOf<NotifyWay>(), "Have the terminal show a notification: auto where it is known to understand one; osc9 and osc777 say how, also through tmux where its allow-passthrough is on.");

    /// <summary>Text of messages in notifications.</summary>
    public static readonly Setting<bool> Preview = new("attention.preview", true, SettingKinds.Flag, "Show the text of messages in notifications; off shows only who wrote and where.");

    /// <summary>The window's title.</summary>
    public static readonly Setting<bool> Title = new("attention.title", true, SettingKinds.Flag, "Show the room and how many messages call for attention in the terminal's title.");

    /// <summary>Minutes until one is away.</summary>
    public static readonly Setting<int> AwayAfter = new("attention.away-after", 0, SettingKinds.Number(0, 1440), "Set you away after so many minutes without a key or click, and back with the next one; 0 is never. Off by default: whether you sit at the keyboard is yours to tell.");

    /// <summary>What is told then.</summary>
    public static readonly Setting<string> AwayText = new("attention.away-text", "idle", SettingKinds.Text, "What others see then.");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Rooms, Private, Words, Bell, Notify, Preview, Title, AwayAfter, AwayText];
}
