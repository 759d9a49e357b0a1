using System.Diagnostics;
using Chat.Bench.Measure;
using Xunit;

namespace Chat.Bench.Tests.Measure;

public sealed class MeasureWindowSpecs
{
    [Fact]
    public void Should_include_what_began_in_it_when_it_is_done_later()
    {
        var window = new MeasureWindow();
        long before = Stopwatch.GetTimestamp() - 1;
        Assert.False(window.Includes(before));
        window.Open();
        long within = Stopwatch.GetTimestamp();
        Assert.True(window.Includes(within));
        window.Close();
        Assert.True(window.Includes(within));
        Assert.False(window.Includes(before));
        Assert.False(window.Includes(Stopwatch.GetTimestamp() + 1));
    }

    [Fact]
    public void Should_tell_the_calm_before_it_apart()
    {
        var window = new MeasureWindow();
        var latency = new WindowedLatency(window);
        latency.Record(Stopwatch.GetTimestamp());
        window.OpenCalm();
        long calm = Stopwatch.GetTimestamp();
        window.Open();
        long measured = Stopwatch.GetTimestamp();
        latency.Record(calm);
        latency.Record(measured);
        latency.Record(measured);

        Assert.False(window.Includes(calm));
        Assert.False(window.CalmIncludes(measured));
        Assert.Equal(1, latency.Calm.Count);
        Assert.Equal(2, latency.Measured.Count);
    }

    [Fact]
    public void Should_have_no_calm_where_none_was_opened()
    {
        var window = new MeasureWindow();
        long before = Stopwatch.GetTimestamp();
        window.Open();
        Assert.False(window.CalmIncludes(before));
    }
}
