using System.Globalization;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>Puts a room's messages, notices and own messages on their way into one order.</summary>
internal static class Timeline
{
    /// <summary>What a room shows.</summary>
    /// <param name="state">All that is known.</param>
    /// <param name="room">The room, which need not be known yet.</param>
    /// <param name="notices">Its notices in order.</param>
    /// <param name="loading">True while older messages are asked for.</param>
    /// <param name="zone">Where days begin.</param>
    public static List<TimelineItem> Build(ChatState state, string room, IReadOnlyList<Notice> notices, bool loading, TimeZoneInfo zone)
    {
        List<TimelineItem> items = [];
        int told = 0;
        if (state.Rooms.TryGetValue(room, out RoomView? view))
        {
            if (Top(view, loading, state.MessagesPerRoom) is { } top)
            {
                items.Add(new TimelineItem.Mark(top));
            }

            told = AddMessages(items, state, view, notices, zone);
        }

        items.AddRange(notices.Skip(told).Select(notice => new TimelineItem.Told(notice)));
        items.AddRange(state.SendsIn(room).Select(send => new TimelineItem.Sending(send, state.Self)));
        return items;
    }

    private static string? Top(RoomView view, bool loading, int limit) =>
        view.ReachesStart ? "this is the beginning"
        : loading ? "loading older messages"
        : view.Messages.Count >= limit ? "older messages are not kept here"
        : null;

    private static int AddMessages(List<TimelineItem> items, ChatState state, RoomView view, IReadOnlyList<Notice> notices, TimeZoneInfo zone)
    {
        int told = 0;
        DateOnly day = default;
        SeqRange? gap = view.Gap;
        foreach (MessageInfo message in view.Messages)
        {
            for (; told < notices.Count && notices[told].AfterSeq < message.Seq; told++)
            {
                items.Add(new TimelineItem.Told(notices[told]));
            }

            if (gap is { } missing && message.Seq > missing.From)
            {
                items.Add(new TimelineItem.Mark($"{missing.To - missing.From + 1} messages are still to come"));
                gap = null;
            }

            DateOnly at = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(message.At, zone).DateTime);
            if (at != day && day != default)
            {
                items.Add(new TimelineItem.Mark(at.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture)));
            }

            day = at;
            items.Add(new TimelineItem.Said(message, state.IsSelf(message.From)));
        }

        return told;
    }
}
