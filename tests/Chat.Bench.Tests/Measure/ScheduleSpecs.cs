using System.Diagnostics;
using Chat.Bench.Measure;
using Xunit;

namespace Chat.Bench.Tests.Measure;

public sealed class ScheduleSpecs
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(30_000)]
    [InlineData(999_999)]
    [InlineData(1_000_000)]
    public void Should_find_the_message_that_is_due_at_a_time(int rate)
    {
        var schedule = new Schedule(123_456_789, rate);
        foreach (long number in new long[] { 0, 1, 2, 7, 1000, 54_321, 3600L * rate })
        {
            Assert.Equal(number, schedule.NumberOf(schedule.DueOf(number)));
        }
    }

    [Fact]
    public void Should_not_drift_where_the_rate_does_not_divide_the_clock()
    {
        var schedule = new Schedule(0, 30_000);
        Assert.Equal(3600 * Stopwatch.Frequency, schedule.DueOf(3600L * 30_000));
    }

    [Fact]
    public void Should_space_messages_evenly()
    {
        var schedule = new Schedule(1000, 7);
        long[] steps = [.. Enumerable.Range(0, 100).Select(n => schedule.DueOf(n + 1) - schedule.DueOf(n)).Distinct()];
        Assert.All(steps, step => Assert.InRange(step, Stopwatch.Frequency / 7, (Stopwatch.Frequency / 7) + 1));
    }
}
