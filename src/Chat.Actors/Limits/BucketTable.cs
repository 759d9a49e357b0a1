using System.Runtime.InteropServices;

namespace Chat.Actors.Limits;

/// <summary>
/// A bucket for each key, of which there may be any number: at most so many are kept. Only full buckets are forgotten, which changes nothing; so nobody gets rid of
/// a debt by bringing many keys. Where all that are kept owe something, further keys share one bucket until there is room. Not thread-safe.
/// </summary>
/// <param name="most">Most buckets kept.</param>
public sealed class BucketTable<TKey>(int most)
    where TKey : notnull
{
    private const int FirstSweep = 64;

    /// <summary>A sweep looks at all: at most one in this time while the table is full.</summary>
    private static readonly long SweepPause = TimeSpan.TicksPerSecond;

    private readonly Dictionary<TKey, TokenBucket> _buckets = [];
    private TokenBucket _shared;
    private int _sweepAt = Math.Min(FirstSweep, most);
    private long _sweptAt = long.MinValue;

    /// <summary>How many are kept.</summary>
    public int Count => _buckets.Count;

    /// <summary>How long that key must wait; 0 where it need not.</summary>
    public long Wait(TKey key, Rate rate, long now, int cost = 1) =>
        _buckets.TryGetValue(key, out TokenBucket bucket) ? bucket.Wait(rate, now, cost)
        : _buckets.Count < most ? 0
        : _shared.Wait(rate, now, cost);

    /// <summary>Takes tokens of that key, as <see cref="TokenBucket.TryTake"/> does.</summary>
    public long TryTake(TKey key, Rate rate, long now, int cost = 1)
    {
        if (rate.IsOff)
        {
            return 0;
        }

        if (!_buckets.ContainsKey(key))
        {
            MakeRoom(now);
            if (_buckets.Count >= most)
            {
                return _shared.TryTake(rate, now, cost);
            }
        }

        return CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out _).TryTake(rate, now, cost);
    }

    private void MakeRoom(long now)
    {
        bool isFull = _buckets.Count >= most;
        if (_buckets.Count < _sweepAt || (isFull && now - SweepPause < _sweptAt))
        {
            return;
        }

        foreach ((TKey key, TokenBucket bucket) in _buckets)
        {
            if (bucket.IsFull(now))
            {
                _buckets.Remove(key);
            }
        }

        // Each sweep is paid for by as many keys that came since the last, and a wave that has gone leaves no memory behind.
        _sweptAt = now;
        _sweepAt = Math.Min(most, Math.Max(FirstSweep, _buckets.Count * 2));
        if (_buckets.EnsureCapacity(0) > 4 * Math.Max(FirstSweep, _buckets.Count))
        {
            _buckets.TrimExcess();
        }
    }
}
