using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Moving;

/// <summary>The keys that lead to another room.</summary>
internal static class MoveActions
{
    /// <summary>Opens the switcher.</summary>
    public static readonly UiAction Switch = new("switcher", "go to a room or person, or do a command, by a few letters of it", "Ctrl+K");

    /// <summary>The next room with unread messages.</summary>
    public static readonly UiAction NextUnread = new("room.next-unread", "next room with unread messages", "Alt+N");

    /// <summary>The room before with unread messages.</summary>
    public static readonly UiAction PreviousUnread = new("room.previous-unread", "previous room with unread messages", "Alt+P");

    /// <summary>The next room where one is mentioned.</summary>
    public static readonly UiAction NextMention = new("room.next-mention", "next room that mentions you", "Alt+A");

    /// <summary>The room visited before.</summary>
    public static readonly UiAction Last = new("room.last", "the room you were in before; again to come back", "Alt+L");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } = [Switch, NextUnread, PreviousUnread, NextMention, Last];
}
