using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>A page of a large room's people that is to be read.</summary>
/// <param name="Room">The room.</param>
/// <param name="After">The name behind which it begins; null for the beginning.</param>
/// <param name="Limit">How many.</param>
/// <param name="Again">True where they were read before.</param>
internal sealed record PeoplePage(string Room, string? After, int Limit, bool Again);

/// <summary>Which of a large room's people are read, so that the list on the screen is whole and not old.</summary>
internal static class PeoplePages
{
    /// <summary>Most people of a large room that are listed.</summary>
    public const int Most = 5000;

    private const int Page = 100;

    /// <summary>Those that were read, from the beginning of the list up to where it is not known any more.</summary>
    public static UserEntry[] Read(RoomView room)
    {
        (bool isWhole, string? last) = End(room);
        return [.. room.Members.Values
            .Where(user => isWhole || (last is not null && string.CompareOrdinal(user.User, last) <= 0))
            .OrderBy(user => user.User, StringComparer.Ordinal)];
    }

    /// <summary>What to read next; null where what can be seen is there and as new as the numbers.</summary>
    /// <param name="room">A large room.</param>
    /// <param name="rows">Its people as they are listed.</param>
    /// <param name="first">The first line that can be seen.</param>
    /// <param name="count">How many can be seen.</param>
    public static PeoplePage? Next(RoomView room, PeopleRows rows, int first, int count)
    {
        if (count == 0)
        {
            return null;
        }

        (bool isWhole, string? last) = End(room);
        return !isWhole && rows.Count < Most && first + (2 * count) > rows.Count ? new PeoplePage(room.Name, last, Page, Again: false)
            : AsOf(room, rows, first, count) < room.Counts!.At ? new PeoplePage(room.Name, first == 0 ? null : rows.NameAt(first - 1), count, Again: true)
            : null;
    }

    /// <summary>How old the oldest is of what can be seen; null where nothing can be.</summary>
    public static DateTimeOffset? AsOf(RoomView room, PeopleRows rows, int first, int count) =>
        Enumerable.Range(first, Math.Clamp(rows.Count - first, 0, count)).Min(index => room.AsOf(rows.NameAt(index)));

    /// <summary>True where there are more than are listed, and they will not be.</summary>
    public static bool IsCut(RoomView room, PeopleRows rows) => rows.Count >= Most && !End(room).IsWhole;

    private static (bool IsWhole, string? Last) End(RoomView room)
    {
        string? last = null;
        foreach (MemberPage page in room.Pages)
        {
            if (page.After != last)
            {
                break;
            }

            if (page.To is null)
            {
                return (true, null);
            }

            last = page.To;
        }

        return (false, last);
    }
}
