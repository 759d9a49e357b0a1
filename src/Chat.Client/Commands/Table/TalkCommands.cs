using System.Globalization;
using Chat.Protocol;

namespace Chat.Client.Commands.Table;

/// <summary>Talking, rooms and people.</summary>
internal static class TalkCommands
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/help", "[command, setting, keys or settings]", "Lists the commands, or explains one.", "/help join", ArgumentKind.Command, ReadHelp),
        new("/join", "<room>", "Enters a room, which is made when it does not exist; goes there when you are in it.", "/join python", ArgumentKind.Room, rest => Arguments.Word(rest) is { } room ? new ChatCommand.Join(Arguments.RoomName(room)) : null),
        new("/leave", "[room]", "Leaves the current room, or the one named.", "/leave python", ArgumentKind.Room, rest => rest.Length == 0 ? new ChatCommand.Leave(null) : Arguments.Word(rest) is { } room ? new ChatCommand.Leave(Arguments.RoomName(room)) : null),
        new("/rooms", "", "Lists the server's rooms.", "/rooms", ArgumentKind.None, rest => rest.Length == 0 ? new ChatCommand.Rooms() : null),
        new("/users", "[room]", "Lists who is in the current room, or in the one named.", "/users lobby", ArgumentKind.Room, rest => rest.Length == 0 ? new ChatCommand.Users(null) : Arguments.Word(rest) is { } room ? new ChatCommand.Users(Arguments.RoomName(room)) : null),
        new("/msg", "<user> <message>", "Sends a private message.", "/msg bob Are you there?", ArgumentKind.User, ReadMsg),
        new("/me", "<action>", "Says what you do.", "/me waves", ArgumentKind.None, rest => Arguments.OrNull(rest) is { } text ? new ChatCommand.Me(text) : null),
        new("/topic", "[text]", "Shows the room's topic, or sets it.", "/topic All about Python", ArgumentKind.None, rest => new ChatCommand.Topic(Arguments.OrNull(rest))),
        new("/away", "[text]", "Says that you are away; without a text, that you are back.", "/away lunch", ArgumentKind.None, rest => new ChatCommand.Away(Arguments.OrNull(rest))),
        new("/history", "[count, or before <seq>]", "Shows what was said in the current room last, or before a message; 'around <seq>' shows both sides of one.", "/history before 42", ArgumentKind.None, ReadHistory),
        new("/search", "<words> [from:user] [in:room]", "Finds messages in your rooms that have all the words, \"words in quotes\" side by side; /search more goes on.", "/search \"release notes\" from:bob in:python", ArgumentKind.Search, ReadSearch),
        new("/whois", "<user>", "Tells who a user is.", "/whois bob", ArgumentKind.User, rest => Arguments.Word(rest) is { } user ? new ChatCommand.Whois(Arguments.UserName(user)) : null),
    ];

    private static ChatCommand ReadHelp(string rest) =>
        rest.Equals("keys", StringComparison.OrdinalIgnoreCase) ? new ChatCommand.Keys() : new ChatCommand.Help(Arguments.OrNull(rest));

    private static ChatCommand.Msg? ReadMsg(string rest)
    {
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        string text = space < 0 ? string.Empty : rest[space..].Trim();
        string user = space < 0 ? rest : Arguments.UserName(rest[..space]);
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
}
