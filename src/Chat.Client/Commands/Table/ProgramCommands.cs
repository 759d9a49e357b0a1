namespace Chat.Client.Commands.Table;

/// <summary>The program itself.</summary>
internal static class ProgramCommands
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/connection", "", "Shows whether the connection is encrypted, and by what the server is trusted.", "/connection", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Connection() : null),
        new("/quit", "", "Says goodbye and ends the program.", "/quit", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Quit() : null),
    ];
}
