using System.Globalization;
using Chat.Protocol;
using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>All commands: the one source for parsing, <c>/help</c>, completion and hints.</summary>
internal static class CommandTable
{
    /// <summary>The commands in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/help", "[command]", "Lists the commands, or explains one.", "/help join", ArgumentKind.Command, rest => new ChatCommand.Help(OrNull(rest))),
        new("/join", "<room>", "Enters a room, which is made when it does not exist; goes there when you are in it.", "/join python", ArgumentKind.Room, rest => Word(rest) is { } room ? new ChatCommand.Join(RoomName(room)) : null),
        new("/leave", "[room]", "Leaves the current room, or the one named.", "/leave python", ArgumentKind.Room, rest => rest.Length == 0 ? new ChatCommand.Leave(null) : Word(rest) is { } room ? new ChatCommand.Leave(RoomName(room)) : null),
        new("/rooms", "", "Lists the server's rooms.", "/rooms", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Rooms() : null),
        new("/users", "[room]", "Lists who is in the current room, or in the one named.", "/users lobby", ArgumentKind.Room, rest => rest.Length == 0 ? new ChatCommand.Users(null) : Word(rest) is { } room ? new ChatCommand.Users(RoomName(room)) : null),
        new("/msg", "<user> <message>", "Sends a private message.", "/msg bob Are you there?", ArgumentKind.User, ReadMsg),
        new("/me", "<action>", "Says what you do.", "/me waves", ArgumentKind.None, rest => OrNull(rest) is { } text ? new ChatCommand.Me(text) : null),
        new("/topic", "[text]", "Shows the room's topic, or sets it.", "/topic All about Python", ArgumentKind.None, rest => new ChatCommand.Topic(OrNull(rest))),
        new("/away", "[text]", "Says that you are away; without a text, that you are back.", "/away lunch", ArgumentKind.None, rest => new ChatCommand.Away(OrNull(rest))),
        new("/history", "[count, or before <seq>]", "Shows what was said in the current room last, or before a message; 'around <seq>' shows both sides of one.", "/history before 42", ArgumentKind.None, ReadHistory),
        new("/search", "<words> [from:user] [in:room]", "Finds messages in your rooms that have all the words, \"words in quotes\" side by side; /search more goes on.", "/search \"release notes\" from:bob in:python", ArgumentKind.Search, ReadSearch),
        new("/whois", "<user>", "Tells who a user is.", "/whois bob", ArgumentKind.User, rest => Word(rest) is { } user ? new ChatCommand.Whois(UserName(user)) : null),
        new("/nick", "<name>", "Gives you another name, as long as you are a guest.", "/nick alice2", ArgumentKind.None, rest => Word(rest) is { } user ? new ChatCommand.Nick(UserName(user)) : null),
        new("/register", "[invite]", "Makes you a registered user under the name you have; asks for a password.", "/register", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Register(null) : Word(rest) is { } invite ? new ChatCommand.Register(invite) : null),
        new("/password", "", "Changes your password; your other sessions end.", "/password", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Password() : null),
        new("/sessions", "", "Lists where you are logged in.", "/sessions", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Sessions() : null),
        new("/revoke", "<session>", "Ends one of your sessions, or all 'others'.", "/revoke others", ArgumentKind.None, rest => Word(rest) is { } session ? new ChatCommand.Revoke(session) : null),
        new("/unregister", "", "Deletes your account for good; nobody can have its name again.", "/unregister", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Unregister() : null),
        new("/quit", "", "Says goodbye and ends the program.", "/quit", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Quit() : null),
    ];

    /// <summary>The command of that name, with or without the slash, in any case; null when there is none.</summary>
    public static CommandInfo? Find(string name)
    {
        string written = name.StartsWith('/') ? name : "/" + name;
        return All.FirstOrDefault(info => info.Name.Equals(written, StringComparison.OrdinalIgnoreCase));
    }

    private static ChatCommand.Msg? ReadMsg(string rest)
    {
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        string text = space < 0 ? string.Empty : rest[space..].Trim();
        string user = space < 0 ? rest : UserName(rest[..space]);
        return text.Length == 0 || user.Length == 0 ? null : new ChatCommand.Msg(user, text);
    }

    private static ChatCommand.History? ReadHistory(string rest)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool isNumber = long.TryParse(words.LastOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return words switch
        {
            [] => new ChatCommand.History(),
            [_] when isNumber && number > 0 => new ChatCommand.History((int)Math.Min(number, ProtocolLimits.MaxPage)),
            [var word, _] when isNumber && word.Equals("before", StringComparison.OrdinalIgnoreCase) => new ChatCommand.History(Before: number),
            [var word, _] when isNumber && word.Equals("around", StringComparison.OrdinalIgnoreCase) => new ChatCommand.History(Around: number),
            _ => null,
        };
    }

    private static ChatCommand.Search? ReadSearch(string rest) =>
        rest.Equals("more", StringComparison.OrdinalIgnoreCase) ? new ChatCommand.Search(null)
        : SearchLine.Read(rest) is { } line ? new ChatCommand.Search(line)
        : null;

    private static string? OrNull(string rest) => rest.Length == 0 ? null : rest;

    private static string? Word(string rest) => rest.Length == 0 || rest.Contains(' ', StringComparison.Ordinal) || rest is "#" or "@" ? null : rest;

    // People who come from IRC write #room; no name begins so here.
    private static string RoomName(string written) => written.TrimStart('#');

    private static string UserName(string written) => written.TrimStart(RoomNames.PrivateMark);
}
