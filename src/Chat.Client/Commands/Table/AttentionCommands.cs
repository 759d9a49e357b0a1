using Chat.Client.Attention;

namespace Chat.Client.Commands.Table;

/// <summary>What calls for attention.</summary>
internal static class AttentionCommands
{
    /// <summary>They, in the order in which help shows them.</summary>
    public static IReadOnlyList<CommandInfo> All { get; } =
    [
        new("/notify", "[room] [all, mentions or none]", "Sets what of a room rings and notifies: every message, those that mention you, or nothing; shows it without a level.", "/notify python all", ArgumentKind.Room, ReadNotify) { Words = NotifyLevels.Kind.Choices },
        new("/dnd", "[on, off, 30m, 2h or until 14:00]", "Do not disturb: nothing rings or notifies until you say so, for a time, or until a time; without a word it changes over.", "/dnd 30m", ArgumentKind.None, rest => QuietWish.Read(rest) is { } wish ? new ChatCommand.DoNotDisturb(wish) : null) { Words = ["on", "off", "30m", "2h", "until "] },
        new("/highlight", "[add, remove or list] [word]", "Lists the words that call you as your name does, adds one or removes one.", "/highlight add release", ArgumentKind.None, ReadHighlight) { Words = ["add ", "remove ", "list"] },
    ];

    private static ChatCommand.Notify? ReadNotify(string rest)
    {
        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool hasLevel = words.Length > 0 & NotifyLevels.Kind.TryRead(words.LastOrDefault(string.Empty), out NotifyLevel level);
        return words switch
        {
            [] => new ChatCommand.Notify(null, null),
            [_] when hasLevel => new ChatCommand.Notify(null, level),
            [var room] => new ChatCommand.Notify(Arguments.RoomName(room), null),
            [var room, _] when hasLevel => new ChatCommand.Notify(Arguments.RoomName(room), level),
            _ => null,
        };
    }

    private static ChatCommand.Highlight? ReadHighlight(string rest)
    {
        int space = rest.IndexOf(' ', StringComparison.Ordinal);
        string what = (space < 0 ? rest : rest[..space]).ToLowerInvariant();
        string word = space < 0 ? string.Empty : rest[space..].Trim();
        return (what, word.Length > 0 && !word.Contains(',', StringComparison.Ordinal)) switch
        {
            ("" or "list", false) when word.Length == 0 => new ChatCommand.Highlight(null, Add: false),
            ("add", true) => new ChatCommand.Highlight(word, Add: true),
            ("remove", true) => new ChatCommand.Highlight(word, Add: false),
            _ => null,
        };
    }
}
