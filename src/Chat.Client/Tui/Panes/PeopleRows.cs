using System.Collections;
using System.Collections.Immutable;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>
/// A room's people as they are shown: those who are here first, then those away, then those offline; in each group owners first, then by name. Only the
/// order is worked out for all of them; a line is made when it is asked for.
/// </summary>
internal sealed class PeopleRows : IReadOnlyList<PaneRow>
{
    private const string OwnerMark = "*";
    private readonly RoomView _room;
    private readonly UserEntry[] _people;
    private readonly int _here;

    private PeopleRows(RoomView room, UserEntry[] people)
    {
        (_room, _people) = (room, people);
        _here = Array.FindIndex(people, user => Rank(user.Status) > 0) is >= 0 and int at ? at : people.Length;
    }

    /// <summary>How many are here of how many there are.</summary>
    public PaneRow Heading => PaneRow.Heading($" {_here}/{_people.Length}{(_room.MembersComplete ? "" : "+")} here");

    /// <inheritdoc/>
    public int Count => _people.Length;

    /// <inheritdoc/>
    public PaneRow this[int index] => Row(_people[index]);

    /// <summary>The people of a room; what was worked out before is used where it still holds.</summary>
    public static PeopleRows Of(RoomView room, PeopleRows? before) =>
        before is not null && ReferenceEquals(before._room.Members, room.Members)
            ? ReferenceEquals(before._room, room) ? before : new PeopleRows(room, before._people)
            : new PeopleRows(room, Sorted(room.Members));

    /// <inheritdoc/>
    public IEnumerator<PaneRow> GetEnumerator() => _people.Select(Row).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // The names are in order already, and the sort is stable.
    private static UserEntry[] Sorted(ImmutableSortedDictionary<string, UserEntry> members) =>
        [.. members.Values.OrderBy(user => (Rank(user.Status) * 2) + (user.Role == RoomRole.Member ? 1 : 0))];

    private static int Rank(string status) => status switch
    {
        UserStatus.Online => 0,
        UserStatus.Away => 1,
        _ => 2,
    };

    private PaneRow Row(UserEntry user)
    {
        (string mark, Ink ink) = PresenceMark.Of(user.Status);
        string role = user.Role switch
        {
            RoomRole.Owner => OwnerMark,
            RoomRole.Member => " ",
            _ => "+",
        };
        string more = _room.Typing.ContainsKey(user.User) ? " …"
            : user.Status == UserStatus.Away ? $"  {(string.IsNullOrEmpty(user.Away) ? "away" : CleanText.Line(user.Away))}"
            : string.Empty;
        return new PaneRow(
            user.User,
            [
                new Span(mark, ink),
                new Span(role, Ink.Normal),
                new Span(CleanText.Line(user.User), user.Status == UserStatus.Online ? MessageLayout.NickInk(user.User) : Ink.Dim),
                new Span(more, Ink.Dim),
            ],
            []);
    }
}
