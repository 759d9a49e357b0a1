using System.Collections.Immutable;
using Chat.Client.Text;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>How people move.</summary>
internal enum MoveKind
{
    /// <summary>Somebody came into the room.</summary>
    Joined,

    /// <summary>Somebody went.</summary>
    Left,

    /// <summary>Somebody has another name.</summary>
    Renamed,
}

/// <summary>Somebody came, went or took another name.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="User">Who, as the server writes it.</param>
/// <param name="To">The other name.</param>
internal sealed record Move(MoveKind Kind, string User, string? To = null);

/// <summary>What is shown of those who come and go (<see cref="ViewSettings.Joins"/>).</summary>
internal enum JoinsShown
{
    /// <summary>Those between two messages in one line.</summary>
    Fold,

    /// <summary>Each in a line of its own.</summary>
    All,

    /// <summary>Nothing.</summary>
    None,
}

/// <summary>Folds notices of people who come and go between two messages into one line that says what it came to.</summary>
internal static class Folding
{
    private const int MostNamed = 4;

    /// <summary>The entries of a timeline that notices make.</summary>
    /// <param name="notices">In the order in which they stand.</param>
    /// <param name="joins">What is shown of moves.</param>
    public static ImmutableArray<(long AfterSeq, TimelineItem Item)> Items(IReadOnlyList<Notice> notices, JoinsShown joins)
    {
        var items = ImmutableArray.CreateBuilder<(long, TimelineItem)>(notices.Count);
        for (int at = 0; at < notices.Count;)
        {
            Notice first = notices[at];
            int end = at + 1;
            if (first.Move is not null && joins == JoinsShown.None)
            {
                at = end;
                continue;
            }

            while (first.Move is not null && joins == JoinsShown.Fold && end < notices.Count && notices[end].Move is not null && notices[end].AfterSeq == first.AfterSeq)
            {
                end++;
            }

            items.Add((first.AfterSeq, end - at == 1 ? new TimelineItem.Told(first) : new TimelineItem.Folded(first, notices[end - 1], Text(notices.Skip(at).Take(end - at).Select(notice => notice.Move!)))));
            at = end;
        }

        return items.ToImmutable();
    }

    /// <summary>What moves came to, in one clean line.</summary>
    public static string Text(IEnumerable<Move> moves)
    {
        List<Person> people = [];
        foreach (Move move in moves)
        {
            Person? person = people.Find(known => RoomNames.Users.Equals(known.Now, move.User));
            if (person is null)
            {
                people.Add(person = new Person(move));
            }

            person.Take(move);
        }

        string[] parts =
        [
            .. Part(people, person => !person.WasHere && person.IsHere, "joined"),
            .. Part(people, person => person.WasHere && !person.IsHere, "left"),
            .. Part(people, person => !person.WasHere && !person.IsHere, "came and went"),
            .. Part(people, person => person.WasHere && person.IsHere && person.HasMoved, "left and came back"),
            .. people.Where(person => person.WasHere && person.IsHere && !person.HasMoved && person.Was != person.Now).Select(person => $"{CleanText.Line(person.Was)} is now {CleanText.Line(person.Now)}"),
        ];
        return parts.Length > 0 ? string.Join("; ", parts) : $"{CleanText.Line(people[0].Now)} took another name and the old one again";
    }

    private static IEnumerable<string> Part(List<Person> people, Predicate<Person> which, string what)
    {
        string[] names = [.. people.Where(person => which(person)).Select(person => CleanText.Line(person.Label))];
        return names.Length == 0 ? [] : [$"{Names(names)} {what}"];
    }

    private static string Names(string[] names)
    {
        int named = names.Length <= MostNamed ? names.Length : MostNamed - 1;
        string last = named == names.Length ? names[^1] : $"{names.Length - named} others";
        string[] before = named == names.Length ? names[..^1] : names[..named];
        return before.Length == 0 ? last : $"{string.Join(", ", before)} and {last}";
    }

    private sealed class Person(Move first)
    {
        public string Was { get; } = first.User;

        public string Now { get; private set; } = first.User;

        public bool WasHere { get; } = first.Kind != MoveKind.Joined;

        public bool IsHere { get; private set; } = first.Kind != MoveKind.Joined;

        public bool HasMoved { get; private set; }

        public string Label => Was == Now ? Now : $"{Was} (now {Now})";

        public void Take(Move move)
        {
            if (move.Kind == MoveKind.Renamed)
            {
                Now = move.To ?? Now;
                return;
            }

            IsHere = move.Kind == MoveKind.Joined;
            HasMoved = true;
        }
    }
}
