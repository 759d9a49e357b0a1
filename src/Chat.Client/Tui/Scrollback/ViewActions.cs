using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Scrollback;

/// <summary>The keys of the chat view.</summary>
internal static class ViewActions
{
    /// <summary>A row up.</summary>
    public static readonly UiAction LineUp = new("view.line-up", "a row up", "Ctrl+CursorUp", "Shift+CursorUp");

    /// <summary>A row down.</summary>
    public static readonly UiAction LineDown = new("view.line-down", "a row down", "Ctrl+CursorDown", "Shift+CursorDown");

    /// <summary>Half a screen up.</summary>
    public static readonly UiAction HalfUp = new("view.half-up", "half a screen up", "Alt+PageUp");

    /// <summary>Half a screen down.</summary>
    public static readonly UiAction HalfDown = new("view.half-down", "half a screen down", "Alt+PageDown");

    /// <summary>To the oldest message at hand.</summary>
    public static readonly UiAction Oldest = new("view.oldest", "to the oldest message at hand; older ones come then", "Ctrl+Home");

    /// <summary>To the first unread message.</summary>
    public static readonly UiAction FirstUnread = new("view.first-unread", "to the first unread message", "Alt+Home");

    /// <summary>Opens the prompt of find.</summary>
    public static readonly UiAction Find = new("view.find", "find in what is loaded", "Alt+/");

    /// <summary>Chooses the message above.</summary>
    public static readonly UiAction ChooseUp = new("message.up", "choose the message above", "Alt+CursorUp");

    /// <summary>Chooses the message below.</summary>
    public static readonly UiAction ChooseDown = new("message.down", "choose the message below", "Alt+CursorDown");

    /// <summary>Sends a failed message again.</summary>
    public static readonly UiAction Resend = new("message.resend", "send a failed message again: the chosen one, or the last", "Alt+S");

    /// <summary>Drops a failed message, or takes back one that waits.</summary>
    public static readonly UiAction Drop = new("message.drop", "drop a failed message, or take back one that waits: the chosen one, or the last", "Alt+Delete");

    /// <summary>Shows the chosen message as it came.</summary>
    public static readonly UiAction Raw = new("chosen.raw", "beside a chosen message: show it as it came, or as usual again", "v") { MayBeLetter = true };

    /// <summary>Copies the chosen message.</summary>
    public static readonly UiAction Copy = new("chosen.copy", "beside a chosen message: copy its text", "c") { MayBeLetter = true };

    /// <summary>Opens the prompt of find.</summary>
    public static readonly UiAction ChosenFind = new("chosen.find", "beside a chosen message: find in what is loaded", "/") { MayBeLetter = true };

    /// <summary>The next older match.</summary>
    public static readonly UiAction FindOlder = new("chosen.older", "beside a chosen message: the next match above", "n") { MayBeLetter = true };

    /// <summary>The next newer match.</summary>
    public static readonly UiAction FindNewer = new("chosen.newer", "beside a chosen message: the next match below", "N") { MayBeLetter = true };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } =
        [LineUp, LineDown, HalfUp, HalfDown, Oldest, FirstUnread, Find, ChooseUp, ChooseDown, Resend, Drop, Raw, Copy, ChosenFind, FindOlder, FindNewer];
}
