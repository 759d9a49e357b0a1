namespace Chat.Client.Tui.Actions;

/// <summary>The keys of the whole program.</summary>
internal static class GeneralActions
{
    /// <summary>Another room by its place in the list, 1 to 9.</summary>
    public static readonly IReadOnlyList<UiAction> Rooms =
        [.. Enumerable.Range(1, 9).Select(number => new UiAction($"room.{number}", $"go to room {number} of the list", $"Alt+{number}"))];

    /// <summary>The room below.</summary>
    public static readonly UiAction NextRoom = new("room.next", "next room", "Ctrl+N");

    /// <summary>The room above.</summary>
    public static readonly UiAction PreviousRoom = new("room.previous", "previous room", "Ctrl+P");

    /// <summary>Scrolls up.</summary>
    public static readonly UiAction PageUp = new("view.page-up", "a screen up; at the top older messages come", "PageUp");

    /// <summary>Scrolls down.</summary>
    public static readonly UiAction PageDown = new("view.page-down", "a screen down", "PageDown");

    /// <summary>To the newest message.</summary>
    public static readonly UiAction Newest = new("view.newest", "to the newest message", "Ctrl+End");

    /// <summary>Connects at once.</summary>
    public static readonly UiAction Retry = new("connection.retry", "connect again at once", "Ctrl+R");

    /// <summary>Shows help.</summary>
    public static readonly UiAction Help = new("help", "keys and commands", "F1");

    /// <summary>Gives up what is being done.</summary>
    public static readonly UiAction Cancel = new("cancel", "close what is open, give up what is asked", "Esc");

    /// <summary>Clears the line, or ends the program.</summary>
    public static readonly UiAction Interrupt = new("interrupt", "clear the line; in an empty one, quit", "Ctrl+C");

    /// <summary>Ends the program.</summary>
    public static readonly UiAction Quit = new("quit", "quit", "Ctrl+Q");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } =
        [.. Rooms, NextRoom, PreviousRoom, PageUp, PageDown, Newest, Retry, Help, Cancel, Interrupt, Quit];
}
