using Chat.Sdk.State;

namespace Chat.Client.Commands;

/// <summary>A line with a word completed.</summary>
/// <param name="Text">The whole line.</param>
/// <param name="Caret">Where the caret stands in it, in UTF-16 units.</param>
internal readonly record struct Completion(string Text, int Caret);

/// <summary>Completes the word before the caret; asked again right after, it offers the next candidate.</summary>
internal sealed class Completer
{
    private IReadOnlyList<string> _candidates = [];
    private int _next;
    private int _start;
    private string _tail = string.Empty;
    private string _offered = string.Empty;
    private int _offeredCaret;

    /// <summary>The line with the next candidate in it; null when nothing fits.</summary>
    /// <param name="text">The line.</param>
    /// <param name="caret">Where the caret stands, in UTF-16 units.</param>
    /// <param name="back">True to go through the candidates backwards.</param>
    /// <param name="state">Rooms and members to choose from.</param>
    /// <param name="room">The current room.</param>
    /// <param name="knownRooms">Rooms that were listed, beside the own ones.</param>
    public Completion? Next(string text, int caret, bool back, ChatState state, string? room, IEnumerable<string> knownRooms)
    {
        if (_candidates.Count == 0 || text != _offered || caret != _offeredCaret)
        {
            Begin(text, caret, state, room, knownRooms);
        }
        else
        {
            _next += back ? -1 : 1;
        }

        if (_candidates.Count == 0)
        {
            return null;
        }

        _next = (_next + _candidates.Count) % _candidates.Count;
        string candidate = _candidates[_next];
        _offered = string.Concat(text.AsSpan(0, _start), candidate, _tail);
        _offeredCaret = _start + candidate.Length;
        return new Completion(_offered, _offeredCaret);
    }

    private void Begin(string text, int caret, ChatState state, string? room, IEnumerable<string> knownRooms)
    {
        caret = Math.Clamp(caret, 0, text.Length);
        _start = text.LastIndexOf(' ', Math.Max(0, caret - 1), Math.Max(0, caret)) + 1;
        _tail = text[caret..];
        _next = 0;
        string word = text[_start..caret];
        _candidates = [.. Candidates(text, word, state, room, knownRooms)
            .Where(candidate => candidate.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private IEnumerable<string> Candidates(string text, string word, ChatState state, string? room, IEnumerable<string> knownRooms)
    {
        if (_start == 0 && word.StartsWith('/'))
        {
            return CommandTable.All.Select(info => info.Name + " ");
        }

        if (_start == 0)
        {
            return word.Length == 0 ? [] : Nicks(state, room).Select(nick => nick + ": ");
        }

        string[] before = text[.._start].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        CommandInfo? command = before is [['/', ..], ..] ? CommandTable.Find(before[0]) : null;
        ArgumentKind first = command?.First ?? ArgumentKind.None;
        ArgumentKind kind = before.Length == 1 || first == ArgumentKind.Search ? first : ArgumentKind.None;
        IEnumerable<string> words = command?.Words ?? [];
        return words.Concat(command?.Words.Count > 0 && kind == ArgumentKind.None ? [] : kind switch
        {
            ArgumentKind.Command => CommandTable.All.Select(info => info.Name[1..]),
            ArgumentKind.Room => state.Rooms.Keys.Concat(knownRooms),
            ArgumentKind.Search when word.StartsWith(SearchLine.InMark, StringComparison.OrdinalIgnoreCase) => state.Rooms.Keys.Select(name => $"{SearchLine.InMark}{name} "),
            ArgumentKind.Search when word.StartsWith(SearchLine.FromMark, StringComparison.OrdinalIgnoreCase) =>
                state.Rooms.Values.SelectMany(view => view.Members.Keys).Order(RoomNames.Users).Select(nick => $"{SearchLine.FromMark}{nick} "),
            ArgumentKind.User => state.Rooms.Values.SelectMany(view => view.Members.Keys).Where(nick => !state.IsSelf(nick)).Order(RoomNames.Users).Select(nick => nick + " "),
            _ => word.Length == 0 ? [] : Nicks(state, room).Select(nick => nick + " "),
        });
    }

    private static IEnumerable<string> Nicks(ChatState state, string? room) =>
        room is not null && state.Rooms.TryGetValue(room, out RoomView? view)
            ? view.Members.Keys.Where(nick => !state.IsSelf(nick)).Concat(view.Partner is { } partner ? [partner] : [])
            : [];
}
