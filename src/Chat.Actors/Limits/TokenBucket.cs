namespace Chat.Actors.Limits;

/// <summary>
/// A token bucket as one number: when it will be full again. One that is full is as good as none, so whatever keeps many may forget the full ones.
/// Pure; the clock is outside. Times are ticks of a clock that never goes back, from 0 up.
/// </summary>
public struct TokenBucket
{
    private long _fullAt;

    /// <summary>A bucket that is full at that time.</summary>
    internal TokenBucket(long fullAt) => _fullAt = fullAt;

    /// <summary>When it is full again.</summary>
    internal readonly long FullAt => _fullAt;

    /// <summary>True where it has all its tokens.</summary>
    public readonly bool IsFull(long now) => _fullAt <= now;

    /// <summary>How long to wait until so many tokens are there, if nobody takes any meanwhile; 0 where they are.</summary>
    /// <param name="rate">How many it holds and how fast it fills. It may be another than before.</param>
    /// <param name="now">The time.</param>
    /// <param name="cost">How many tokens; more than it holds counts as all it holds.</param>
    /// <returns>Ticks.</returns>
    public readonly long Wait(Rate rate, long now, int cost = 1) =>
        rate.IsOff ? 0 : Math.Max(0, Owed(rate, now) + Price(rate, cost) - rate.Window);

    /// <summary>Takes so many tokens, whether they are there or not.</summary>
    public void Take(Rate rate, long now, int cost = 1)
    {
        if (!rate.IsOff)
        {
            long owed = Math.Min(Owed(rate, now) + Price(rate, cost), rate.Window);
            _fullAt = now > long.MaxValue - owed ? long.MaxValue : now + owed;
        }
    }

    /// <summary>Takes so many tokens where they are there.</summary>
    /// <returns>How long to wait where they are not, in ticks; else 0.</returns>
    public long TryTake(Rate rate, long now, int cost = 1)
    {
        long wait = Wait(rate, now, cost);
        if (wait == 0)
        {
            Take(rate, now, cost);
        }

        return wait;
    }

    private static long Price(Rate rate, int cost) => rate.Step * Math.Clamp(cost, 0, rate.Most);

    /// <summary>Ticks' worth of tokens that are missing: never more than all, whatever the rate was before.</summary>
    private readonly long Owed(Rate rate, long now) => _fullAt <= now ? 0 : Math.Min(_fullAt - now, rate.Window);
}
