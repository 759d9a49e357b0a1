using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>A line of a list at the side.</summary>
/// <param name="Name">Which room or user it stands for.</param>
/// <param name="Text">What is shown, clean.</param>
/// <param name="Tail">What is shown at the right edge, clean.</param>
/// <param name="Ink">How.</param>
internal sealed record ListRow(string Name, string Text, string Tail, Ink Ink);

/// <summary>The list of rooms: public ones first, then people one talks to in private; each with its number of unread messages.</summary>
internal static class RoomRows
{
    private const long MostCounted = 999;

    /// <summary>The rooms in the order of their Alt keys.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="current">The room that is shown.</param>
    public static List<ListRow> Of(ChatState state, string? current)
    {
        List<ListRow> rows = [.. state.Rooms.Values.Select((room, index) => Row(room, index, current))];
        if (current is not null && !state.Rooms.ContainsKey(current))
        {
            rows.Add(new ListRow(current, Label(current, rows.Count), string.Empty, Ink.Selected));
        }

        return rows;
    }

    private static ListRow Row(RoomView room, int index, string? current)
    {
        bool selected = current is not null && RoomNames.Order.Compare(room.Name, current) == 0;
        string unread = room.Unread == 0 ? string.Empty : room.Unread > MostCounted ? $"{MostCounted}+" : $"{room.Unread}";
        return new ListRow(room.Name, Label(room.Name, index), unread, selected ? Ink.Selected : room.Unread > 0 ? Ink.Unread : Ink.Normal);
    }

    private static string Label(string room, int index) => $"{(index < 9 ? $"{index + 1}" : " ")} {CleanText.Line(room)}";
}
