namespace Chat.Client.Commands.Table;

/// <summary>The lists at the sides, and the mouse.</summary>
internal static class PaneCommands
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/sort", "<name, activity or hand>", "Sorts the list of rooms.", "/sort activity", ArgumentKind.None, rest => Enum.TryParse(rest, ignoreCase: true, out RoomSort by) && Enum.IsDefined(by) && char.IsLetter(rest[0]) ? new ChatCommand.Sort(by) : null),
        new("/pin", "[room]", "Puts the current room, or the one named, above the others.", "/pin python", ArgumentKind.Room, rest => ReadPin(rest, pinned: true)),
        new("/unpin", "[room]", "Takes it back among the others.", "/unpin python", ArgumentKind.Room, rest => ReadPin(rest, pinned: false)),
        new("/mouse", "<on or off>", "Uses the mouse, or leaves it to the terminal.", "/mouse off", ArgumentKind.None, rest => rest.ToUpperInvariant() switch { "ON" => new ChatCommand.UseMouse(true), "OFF" => new ChatCommand.UseMouse(false), _ => null }),
    ];

    private static ChatCommand.Pin? ReadPin(string rest, bool pinned) =>
        rest.Length == 0 ? new ChatCommand.Pin(null, pinned) : Arguments.Word(rest) is { } room ? new ChatCommand.Pin(Arguments.RoomName(room), pinned) : null;
}
