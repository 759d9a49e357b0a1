using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using Chat.Client.Moderation;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>
/// A room's people as they are shown: those who are here first, then those away, then those offline; in each group owners first, then moderators, then by name. Those of a
/// large room are in the server's order, by name, as far as they were read. Only the order is worked out for all of them; a line is made when it is asked for.
/// </summary>
internal sealed class PeopleRows : IReadOnlyList<PaneRow>
{
    private const string OwnerMark = "*";
    private const string ModeratorMark = "+";
    private const int Ranks = (int)RoomPower.Admin + 1;
    private const int DaysTold = 300;
    private readonly RoomView _room;
    private readonly UserEntry[] _people;
    private readonly DateTimeOffset _now;
    private readonly int _here;

    private PeopleRows(RoomView room, UserEntry[] people, DateTimeOffset now)
    {
        (_room, _people, _now) = (room, people, now);
        _here = room.Counts is { } counts ? counts.Online : Array.FindIndex(people, user => Rank(user.Status) > 0) is >= 0 and int at ? at : people.Length;
    }

    /// <summary>How many are here of how many there are.</summary>
    public PaneRow Heading => PaneRow.Heading(_room.Counts is { } counts
        ? $" {_here}/{counts.Members} here"
        : $" {_here}/{_people.Length}{(_room.MembersComplete ? "" : "+")} here");

    /// <inheritdoc/>
    public int Count => _people.Length;

    /// <inheritdoc/>
    public PaneRow this[int index] => Row(_people[index]);

    /// <summary>The name in a line.</summary>
    public string NameAt(int index) => _people[index].User;

    /// <summary>The people of a room; what was worked out before is used where it still holds.</summary>
    /// <param name="room">The room.</param>
    /// <param name="before">What was shown before.</param>
    /// <param name="now">The time in the zone in which times are told.</param>
    public static PeopleRows Of(RoomView room, PeopleRows? before, DateTimeOffset now) =>
        before is not null && ReferenceEquals(before._room.Members, room.Members) && ReferenceEquals(before._room.Pages, room.Pages)
            ? ReferenceEquals(before._room, room) && before._now.Date == now.Date ? before : new PeopleRows(room, before._people, now)
            : new PeopleRows(room, room.Counts is null ? Sorted(room.Members) : PeoplePages.Read(room), now);

    /// <inheritdoc/>
    public IEnumerator<PaneRow> GetEnumerator() => _people.Select(Row).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // The names are in order already, and the sort is stable.
    private static UserEntry[] Sorted(ImmutableSortedDictionary<string, UserEntry> members) =>
        [.. members.Values.OrderBy(user => (Rank(user.Status) * Ranks) - (int)RoomPowers.Of(user.Role))];

    private static int Rank(string status) => status switch
    {
        UserStatus.Online => 0,
        UserStatus.Away => 1,
        _ => 2,
    };

    private PaneRow Row(UserEntry user)
    {
        (string mark, Ink ink) = PresenceMark.Of(user.Status);
        string role = RoomPowers.Of(user.Role) switch
        {
            RoomPower.Owner => OwnerMark,
            RoomPower.Moderator => ModeratorMark,
            _ => " ",
        };
        string more = _room.Typing.ContainsKey(user.User) ? " …"
            : user.Status == UserStatus.Online ? string.Empty
            : string.Join(' ', [" ", .. Since(user), .. Told(user)]);
        return new PaneRow(
            user.User,
            [
                new Span(mark, ink),
                new Span(role, Ink.Normal),
                new Span(CleanText.Line(user.User), user.Status == UserStatus.Online ? MessageLayout.NickInk(user.User) : Ink.Dim),
                new Span(user.Muted is true ? " muted" : string.Empty, Ink.Notice),
                new Span(more, Ink.Dim),
            ],
            []);
    }

    private static string[] Told(UserEntry user) =>
        user.Status != UserStatus.Away ? [] : string.IsNullOrEmpty(user.Away) ? ["away"] : [CleanText.Line(user.Away)];

    // As short as it can be without a doubt: the list is narrow.
    private string[] Since(UserEntry user) => user.Since is { } since && since.ToOffset(_now.Offset) is var at
        ? [at.ToString(at.Date == _now.Date ? "HH:mm" : (_now - at).TotalDays < DaysTold ? "d MMM" : "yyyy-MM", CultureInfo.InvariantCulture)]
        : [];
}
