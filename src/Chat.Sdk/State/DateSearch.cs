using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>
/// The search for the first message at or after a time, by halves. It assumes that times ascend with seqs, as they do but for a server's clock that was set back.
/// </summary>
internal sealed class DateSearch
{
    private readonly DateTimeOffset _at;
    private long _low = 1;
    private long? _high;

    /// <param name="at">The time.</param>
    /// <param name="known">The seq of a message that is known to be at or after it; null where none is.</param>
    public DateSearch(DateTimeOffset at, long? known) => (_at, _high, Found) = (at, known, known);

    /// <summary>The first message that is known to be at or after the time.</summary>
    public long? Found { get; private set; }

    /// <summary>True once <see cref="Found"/> is the answer.</summary>
    public bool IsDone => _high is { } high && _low >= high;

    /// <summary>What to ask for: the message after this seq; the newest one where it is null.</summary>
    public long? After => _high is { } high ? Middle(high) - 1 : null;

    /// <summary>What a room's kept messages tell.</summary>
    /// <returns>True with the answer, or false with a message at or after the time, where one is kept.</returns>
    public static (bool IsKnown, long? Found) InKept(RoomView? room, DateTimeOffset at)
    {
        if (room is null || room.Gap is not null || room.Messages.IsEmpty || room.Cursor < room.Newest)
        {
            return (false, null);
        }

        ImmutableList<MessageInfo> kept = room.Messages;
        if (kept[0].At >= at)
        {
            return (room.ReachesStart, kept[0].Seq);
        }

        int low = 1;
        int high = kept.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = kept[middle].At >= at ? (low, middle) : (middle + 1, high);
        }

        return (true, low < kept.Count ? kept[low].Seq : null);
    }

    /// <summary>Takes the page of one message that was asked for.</summary>
    public void Take(HistoryOk page)
    {
        MessageInfo? message = page.Messages.Count > 0 ? page.Messages[0] : null;
        if (_high is not { } high)
        {
            // The newest: without one, or with one that is older, there is nothing to find.
            Found = message is not null && message.At >= _at ? message.Seq : null;
            _high = Found ?? 0;
            return;
        }

        long middle = Middle(high);
        if (message is null || message.At >= _at)
        {
            Found = message?.Seq ?? Found;
            _high = page.Start ? _low : middle;
        }
        else
        {
            _low = message.Seq + 1;
        }
    }

    private long Middle(long high) => _low + ((high - _low) / 2);
}
