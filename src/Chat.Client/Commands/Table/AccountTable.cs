namespace Chat.Client.Commands.Table;

/// <summary>The own name and account.</summary>
internal static class AccountTable
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/nick", "<name>", "Gives you another name, as long as you are a guest.", "/nick alice2", ArgumentKind.None, rest => Arguments.Word(rest) is { } user ? new ChatCommand.Nick(Arguments.UserName(user)) : null),
        new("/register", "[invite]", "Makes you a registered user under the name you have; asks for a password.", "/register", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Register(null) : Arguments.Word(rest) is { } invite ? new ChatCommand.Register(invite) : null) { TakesSecret = true },
        new("/password", "", "Changes your password; your other sessions end.", "/password", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Password() : null) { TakesSecret = true },
        new("/sessions", "", "Lists where you are logged in.", "/sessions", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Sessions() : null),
        new("/revoke", "<session>", "Ends one of your sessions, or all 'others'.", "/revoke others", ArgumentKind.None, rest => Arguments.Word(rest) is { } session ? new ChatCommand.Revoke(session) : null),
        new("/unregister", "", "Deletes your account for good; nobody can have its name again.", "/unregister", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Unregister() : null) { TakesSecret = true },
    ];
}
