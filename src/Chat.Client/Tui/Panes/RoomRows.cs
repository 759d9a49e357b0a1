using System.Globalization;
using Chat.Client.Attention;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Panes;

/// <summary>The list of rooms as it is shown: a line for each with its key's number, marks and badges, and headings where there is more than one section.</summary>
/// <param name="order">Their order.</param>
/// <param name="attention">How much each calls for attention.</param>
/// <param name="hasDraft">Where something was typed and not sent.</param>
internal sealed class RoomRows(RoomOrder order, Func<string, RoomAttention> attention, Func<string, bool> hasDraft)
{
    /// <summary>Stands behind the name of a room with a draft.</summary>
    public const string DraftMark = "~";

    private const int Numbered = 9;
    private const long MostCounted = 999;

    /// <summary>The lines from the top.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="current">The room that is shown.</param>
    public List<PaneRow> Of(ChatState state, string? current)
    {
        (List<string> pinned, List<string> rooms, List<string> chats) = order.Of(state, current);
        List<PaneRow> rows = [];
        int number = 0;
        Add(string.Empty, pinned);
        Add(pinned.Count > 0 ? "rooms" : string.Empty, rooms);
        Add(rows.Count > 0 ? "private" : string.Empty, chats);
        return rows;

        void Add(string heading, List<string> names)
        {
            if (heading.Length > 0 && names.Count > 0)
            {
                rows.Add(PaneRow.Heading($"  {heading}"));
            }

            rows.AddRange(names.Select(name => Row(state, name, ++number, current)));
        }
    }

    private PaneRow Row(ChatState state, string name, int number, string? current)
    {
        RoomView? room = state.Rooms.GetValueOrDefault(name);
        RoomAttention wants = attention(name);
        bool selected = current is not null && RoomNames.Order.Compare(name, current) == 0;
        long unread = room?.Unread ?? 0;
        Ink ink = wants.Mentions > 0 ? Ink.Unread : wants.IsMuted ? Ink.Muted : unread > 0 ? Ink.Unread : Ink.Normal;
        List<Span> label = [new Span(number <= Numbered ? $"{number} " : "  ", Ink.Dim)];
        if (RoomNames.IsPrivate(name))
        {
            (string mark, Ink markInk) = PresenceMark.Of(Status(state, name));
            label.Add(new Span(mark, markInk));
        }

        label.Add(new Span(CleanText.Line(name), ink));
        if (!selected && hasDraft(name))
        {
            label.Add(new Span($" {DraftMark}", Ink.Dim));
        }

        return new PaneRow(name, label, Badges(wants, unread), selected);
    }

    private static List<Span> Badges(RoomAttention wants, long unread)
    {
        List<Span> badges = [];
        if (wants.Mentions > 0)
        {
            badges.Add(new Span($"@{Count(wants.Mentions)}", Ink.MentionBadge));
        }

        if (unread > 0)
        {
            badges.Add(new Span(badges.Count > 0 ? $" {Count(unread)}" : Count(unread), wants.IsMuted ? Ink.Muted : Ink.UnreadBadge));
        }

        return badges;
    }

    private static string Count(long number) => number > MostCounted ? $"{MostCounted}+" : number.ToString(CultureInfo.InvariantCulture);

    // A private room says who its members are once it is known; until then any room that is shared does.
    private static string? Status(ChatState state, string name)
    {
        string partner = name[1..];
        return state.Rooms.GetValueOrDefault(name)?.Members.GetValueOrDefault(partner)?.Status
            ?? state.Rooms.Values.Where(room => room.Counts is null).Select(room => room.Members.GetValueOrDefault(partner)).FirstOrDefault(entry => entry is not null)?.Status;
    }
}
