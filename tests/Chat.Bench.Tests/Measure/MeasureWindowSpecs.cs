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
}
