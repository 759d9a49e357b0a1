using System.Collections.Immutable;
using System.Globalization;
using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What a timeline is made of. Making one costs the same for ten messages and for a hundred thousand.</summary>
/// <param name="Messages">Ascending by seq.</param>
/// <param name="Self">The own name.</param>
/// <param name="Today">The first message of another day has a line that says which.</param>
internal sealed record TimelineContent(ImmutableList<MessageInfo> Messages, string Self, DateOnly Today)
{
    /// <summary>Messages that are missing between them.</summary>
    public SeqRange? Gap { get; init; }

    /// <summary>True where nothing is older than the first message.</summary>
    public bool ReachesStart { get; init; }

    /// <summary>What is said above the first message; null for nothing.</summary>
    public TimelineItem.Mark? Top { get; init; }

    /// <summary>Notices, ascending by the seq they stand behind.</summary>
    public ImmutableArray<(long AfterSeq, TimelineItem Item)> Told { get; init; } = [];

    /// <summary>Own messages that are no messages of the room yet, in order.</summary>
    public IReadOnlyList<TimelineItem.Sending> Sends { get; init; } = [];

    /// <summary>The last message that was read when the user came; null for no line there.</summary>
    public long? ReadTo { get; init; }

    /// <summary>The message that is shown as it came; null for none.</summary>
    public long? Raw { get; init; }

    /// <summary>Where days begin.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;
}

/// <summary>
/// A room's messages, notices and own messages on their way in one order. It is asked slot by slot and makes only what it is asked for: slot i ends with the
/// i-th message and begins with all that stands between the one before and it; the last slot is what stands below the newest message.
/// </summary>
internal sealed class Timeline(TimelineContent content)
{
    private const int RecentMessages = 200;
    private readonly Dictionary<int, IReadOnlyList<TimelineItem>> _made = [];
    private readonly ImmutableList<MessageInfo> _messages = content.Messages;

    /// <summary>Nothing.</summary>
    public static Timeline Empty { get; } = new(new TimelineContent([], string.Empty, default));

    /// <summary>What it is made of.</summary>
    public TimelineContent Content => content;

    /// <summary>How many slots there are: one more than messages.</summary>
    public int Slots => _messages.Count + 1;

    /// <summary>The entries of a slot. Only the last one may have none.</summary>
    public IReadOnlyList<TimelineItem> Slot(int slot)
    {
        if (!_made.TryGetValue(slot, out IReadOnlyList<TimelineItem>? items))
        {
            _made[slot] = items = [.. Make(slot)];
        }

        return items;
    }

    /// <summary>The entry of that name; null where it is gone.</summary>
    public TimelinePlace? Find(TimelineKey key) => key switch
    {
        TimelineKey.Message message when SlotFrom(message.Seq) is var slot && slot < _messages.Count => new TimelinePlace(slot, Slot(slot).Count - 1),
        TimelineKey.Told told => FindIn(SlotFrom(told.Notice.AfterSeq + 1), item => item is TimelineItem.Told one ? ReferenceEquals(one.Notice, told.Notice) : item is TimelineItem.Folded folded && ReferenceEquals(folded.First, told.Notice)),
        TimelineKey.Send send => FindSend(send.Key),
        _ => null,
    };

    /// <summary>The lowest entry; null where there is none.</summary>
    public TimelinePlace? Last
    {
        get
        {
            int slot = Slots - 1;
            slot = Slot(slot).Count > 0 ? slot : slot - 1;
            return slot < 0 ? null : new TimelinePlace(slot, Slot(slot).Count - 1);
        }
    }

    /// <summary>The entry at a place.</summary>
    public TimelineItem this[TimelinePlace place] => Slot(place.Slot)[place.Index];

    /// <summary>The place above; null at the top.</summary>
    public TimelinePlace? Previous(TimelinePlace place) =>
        place.Index > 0 ? place with { Index = place.Index - 1 }
        : place.Slot > 0 ? new TimelinePlace(place.Slot - 1, Slot(place.Slot - 1).Count - 1)
        : null;

    /// <summary>The place below; null at the end.</summary>
    public TimelinePlace? Next(TimelinePlace place) =>
        place.Index + 1 < Slot(place.Slot).Count ? place with { Index = place.Index + 1 }
        : place.Slot + 1 < Slots && Slot(place.Slot + 1).Count > 0 ? new TimelinePlace(place.Slot + 1, 0)
        : null;

    /// <summary>The message with that seq; null where it is not here.</summary>
    public MessageInfo? Message(long seq) => SlotFrom(seq) is var slot && slot < _messages.Count && _messages[slot].Seq == seq ? _messages[slot] : null;

    /// <summary>The slot of the first message with that seq or a greater one; the last slot where there is none.</summary>
    public int SlotFrom(long seq)
    {
        int low = 0;
        int high = _messages.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = _messages[middle].Seq >= seq ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private TimelinePlace? FindSend(string key)
    {
        if (content.Sends.FirstOrDefault(send => send.Send.Key == key) is { } sending)
        {
            return FindIn(SlotOf(sending.Send), item => ReferenceEquals(item, sending));
        }

        // It has become a message of the room, and not long ago.
        for (int slot = _messages.Count - 1; slot >= Math.Max(0, _messages.Count - RecentMessages); slot--)
        {
            if (_messages[slot].Key == key && IsOwn(_messages[slot]))
            {
                return new TimelinePlace(slot, Slot(slot).Count - 1);
            }
        }

        return null;
    }

    private TimelinePlace? FindIn(int slot, Func<TimelineItem, bool> isIt)
    {
        IReadOnlyList<TimelineItem> items = Slot(slot);
        for (int index = 0; index < items.Count; index++)
        {
            if (isIt(items[index]))
            {
                return new TimelinePlace(slot, index);
            }
        }

        return null;
    }

    private IEnumerable<TimelineItem> Make(int slot)
    {
        MessageInfo? before = slot > 0 ? _messages[slot - 1] : null;
        MessageInfo? message = slot < _messages.Count ? _messages[slot] : null;
        if (slot == 0 && content.Top is { } top)
        {
            yield return top;
        }

        foreach (TimelineItem told in ToldBetween(before, message))
        {
            yield return told;
        }

        bool hasGap = content.Gap is { } gap && (before is null || before.Seq <= gap.From) && (message is null || message.Seq > gap.From);
        bool isReadTo = IsReadTo(before, message);
        bool isBeforeGap = hasGap && content.ReadTo < content.Gap!.Value.From;
        if (isReadTo && isBeforeGap)
        {
            yield return Read();
        }

        if (hasGap)
        {
            long missing = content.Gap!.Value.To - content.Gap.Value.From + 1;
            yield return new TimelineItem.Mark(MarkKind.Gap, missing == 1 ? "1 message is still to come" : string.Create(CultureInfo.InvariantCulture, $"{missing:#,0} messages are still to come"));
        }

        if (message is not null && Day(message) is var day && day != (before is null ? content.Today : Day(before)))
        {
            yield return new TimelineItem.Mark(MarkKind.Day, day.ToString("dddd, d MMMM yyyy", CultureInfo.InvariantCulture));
        }

        if (isReadTo && !isBeforeGap)
        {
            yield return Read();
        }

        foreach (TimelineItem.Sending send in content.Sends)
        {
            if (SlotOf(send.Send) == slot)
            {
                yield return send;
            }
        }

        if (message is not null)
        {
            yield return new TimelineItem.Said(message, IsOwn(message), message.Seq == content.Raw);
        }
    }

    private static TimelineItem.Mark Read() => new(MarkKind.Read, "read up to here");

    // Exact or not at all: where a hole holds the end of what was read, the line waits until it is filled.
    private bool IsReadTo(MessageInfo? before, MessageInfo? message) =>
        content.ReadTo is { } read && message is not null && read < message.Seq && read > 0
        && (before is null ? read == message.Seq - 1 : read >= before.Seq && (content.Gap is not { } gap || read < gap.From || read >= gap.To));

    private IEnumerable<TimelineItem> ToldBetween(MessageInfo? before, MessageInfo? message)
    {
        long from = before?.Seq ?? (message is null || content.ReachesStart ? long.MinValue : message.Seq - 1);
        long to = message?.Seq ?? long.MaxValue;
        for (int at = FirstTold(from); at < content.Told.Length && content.Told[at].AfterSeq < to; at++)
        {
            yield return content.Told[at].Item;
        }
    }

    private int FirstTold(long afterSeq)
    {
        int low = 0;
        int high = content.Told.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = content.Told[middle].AfterSeq >= afterSeq ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private bool IsOwn(MessageInfo message) => RoomNames.Users.Equals(message.From, content.Self);

    // An acknowledged one has its place already.
    private int SlotOf(OwnSend send) => send.Status == SendStatus.Acknowledged ? SlotFrom(send.Seq) : _messages.Count;

    private DateOnly Day(MessageInfo message) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(message.At, content.Zone).DateTime);
}

/// <summary>Where an entry stands in a timeline.</summary>
/// <param name="Slot">The slot.</param>
/// <param name="Index">The place in it.</param>
internal readonly record struct TimelinePlace(int Slot, int Index);
