namespace Chat.Actors.Limits;

/// <summary>
/// How often one user has said the same lately. It keeps no texts and forgets none: each text falls into two of a fixed number of buckets, and is held back where both are empty. So no number
/// of other texts in between makes room, and two different ones are seldom taken for the same. Not thread-safe.
/// </summary>
internal sealed class RepeatedText
{
    private const int Slots = 128;
    private const int ShortChars = 8;

    private readonly TokenBucket[] _buckets = new TokenBucket[Slots];
    private readonly int[] _keys = new int[Slots];
    private long _restAt;

    /// <summary>True where forgetting all of it changes nothing.</summary>
    public bool IsAtRest(long now) => _restAt <= now;

    /// <summary>How long a text must wait; 0 where it need not.</summary>
    /// <param name="room">The room as written.</param>
    /// <param name="text">The text.</param>
    /// <param name="key">The message's key: one that is sent again is the same message, not the same text.</param>
    /// <param name="limits">How often.</param>
    /// <param name="now">The time.</param>
    public long Wait(string room, string text, string key, LimitOptions limits, long now)
    {
        (int one, int two) = SlotsOf(room, text);
        int hash = key.GetHashCode();
        Rate rate = RateOf(text, limits);
        return _keys[one] == hash || _keys[two] == hash ? 0 : Math.Min(_buckets[one].Wait(rate, now), _buckets[two].Wait(rate, now));
    }

    /// <summary>The text is said.</summary>
    public void Take(string room, string text, string key, LimitOptions limits, long now)
    {
        (int one, int two) = SlotsOf(room, text);
        int hash = key.GetHashCode();
        if (_keys[one] == hash || _keys[two] == hash)
        {
            return;
        }

        Rate rate = RateOf(text, limits);
        _keys[one] = _keys[two] = hash;
        _buckets[one].Take(rate, now);
        _buckets[two].Take(rate, now);
        _restAt = Math.Max(_restAt, Math.Max(_buckets[one].FullAt, _buckets[two].FullAt));
    }

    private static Rate RateOf(string text, LimitOptions limits) => text.AsSpan().Trim().Length <= ShortChars ? limits.ShortRepeats : limits.Repeats;

    private static (int One, int Two) SlotsOf(string room, string text)
    {
        // Both hashes are keyed by a secret of the process.
        uint hash = (uint)HashCode.Combine(
            string.GetHashCode(room, StringComparison.OrdinalIgnoreCase),
            string.GetHashCode(text.AsSpan().Trim(), StringComparison.OrdinalIgnoreCase));
        int one = (int)(hash % Slots);
        int two = (int)(hash / Slots % Slots);
        return (one, two == one ? (one + 1) % Slots : two);
    }
}
