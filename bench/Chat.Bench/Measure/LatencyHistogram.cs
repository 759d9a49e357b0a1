using System.Numerics;

namespace Chat.Bench.Measure;

/// <summary>Counts durations in buckets of microseconds, each at most 1/64 wide of what it holds. One thread records.</summary>
internal sealed class LatencyHistogram
{
    private const int SubBits = 6;
    private const int SubBuckets = 1 << SubBits;
    private const long LongestMicroseconds = (1L << 36) - 1;

    private readonly long[] _counts = new long[(36 - SubBits + 1) * SubBuckets];

    /// <summary>How many were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The longest, in milliseconds.</summary>
    public double MaxMs { get; private set; }

    public void Record(TimeSpan duration)
    {
        long microseconds = Math.Clamp((long)duration.TotalMicroseconds, 0, LongestMicroseconds);
        _counts[IndexOf(microseconds)]++;
        Count++;
        MaxMs = Math.Max(MaxMs, duration.TotalMilliseconds);
    }

    /// <summary>Adds what another one has counted.</summary>
    public void Add(LatencyHistogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        MaxMs = Math.Max(MaxMs, other.MaxMs);
    }

    /// <summary>The duration that this share was not longer than.</summary>
    /// <param name="share">0.5 for the median.</param>
    /// <returns>Milliseconds, the upper bound of its bucket; null where nothing was recorded.</returns>
    public double? QuantileMs(double share)
    {
        if (Count == 0)
        {
            return null;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        long seen = 0;
        int index = -1;
        while (seen < rank)
        {
            seen += _counts[++index];
        }

        return Math.Min(UpperBound(index) / 1000.0, MaxMs);
    }

    /// <summary>Values under 64 have a bucket each; every doubling above is cut into 64, of which the first of them uses the upper half.</summary>
    private static int IndexOf(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value | 1) - SubBits);
        return (shift << SubBits) + (int)(value >> shift);
    }

    private static long UpperBound(int index)
    {
        // With a shift of s, value >> s lies in 64..127: the index is s * 64 + that.
        int shift = Math.Max(0, (index >> SubBits) - 1);
        long sub = index - ((long)shift << SubBits);
        return (sub + 1) << shift;
    }
}
