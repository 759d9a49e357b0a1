using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>The newest messages of a room, without a hole, for clients that were away for a moment. Bounded in number and in text.</summary>
internal sealed class MessageRing(int capacity, int maxChars)
{
    private readonly Queue<StoredMessage> _messages = new();
    private int _chars;

    /// <summary>The oldest seq kept; one more than any when empty.</summary>
    public long First => _messages.TryPeek(out StoredMessage? oldest) ? oldest.Seq : long.MaxValue;

    /// <summary>Adds the next message. One that is not the next drops what was kept.</summary>
    public void Add(StoredMessage message)
    {
        if (_messages.Count > 0 && message.Seq != First + _messages.Count)
        {
            Clear();
        }

        _messages.Enqueue(message);
        _chars += message.Text.Length;
        while (_messages.Count > capacity || (_chars > maxChars && _messages.Count > 0))
        {
            _chars -= _messages.Dequeue().Text.Length;
        }
    }

    /// <summary>The messages above a cursor; empty with false where the ring does not reach back that far.</summary>
    public bool TryReadAfter(long cursor, out IEnumerable<StoredMessage> messages)
    {
        bool reaches = First <= cursor + 1;
        messages = reaches ? _messages.SkipWhile(m => m.Seq <= cursor) : [];
        return reaches;
    }

    /// <summary>Forgets what lies below a seq.</summary>
    public void DropBelow(long seq)
    {
        while (First < seq)
        {
            _chars -= _messages.Dequeue().Text.Length;
        }
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _messages.Clear();
        _chars = 0;
    }
}
