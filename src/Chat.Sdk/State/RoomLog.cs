using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>
/// A room's messages. They stand in one or two runs: the first ends at <see cref="RoomView.Cursor"/>; where messages beyond a hole are known, they are the
/// second, and the hole is <see cref="RoomView.Gap"/>. Everything below keeps it so.
/// </summary>
internal static partial class RoomLog
{
    /// <summary>Takes a message that the server sent; a known one changes nothing.</summary>
    public static RoomView Take(RoomView room, MessageInfo message, LogBounds bounds)
    {
        if (!room.Placed)
        {
            room = PlaceAt(room, message.Seq - 1);
        }

        if (message.Seq <= room.Cursor || Contains(room, message.Seq))
        {
            return room;
        }

        if (!Touches(room, message.Seq, message.Seq))
        {
            // Beyond a second hole: history brings it, in its turn.
            return Announce(room, message.Seq, bounds);
        }

        int index = IndexAfter(room.Messages, message.Seq);
        return Settle(room with { Messages = room.Messages.Insert(index, message) }, bounds);
    }

    /// <summary>The server will not replay up to this seq: what is missing becomes the gap.</summary>
    public static RoomView Announce(RoomView room, long to, LogBounds bounds) =>
        to <= room.Cursor ? room : Settle(room with { GapTo = Math.Max(room.GapTo, to), Newest = Math.Max(room.Newest, to) }, bounds);

    /// <summary>Passes over the gap: its messages can't be had.</summary>
    public static RoomView GiveUpGap(RoomView room, LogBounds bounds) => room.Gap is { } gap ? Settle(JumpTo(room, gap.To), bounds) : room;

    /// <summary>Sets where the log stands for a room of which that was not known.</summary>
    public static RoomView PlaceAt(RoomView room, long seq) =>
        room with { Placed = true, Cursor = seq, Newest = Math.Max(room.Newest, seq), Read = Math.Max(room.Read, seq) };

    /// <summary>Forgets everything up to a seq; nothing older than that is missed.</summary>
    public static RoomView JumpTo(RoomView room, long seq) => room with
    {
        Cursor = seq,
        ReachesStart = false,
        Messages = Drop(room.Messages, IndexAfter(room.Messages, seq)),
    };

    /// <summary>Moves the cursor as far as it goes, finds the gap, and drops what is over the bound.</summary>
    public static RoomView Settle(RoomView room, LogBounds bounds)
    {
        int excess = room.Messages.Count - bounds.Keep;
        if (excess > 0)
        {
            room = JumpPast(room, room.Messages[excess - 1].Seq);
        }

        (long cursor, int next) = Advance(room.Messages, room.Cursor);
        long missingTo = next < room.Messages.Count ? room.Messages[next].Seq - 1 : room.GapTo;
        if (missingTo - cursor > bounds.Gap)
        {
            room = JumpTo(room, missingTo - bounds.Gap);
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
    public static bool Contains(RoomView room, long seq) => Contains(room.Messages, seq);

    /// <summary>True where a message with this seq is among these, which ascend.</summary>
    public static bool Contains(ImmutableList<MessageInfo> messages, long seq)
    {
        int index = IndexAfter(messages, seq);
        return index > 0 && messages[index - 1].Seq == seq;
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

    // Removing goes one by one, so where most goes the rest is taken out instead.
    private static ImmutableList<MessageInfo> Drop(ImmutableList<MessageInfo> messages, int count) =>
        count > messages.Count / 2 ? messages.GetRange(count, messages.Count - count) : messages.RemoveRange(0, count);

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
}
