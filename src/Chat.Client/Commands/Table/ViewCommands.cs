namespace Chat.Client.Commands.Table;

/// <summary>Moving about in the chat view.</summary>
internal static class ViewCommands
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/goto", "<date, time, #number, unread, start or end>", "Shows what was said then: '2026-11-20', 'yesterday 14:30', 'monday', '14:30', '#120' for a message by its number.", "/goto yesterday 14:30", ArgumentKind.None, rest => MessageSpot.Read(rest) is { } spot ? new ChatCommand.GoToPlace(spot) : null),
        new("/find", "[text]", "Finds a text in the messages that are loaded; case and accents make no difference. To search everything on the server: /search.", "/find release notes", ArgumentKind.None, rest => new ChatCommand.FindLoaded(Arguments.OrNull(rest))),
    ];
}
