using System.Diagnostics;
using Chat.Bench.Measure;
using Xunit;

namespace Chat.Bench.Tests.Measure;

public sealed class LastArrivalSpecs
{
    private const int Rate = 1_000_000;

    private readonly MeasureWindow _window = new();

    [Fact]
    public void Should_count_a_message_once_the_last_member_has_it()
    {
        LastArrival tracker = Begin(members: 3, out Schedule schedule);
        long due = schedule.DueOf(5);
        tracker.Arrived(due);
        tracker.Arrived(due);
        Assert.Null(tracker.Latency);
        tracker.Arrived(due);
        Assert.Equal(1, tracker.Latency!.Count);
    }

    [Fact]
    public void Should_count_from_when_the_message_was_due()
    {
        _window.Open();
        var tracker = new LastArrival(1, _window);
        long now = Stopwatch.GetTimestamp();
        var schedule = new Schedule(now - Stopwatch.Frequency, 1);
        tracker.Begin(schedule);
        tracker.Arrived(schedule.DueOf(0));
        Assert.Null(tracker.Latency);
        tracker.Arrived(schedule.DueOf(1));
        Assert.InRange(tracker.Latency!.MaxMs, 0, Stopwatch.GetElapsedTime(now).TotalMilliseconds);
    }

    [Fact]
    public void Should_use_a_place_again()
    {
        LastArrival tracker = Begin(members: 2, out Schedule schedule);
        for (int round = 0; round < 3; round++)
        {
            long due = schedule.DueOf(round * (long)LastArrival.Capacity);
            tracker.Arrived(due);
            tracker.Arrived(due);
        }

        Assert.Equal(3, tracker.Latency!.Count);
        Assert.Equal(0, tracker.Overruns);
    }

    [Fact]
    public void Should_tell_when_more_messages_are_on_their_way_than_it_has_place_for()
    {
        LastArrival tracker = Begin(members: 2, out Schedule schedule);
        tracker.Arrived(schedule.DueOf(1));
        tracker.Arrived(schedule.DueOf(1 + LastArrival.Capacity));
        Assert.Equal(1, tracker.Overruns);
        tracker.Arrived(schedule.DueOf(1));
        Assert.Equal(1, tracker.Latency!.Count);
    }

    [Fact]
    public void Should_count_each_message_once_whichever_thread_is_last()
    {
        const int members = 4;
        const int messages = 20_000;
        LastArrival tracker = Begin(members, out Schedule schedule);
        Parallel.For(0, members, new ParallelOptions { MaxDegreeOfParallelism = members }, _ =>
        {
            for (int i = 0; i < messages; i++)
            {
                tracker.Arrived(schedule.DueOf(i));
            }
        });
        Assert.Equal(messages, tracker.Latency!.Count);
        Assert.Equal(0, tracker.Overruns);
    }

    private LastArrival Begin(int members, out Schedule schedule)
    {
        // All are due in the window, in a future that the tracker does not mind.
        _window.Open();
        var tracker = new LastArrival(members, _window);
        schedule = Schedule.StartNow(Rate);
        tracker.Begin(schedule);
        return tracker;
    }
}
