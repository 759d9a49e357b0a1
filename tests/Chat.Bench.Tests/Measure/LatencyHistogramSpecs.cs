using Chat.Bench.Measure;
using Xunit;

namespace Chat.Bench.Tests.Measure;

public sealed class LatencyHistogramSpecs
{
    [Fact]
    public void Should_tell_percentiles_to_one_part_in_a_thousand()
    {
        var histogram = new LatencyHistogram();
        for (int i = 1; i <= 10_000; i++)
        {
            histogram.Record(TimeSpan.FromMilliseconds(i / 10.0));
        }

        Percentiles told = histogram.Summarize()!;
        Assert.Equal(10_000, told.Count);
        Assert.InRange(told.P50Ms, 500, 500.5);
        Assert.InRange(told.P99Ms, 990, 991);
        Assert.InRange(told.P999Ms, 999, 1000);
        Assert.Equal(1000, told.MaxMs);
        Assert.Equal(0, told.Curve[0].X);
        Assert.InRange(told.Curve[^1].X, 0.9999, 1);
        Assert.All(told.Curve.Zip(told.Curve.Skip(1)), step => Assert.True(step.First.X < step.Second.X && step.First.Y <= step.Second.Y));
    }

    [Fact]
    public void Should_tell_nothing_where_nothing_was_recorded()
    {
        Assert.Null(new LatencyHistogram().Summarize());
        Assert.Null(LatencyHistogram.Merge([]).QuantileMs(0.5));
    }

    [Fact]
    public void Should_merge_what_several_have_counted()
    {
        var fast = new LatencyHistogram();
        var slow = new LatencyHistogram();
        for (int i = 0; i < 99; i++)
        {
            fast.Record(TimeSpan.FromMilliseconds(1));
        }

        slow.Record(TimeSpan.FromMilliseconds(80));
        var all = LatencyHistogram.Merge([fast, slow]);
        Assert.Equal(100, all.Count);
        Assert.InRange(all.QuantileMs(0.99)!.Value, 1, 1.001);
        Assert.Equal(80, all.QuantileMs(1));
    }

    [Fact]
    public void Should_count_what_is_longer_than_it_can_hold()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMinutes(5));
        Assert.Equal(300_000, histogram.MaxMs);
        Assert.InRange(histogram.QuantileMs(0.5)!.Value, 99_900, 100_100);
    }

    [Fact]
    public void Should_allocate_nothing_to_record()
    {
        var histogram = new LatencyHistogram();
        histogram.Record(TimeSpan.FromMilliseconds(1));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            histogram.Record(TimeSpan.FromMicroseconds(i));
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
