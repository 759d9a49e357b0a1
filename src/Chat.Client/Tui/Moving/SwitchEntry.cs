using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Moving;

/// <summary>Where one can go, or what one can do.</summary>
/// <param name="Name">The room, <c>@person</c> or <c>/command</c>.</param>
/// <param name="Hint">What is said of it, clean.</param>
/// <param name="IsMine">True for a room one is in, and for a private chat that there is.</param>
internal sealed record SwitchEntry(string Name, string Hint, bool IsMine = false);

/// <summary>An entry that fits what was typed.</summary>
internal sealed record SwitchMatch(SwitchEntry Entry, FuzzyMatch Match);

/// <summary>Everything that the switcher leads to, best first.</summary>
internal static class SwitchEntries
{
    private const int MostPeople = 20_000;
    private const int MostShown = 200;

    /// <summary>Collects the entries: rooms with the latest visited first, then people, other rooms, and commands.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="visited">Rooms in the order of the last visit.</param>
    /// <param name="known">Rooms of the server.</param>
    public static List<SwitchEntry> Of(ChatState state, IEnumerable<string> visited, IEnumerable<string> known)
    {
        var taken = new HashSet<string>(RoomNames.Users);
        List<SwitchEntry> entries = [];
        // The room that is shown is the one that nobody wants to go to.
        List<string> latest = [.. visited];
        foreach (string room in latest.Skip(1).Concat(state.Rooms.Keys.Where(room => !latest.Take(1).Contains(room, RoomNames.Users))).Concat(latest.Take(1)))
        {
            Add(room, state.Rooms.GetValueOrDefault(room) is { Unread: > 0 and var unread } ? $"{unread} unread" : string.Empty, isMine: true);
        }

        foreach (string user in state.Rooms.Values.SelectMany(room => room.Members.Keys).Distinct(RoomNames.Users).Where(user => !state.IsSelf(user)).Take(MostPeople))
        {
            Add(RoomNames.PrivateWith(user), "talk in private", isMine: false);
        }

        foreach (string room in known)
        {
            Add(room, "enter", isMine: false);
        }

        entries.AddRange(CommandTable.All.Select(command => new SwitchEntry(command.Name, command.Help)));
        return entries;

        void Add(string name, string hint, bool isMine)
        {
            if (taken.Add(name))
            {
                entries.Add(new SwitchEntry(name, hint, isMine));
            }
        }
    }

    /// <summary>Those that fit, the best first; of the same fit in the order in which they were collected.</summary>
    public static List<SwitchMatch> Find(string typed, IReadOnlyList<SwitchEntry> entries)
    {
        string letters = string.Concat(typed.Where(c => !char.IsWhiteSpace(c)));
        return [.. entries
            .Where(entry => letters.Length > 0 || !entry.Name.StartsWith('/'))
            .Select(entry => (entry, match: Fit(letters, entry)))
            .Where(pair => pair.match is not null)
            .OrderByDescending(pair => pair.match!.Score)
            .Take(MostShown)
            .Select(pair => new SwitchMatch(pair.entry, pair.match!))];
    }

    // The mark before a person or a command need not be typed. A room one is in is more likely meant than one that one is not.
    private static FuzzyMatch? Fit(string letters, SwitchEntry entry)
    {
        const int mine = 10;
        int skip = entry.Name[0] is RoomNames.PrivateMark or '/' && letters.Length > 0 && letters[0] != entry.Name[0] ? 1 : 0;
        return Fuzzy.Match(letters, CleanText.Line(entry.Name[skip..])) is { } match
            ? new FuzzyMatch(letters.Length == 0 ? 0 : match.Score + (entry.IsMine ? mine : 0), [.. match.At.Select(at => at + skip)])
            : null;
    }
}
