using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Client.Tui.Scrollback;

/// <summary>Finds a text in messages, a piece at a time, from the newest up; what comes meanwhile is looked at too.</summary>
/// <param name="sought">What to find.</param>
internal sealed class Finder(SoughtText sought)
{
    // Matches above and below where it began, both away from there.
    private readonly List<long> _above = [];
    private readonly List<long> _below = [];
    private long _from;
    private long _to;
    private int _looked;
    private bool _begun;

    /// <summary>What is sought.</summary>
    public SoughtText Sought => sought;

    /// <summary>How many messages have it, of those looked at.</summary>
    public int Count => _above.Count + _below.Count;

    /// <summary>True once all messages were looked at.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Looks at some more messages.</summary>
    /// <param name="messages">All of them, ascending by seq.</param>
    /// <param name="most">How many to look at.</param>
    public void Advance(ImmutableList<MessageInfo> messages, int most)
    {
        if (messages.IsEmpty || sought.IsEmpty)
        {
            IsDone = true;
            return;
        }

        int low = _begun ? IndexFrom(messages, _from) : messages.Count;
        int high = _begun ? IndexFrom(messages, _to + 1) : messages.Count;
        if (_begun && high - low > _looked)
        {
            // A hole in what was looked at was filled.
            Restart();
            (low, high) = (messages.Count, messages.Count);
        }

        Forget(messages[0].Seq);
        for (; high < messages.Count && _begun && most > 0; high++, most--)
        {
            Look(messages[high], _below);
        }

        for (; low > 0 && most > 0; low--, most--)
        {
            Look(messages[low - 1], _above);
        }

        (_from, _to, _looked) = (messages[Math.Min(low, messages.Count - 1)].Seq, messages[high - 1].Seq, high - low);
        _begun = true;
        IsDone = low == 0 && high == messages.Count;
    }

    /// <summary>The match next to a message, or the message itself where <paramref name="inclusive"/>; null where there is none.</summary>
    /// <param name="seq">Where to begin.</param>
    /// <param name="up">True for older ones.</param>
    /// <param name="inclusive">True where the message itself will do.</param>
    public long? Next(long seq, bool up, bool inclusive = false)
    {
        long least = inclusive ? seq : seq + 1;
        long most = inclusive ? seq : seq - 1;
        return up ? (Last(_below, most) ?? First(_above, most)) : (LastDown(_above, least) ?? FirstUp(_below, least));

        static long? Last(List<long> ascending, long most) => IndexOver(ascending, most) is var index && index > 0 ? ascending[index - 1] : null;

        static long? FirstUp(List<long> ascending, long least) => IndexOver(ascending, least - 1) is var index && index < ascending.Count ? ascending[index] : null;

        static long? First(List<long> descending, long most) => IndexUnder(descending, most + 1) is var index && index < descending.Count ? descending[index] : null;

        static long? LastDown(List<long> descending, long least) => IndexUnder(descending, least) is var index && index > 0 ? descending[index - 1] : null;
    }

    /// <summary>The place of a match, 1 for the newest.</summary>
    public int Place(long seq)
    {
        int below = _below.Count - IndexOver(_below, seq);
        return below + (_above.Count > 0 && seq <= _above[0] ? IndexUnder(_above, seq + 1) : 0) + 1;
    }

    private void Look(MessageInfo message, List<long> matches)
    {
        if (sought.IsIn(message.Text))
        {
            matches.Add(message.Seq);
        }
    }

    private void Restart()
    {
        _above.Clear();
        _below.Clear();
        (_begun, _looked) = (false, 0);
    }

    // Messages that were dropped can't be gone to.
    private void Forget(long first)
    {
        int kept = IndexUnder(_above, first);
        _above.RemoveRange(kept, _above.Count - kept);
        _below.RemoveRange(0, IndexOver(_below, first - 1));
    }

    // The first index whose value is greater, in ascending values.
    private static int IndexOver(List<long> ascending, long value)
    {
        int index = ascending.BinarySearch(value);
        return index < 0 ? ~index : index + 1;
    }

    // The first index whose value is less, in descending values.
    private static int IndexUnder(List<long> descending, long value)
    {
        int low = 0;
        int high = descending.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = descending[middle] < value ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    private static int IndexFrom(ImmutableList<MessageInfo> messages, long seq)
    {
        int low = 0;
        int high = messages.Count;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = messages[middle].Seq >= seq ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
