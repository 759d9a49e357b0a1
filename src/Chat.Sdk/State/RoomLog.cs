using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>
/// A room's messages. They stand in one or two runs: the first ends at <see cref="RoomView.Cursor"/>; where messages beyond a hole are known, they are the
/// second, and the hole is <see cref="RoomView.Gap"/>. Everything below keeps it so.
/// </summary>
internal static class RoomLog
{
    /// <summary>Takes a message that the server sent; a known one changes nothing.</summary>
    public static RoomView Take(RoomView room, MessageInfo message, int cap)
    {
        if (!room.Placed)
        {
            room = PlaceAt(room, message.Seq - 1);
        }

        if (message.Seq <= room.Cursor || Contains(room, message.Seq))
        {
            return room;
        }

        if (!TouchesARun(room, message.Seq, message.Seq))
        {
            // Beyond a second hole: history brings it, in its turn.
            return Announce(room, message.Seq, cap);
        }

        int index = IndexAfter(room.Messages, message.Seq);
        return Settle(room with { Messages = room.Messages.Insert(index, message) }, cap);
    }

    /// <summary>Takes a page of history where it touches what is kept; any other page changes nothing.</summary>
    /// <param name="room">The room.</param>
    /// <param name="input">The page, and what was asked for.</param>
    /// <param name="cap">Most messages to keep.</param>
    public static RoomView Merge(RoomView room, ChatInput.HistoryPage input, int cap)
    {
        HistoryOk page = input.Ok;
        bool forGap = room.Gap is not null && input.After == room.Cursor;
        RoomView merged = page.Messages.Count == 0 ? MergeNothing(room, input)
            : IsRun(page.Messages) ? MergeRun(room, page, forGap, cap)
            : room;
        return forGap && merged.Cursor == room.Cursor ? GiveUpGap(room, cap) : merged;
    }

    /// <summary>The server will not replay up to this seq: what is missing becomes the gap.</summary>
    public static RoomView Announce(RoomView room, long to, int cap) =>
        to <= room.Cursor ? room : Settle(room with { GapTo = Math.Max(room.GapTo, to), Newest = Math.Max(room.Newest, to) }, cap);

    /// <summary>Passes over the gap: its messages can't be had.</summary>
    public static RoomView GiveUpGap(RoomView room, int cap) => room.Gap is { } gap ? Settle(JumpTo(room, gap.To), cap) : room;

    /// <summary>Sets where the log stands for a room of which that was not known.</summary>
    public static RoomView PlaceAt(RoomView room, long seq) =>
        room with { Placed = true, Cursor = seq, Newest = Math.Max(room.Newest, seq), Read = Math.Max(room.Read, seq) };

    /// <summary>Forgets everything up to a seq; nothing older than that is missed.</summary>
    public static RoomView JumpTo(RoomView room, long seq) => room with
    {
        Cursor = seq,
        ReachesStart = false,
        Messages = room.Messages.RemoveRange(0, IndexAfter(room.Messages, seq)),
    };

    /// <summary>Moves the cursor as far as it goes, finds the gap, and drops what is over the bound.</summary>
    public static RoomView Settle(RoomView room, int cap)
    {
        int excess = room.Messages.Count - cap;
        if (excess > 0)
        {
            room = JumpPast(room, room.Messages[excess - 1].Seq);
        }

        (long cursor, int next) = Advance(room.Messages, room.Cursor);
        long missingTo = next < room.Messages.Count ? room.Messages[next].Seq - 1 : room.GapTo;
        if (missingTo - cursor > cap)
        {
            room = JumpTo(room, missingTo - cap);
            cursor = room.Cursor;
        }

        long last = room.Messages.Count > 0 ? room.Messages[^1].Seq : 0;
        return room with
        {
            Cursor = cursor,
            Newest = Math.Max(room.Newest, Math.Max(cursor, last)),
            Gap = missingTo > cursor ? new SeqRange(cursor + 1, missingTo) : null,
            ReachesStart = room.ReachesStart || (room.Messages.Count > 0 && room.Messages[0].Seq == 1),
        };
    }

    /// <summary>True where a message with this seq is kept.</summary>
    public static bool Contains(RoomView room, long seq)
    {
        int index = IndexAfter(room.Messages, seq);
        return index > 0 && room.Messages[index - 1].Seq == seq;
    }

    /// <summary>The index of the first message with a greater seq; the count where there is none.</summary>
    public static int IndexAfter(ImmutableList<MessageInfo> messages, long seq)
    {
        // Nearly every message is newer than all that are kept.
        if (messages.Count == 0 || messages[^1].Seq <= seq)
        {
            return messages.Count;
        }

        int low = 0;
        int high = messages.Count - 1;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            if (messages[middle].Seq > seq)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }

        return low;
    }

    /// <summary>A page without messages tells where the log begins: the server may have removed what was older, or everything.</summary>
    private static RoomView MergeNothing(RoomView room, ChatInput.HistoryPage input) =>
        input.Ok.Start && (room.Messages.Count > 0 ? input.Before == room.Messages[0].Seq : input.Ok.End || room.Newest == 0)
            ? room with { ReachesStart = true }
            : room;

    private static RoomView MergeRun(RoomView room, HistoryOk page, bool forGap, int cap)
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

        if (!TouchesARun(room, first, last))
        {
            return room;
        }

        ImmutableList<MessageInfo> all = Union(room.Messages, page.Messages);
        bool reachesStart = room.ReachesStart || (page.Start && all[0].Seq == first);
        return Settle(room with { Messages = all, ReachesStart = reachesStart }, cap);
    }

    // Messages from first to last lie in, or directly beside, what is kept, and so make no further hole.
    private static bool TouchesARun(RoomView room, long first, long last)
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

    private static ImmutableList<MessageInfo> Union(ImmutableList<MessageInfo> kept, IReadOnlyList<MessageInfo> page)
    {
        var bySeq = new SortedDictionary<long, MessageInfo>();
        foreach (MessageInfo message in page.Concat(kept))
        {
            bySeq[message.Seq] = message;
        }

        return [.. bySeq.Values];
    }

    private static RoomView JumpPast(RoomView room, long seq) =>
        seq > room.Cursor
            ? JumpTo(room, room.Messages[IndexAfter(room.Messages, seq)].Seq - 1)
            : JumpTo(room, seq) with { Cursor = room.Cursor };

    private static (long Cursor, int Next) Advance(ImmutableList<MessageInfo> messages, long cursor)
    {
        int next = IndexAfter(messages, cursor);
        while (next < messages.Count && messages[next].Seq == cursor + 1)
        {
            cursor++;
            next++;
        }

        return (cursor, next);
    }

    private static bool IsRun(IReadOnlyList<MessageInfo> messages)
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
}
