using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>What happens to a room's excerpt. None of it moves the cursor or the read marker, but for joining the log where the two meet.</summary>
internal static class Excerpts
{
    /// <summary>Most messages in an excerpt; beyond it those farthest from where it grows are dropped.</summary>
    public const int Most = 2000;

    /// <summary>Makes the page the room's excerpt, in place of an earlier one. A page without messages changes nothing.</summary>
    public static RoomView Open(RoomView room, HistoryOk page) =>
        page.Messages.Count > 0 && RoomLog.IsRun(page.Messages) ? room with { Excerpt = new Excerpt([.. page.Messages], page.Start) } : room;

    /// <summary>Puts a page before or after the excerpt, where it lies in or beside it. A page without messages tells whether the log begins there.</summary>
    /// <param name="room">The room.</param>
    /// <param name="page">The page.</param>
    /// <param name="older">True where it was asked for as the one before the excerpt.</param>
    /// <param name="bounds">How much to keep.</param>
    public static RoomView Extend(RoomView room, HistoryOk page, bool older, LogBounds bounds)
    {
        if (room.Excerpt is not { } excerpt)
        {
            return room;
        }

        if (page.Messages.Count == 0)
        {
            return older && page.Start && !excerpt.ReachesStart ? room with { Excerpt = excerpt with { ReachesStart = true } } : room;
        }

        long first = page.Messages[0].Seq;
        if (!RoomLog.IsRun(page.Messages) || first > excerpt.Messages[^1].Seq + 1 || page.Messages[^1].Seq < excerpt.Messages[0].Seq - 1)
        {
            return room;
        }

        ImmutableList<MessageInfo> all = RoomLog.Union(excerpt.Messages, page.Messages);
        bool reachesStart = excerpt.ReachesStart || (page.Start && all[0].Seq == first);
        int excess = Math.Max(0, all.Count - Math.Min(Most, bounds.Keep));
        return room with
        {
            Excerpt = older
                ? new Excerpt(all.GetRange(0, all.Count - excess), reachesStart)
                : new Excerpt(all.GetRange(excess, all.Count - excess), reachesStart && excess == 0),
        };
    }

    /// <summary>
    /// Joins the excerpt to the log where the two meet and there is room for both. Where there is none it stays apart, beside or over the log, until it
    /// has grown into it.
    /// </summary>
    public static RoomView Join(RoomView room, LogBounds bounds)
    {
        if (room.Excerpt is not { } excerpt || !room.Placed || !RoomLog.Touches(room, excerpt.Messages[0].Seq, excerpt.Messages[^1].Seq))
        {
            return room;
        }

        ImmutableList<MessageInfo> all = RoomLog.Union(room.Messages, excerpt.Messages);
        bool reachesStart = room.ReachesStart || (excerpt.ReachesStart && all[0].Seq == excerpt.Messages[0].Seq);
        return all.Count > bounds.Keep
            ? room
            : RoomLog.Settle(room with { Messages = all, ReachesStart = reachesStart, Excerpt = null }, bounds);
    }
}
