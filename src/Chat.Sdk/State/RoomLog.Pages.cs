using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <content>Pages of history. A page costs what it holds, however long the log is.</content>
internal static partial class RoomLog
{
    /// <summary>Takes a page of history where it touches what is kept; any other page changes nothing.</summary>
    /// <param name="room">The room.</param>
    /// <param name="input">The page, and what was asked for.</param>
    /// <param name="bounds">How much to keep.</param>
    public static RoomView Merge(RoomView room, ChatInput.HistoryPage input, LogBounds bounds)
    {
        HistoryOk page = input.Ok;
        bool forGap = room.Gap is not null && input.After == room.Cursor;
        RoomView merged = page.Messages.Count == 0 ? MergeNothing(room, input)
            : IsRun(page.Messages) ? MergeRun(room, page, forGap, bounds)
            : room;
        return forGap && merged.Cursor == room.Cursor ? GiveUpGap(room, bounds) : merged;
    }

    /// <summary>Puts a run of messages among those kept; one that is kept already stays.</summary>
    /// <param name="kept">Messages, ascending by seq.</param>
    /// <param name="run">Messages with one seq after the other.</param>
    public static ImmutableList<MessageInfo> Union(ImmutableList<MessageInfo> kept, IReadOnlyList<MessageInfo> run)
    {
        int next = 0;
        while (next < run.Count)
        {
            int index = IndexAfter(kept, run[next].Seq - 1);
            long until = index < kept.Count ? kept[index].Seq : long.MaxValue;
            MessageInfo[] missing = [.. run.Skip(next).TakeWhile(message => message.Seq < until)];
            kept = missing.Length > 0 ? kept.InsertRange(index, missing) : kept;
            next += missing.Length + 1;
        }

        return kept;
    }

    /// <summary>True where messages from first to last lie in, or directly beside, what is kept, and so make no further hole.</summary>
    public static bool Touches(RoomView room, long first, long last)
    {
        int upper = IndexAfter(room.Messages, room.Cursor);
        if (first <= room.Cursor + 1)
        {
            long low = upper > 0 ? room.Messages[0].Seq : room.Cursor + 1;
            return last >= low - 1;
        }

        return upper < room.Messages.Count
            ? first <= room.Messages[^1].Seq + 1 && last >= room.Messages[upper].Seq - 1
            : last >= room.Newest || (first <= room.GapTo + 1 && last > room.GapTo);
    }

    /// <summary>True where each seq follows the one before.</summary>
    public static bool IsRun(IReadOnlyList<MessageInfo> messages)
    {
        for (int i = 1; i < messages.Count; i++)
        {
            if (messages[i].Seq != messages[i - 1].Seq + 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A page without messages tells where the log begins: the server may have removed what was older, or everything.</summary>
    private static RoomView MergeNothing(RoomView room, ChatInput.HistoryPage input) =>
        input.Ok.Start && (room.Messages.Count > 0 ? input.Before == room.Messages[0].Seq : input.Ok.End || room.Newest == 0)
            ? room with { ReachesStart = true }
            : room;

    private static RoomView MergeRun(RoomView room, HistoryOk page, bool forGap, LogBounds bounds)
    {
        long first = page.Messages[0].Seq;
        long last = page.Messages[^1].Seq;
        if (!room.Placed)
        {
            room = PlaceAt(room, last) with { Messages = [] };
        }

        if (forGap && first > room.Cursor + 1)
        {
            // The server no longer has what lay between.
            room = JumpTo(room, first - 1);
        }

        if (!Touches(room, first, last))
        {
            return room;
        }

        ImmutableList<MessageInfo> all = Union(room.Messages, page.Messages);
        bool reachesStart = room.ReachesStart || (page.Start && all[0].Seq == first);
        return Settle(room with { Messages = all, ReachesStart = reachesStart }, bounds);
    }
}
