using Chat.Actors.Limits;
using CsCheck;

namespace Chat.Actors.Tests.Limits;

public class TokenBucketSpecs
{
    private static readonly Gen<Rate> Rates = Gen.Select(Gen.Int[1, 1000], Gen.Long[1, TimeSpan.TicksPerDay], (most, per) => new Rate(most, TimeSpan.FromTicks(per)));

    private static readonly Gen<(long Pause, int Cost)[]> Uses =
        Gen.Select(Gen.OneOf(Gen.Const(0L), Gen.Long[0, TimeSpan.TicksPerSecond], Gen.Long[0, TimeSpan.TicksPerDay]), Gen.Int[1, 20], (pause, cost) => (pause, cost)).Array[0, 60];

    [Fact]
    public void Should_allow_so_many_at_once_and_then_one_each_part_of_the_time()
    {
        var rate = new Rate(3, TimeSpan.FromSeconds(3));
        var bucket = default(TokenBucket);
        Assert.All(Enumerable.Range(0, 3), _ => Assert.Equal(0, bucket.TryTake(rate, 100)));

        Assert.Equal(TimeSpan.TicksPerSecond, bucket.TryTake(rate, 100));
        Assert.Equal(1, bucket.TryTake(rate, 99 + TimeSpan.TicksPerSecond));
        Assert.Equal(0, bucket.TryTake(rate, 100 + TimeSpan.TicksPerSecond));
        Assert.False(bucket.IsFull(99 + (4 * TimeSpan.TicksPerSecond)));
        Assert.True(bucket.IsFull(100 + (4 * TimeSpan.TicksPerSecond)));
    }

    [Fact]
    public void Should_tell_a_wait_after_which_the_same_is_allowed_and_not_before() =>
        Gen.Select(Rates, Uses).Sample((rate, uses) =>
        {
            var bucket = default(TokenBucket);
            long now = 0;
            foreach ((long pause, int cost) in uses)
            {
                now += pause;
                long wait = bucket.TryTake(rate, now, cost);
                if (wait > 0)
                {
                    TokenBucket early = bucket;
                    Assert.NotEqual(0, early.TryTake(rate, now + wait - 1, cost));
                    now += wait;
                    Assert.Equal(0, bucket.TryTake(rate, now, cost));
                }
            }
        });

    [Fact]
    public void Should_never_allow_more_than_twice_the_number_in_any_span_of_its_time() =>
        Gen.Select(Rates, Uses).Sample((rate, uses) =>
        {
            var bucket = default(TokenBucket);
            var taken = new List<(long At, int Cost)>();
            long now = 0;
            foreach ((long pause, int cost) in uses)
            {
                now += pause;
                if (bucket.TryTake(rate, now, cost) == 0)
                {
                    taken.Add((now, Math.Min(cost, rate.Most)));
                    Assert.InRange(taken.Where(t => t.At > now - rate.Per.Ticks).Sum(t => t.Cost), 0, 2 * rate.Most);
                    Assert.InRange(taken.Where(t => t.At == now).Sum(t => t.Cost), 0, rate.Most);
                }
            }
        });

    [Fact]
    public void Should_hold_at_the_ends_of_time() =>
        Gen.Select(Rates, Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[0, int.MaxValue]).Sample((rate, before, now, cost) =>
        {
            var bucket = default(TokenBucket);
            bucket.Take(rate, before, cost);
            long wait = bucket.Wait(rate, now, cost);
            Assert.InRange(wait, 0, rate.Per.Ticks + rate.Most);
            bucket.Take(rate, now, cost);
            Assert.InRange(bucket.Wait(rate, now, cost), 0, rate.Per.Ticks + rate.Most);
        });

    [Fact]
    public void Should_go_by_the_rate_that_counts_now()
    {
        var bucket = default(TokenBucket);
        bucket.Take(new Rate(1, TimeSpan.FromDays(1)), 0);

        Assert.Equal(TimeSpan.TicksPerSecond, bucket.Wait(new Rate(1, TimeSpan.FromSeconds(1)), 0));
        Assert.Equal(0, bucket.Wait(Rate.Off, 0));
    }
}
