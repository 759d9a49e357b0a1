using Chat.Client.Tui.Actions;

namespace Chat.Client.Tui.Panes;

/// <summary>The keys for the lists at the sides.</summary>
internal static class PaneActions
{
    /// <summary>Shows or hides the rooms.</summary>
    public static readonly UiAction ToggleRooms = new("rooms.toggle", "show or hide the rooms", "F2");

    /// <summary>Shows or hides the people.</summary>
    public static readonly UiAction TogglePeople = new("people.toggle", "show or hide the people", "F3");

    /// <summary>Gives the rooms less room.</summary>
    public static readonly UiAction NarrowRooms = new("rooms.narrower", "the rooms' list narrower", "Alt+,");

    /// <summary>Gives the rooms more room.</summary>
    public static readonly UiAction WidenRooms = new("rooms.wider", "the rooms' list wider", "Alt+.");

    /// <summary>Gives the people less room.</summary>
    public static readonly UiAction NarrowPeople = new("people.narrower", "the people's list narrower", "Alt+'");

    /// <summary>Gives the people more room.</summary>
    public static readonly UiAction WidenPeople = new("people.wider", "the people's list wider", "Alt+;");

    /// <summary>Pins the current room, or takes the pin away.</summary>
    public static readonly UiAction Pin = new("room.pin", "pin the room above the others, or unpin it", "Alt+0");

    /// <summary>Moves the current room up.</summary>
    public static readonly UiAction MoveUp = new("room.move-up", "move the room up in the list", "Alt+Shift+CursorUp");

    /// <summary>Moves the current room down.</summary>
    public static readonly UiAction MoveDown = new("room.move-down", "move the room down in the list", "Alt+Shift+CursorDown");

    /// <summary>What can be done with the current room.</summary>
    public static readonly UiAction Menu = new("room.menu", "what can be done with the room", "Alt+O");

    /// <summary>Shows the whole topic.</summary>
    public static readonly UiAction Topic = new("room.topic", "the whole topic", "Alt+H");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<UiAction> All { get; } =
        [ToggleRooms, TogglePeople, NarrowRooms, WidenRooms, NarrowPeople, WidenPeople, Pin, MoveUp, MoveDown, Menu, Topic];
}
