using Chat.Faults.Checking;
using Chat.Faults.History;
using Xunit;

namespace Chat.Faults.Tests.Checking;

/// <summary>Planted violations in what clients saw: each is found as what it is, and nothing else is.</summary>
public sealed class StreamCheckSpecs
{
    private readonly EditedRun _run = Tale.Tell();

    [Theory]
    [InlineData(Tale.Wire)]
    [InlineData(Tale.Sdk)]
    public void Should_find_a_message_that_a_client_did_not_get(int client)
    {
        _run.Sights[client].RemoveAt(_run.Seen(client, 3));

        Assert.Equal([Found(ViolationKind.StreamHole)], _run.Check());
    }

    [Theory]
    [InlineData(Tale.Wire)]
    [InlineData(Tale.Sdk)]
    public void Should_find_a_message_that_came_twice(int client)
    {
        int at = _run.Seen(client, 3);
        _run.Sights[client].Insert(at, _run.Sights[client][at]);

        Assert.Equal([Found(ViolationKind.StreamDouble)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_came_again_after_a_reconnect()
    {
        int at = _run.Seen(Tale.Wire, 4);
        Sight third = _run.Sights[Tale.Wire][at - 1];
        _run.Sights[Tale.Wire].InsertRange(at, [new Sight(SightKind.Resumed, 0, 3), third]);

        Assert.Equal([Found(ViolationKind.StreamDouble)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_got_lost_in_a_reconnect()
    {
        int at = _run.Seen(Tale.Wire, 4);
        _run.Sights[Tale.Wire][at] = new Sight(SightKind.Resumed, 0, 3);

        Assert.Equal([Found(ViolationKind.StreamHole)], _run.Check());
    }

    [Fact]
    public void Should_take_a_reconnect_that_goes_on_behind_the_cursor()
    {
        _run.Sights[Tale.Wire].Insert(_run.Seen(Tale.Wire, 4), new Sight(SightKind.Resumed, 0, 3));

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_find_the_librarys_events_in_another_order()
    {
        List<Sight> sights = _run.Sights[Tale.Sdk];
        int at = _run.Seen(Tale.Sdk, 3);
        (sights[at], sights[at + 1]) = (sights[at + 1], sights[at]);

        Assert.Equal([Found(ViolationKind.StreamOrder)], _run.Check());
    }

    [Fact]
    public void Should_find_events_in_another_order()
    {
        List<Sight> sights = _run.Sights[Tale.Wire];
        int at = _run.Seen(Tale.Wire, 3);
        (sights[at], sights[at + 1]) = (sights[at + 1], sights[at]);

        Assert.Equal([Found(ViolationKind.StreamHole), Found(ViolationKind.StreamOrder)], _run.Check());
    }

    [Theory]
    [InlineData(Tale.Wire, SightKind.Live, ViolationKind.SeenNotStored)]
    [InlineData(Tale.Sdk, SightKind.Live, ViolationKind.SeenNotStored)]
    [InlineData(Tale.Sdk, SightKind.View, ViolationKind.ViewDiffers)]
    internal void Should_find_a_message_that_is_not_what_the_log_has(int client, SightKind kind, ViolationKind found)
    {
        int at = _run.Sights[client].FindIndex(s => s.Kind == kind && s.Seq == 3);
        _run.Sights[client][at] = _run.Sights[client][at] with { Print = 42 };

        Assert.Equal([Found(found)], _run.Check());
    }

    [Fact]
    public void Should_find_a_message_that_was_seen_and_is_lost()
    {
        // Seen, never acknowledged, and gone after a crash.
        _run.Sights[Tale.Wire].Add(new Sight(SightKind.Live, 0, Tale.Messages + 1, 42));

        Assert.Equal([Found(ViolationKind.SeenNotStored)], _run.Check());
    }

    [Theory]
    [InlineData(Tale.Wire)]
    [InlineData(Tale.Sdk)]
    public void Should_find_a_client_that_did_not_get_the_end(int client)
    {
        _run.Sights[client].RemoveAll(s => s.Kind == SightKind.Live && s.Seq >= 5);

        Assert.Equal([Found(ViolationKind.Behind)], _run.Check());
    }

    [Fact]
    public void Should_take_a_gap_that_was_read()
    {
        PutGap(2, 4, read: 3);

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_find_a_gap_that_history_did_not_fill()
    {
        PutGap(2, 4, read: 2);

        Assert.Equal([Found(ViolationKind.GapNotFilled)], _run.Check());
    }

    [Fact]
    public void Should_find_a_gap_that_begins_behind_what_is_missing()
    {
        PutGap(2, 4, read: 3);
        int at = _run.Sights[Tale.Wire].FindIndex(s => s.Kind == SightKind.Gap);
        _run.Sights[Tale.Wire][at] = new Sight(SightKind.Gap, 0, 3, 4);

        Assert.Equal([Found(ViolationKind.DishonestGap)], _run.Check());
    }

    [Fact]
    public void Should_find_a_gap_beyond_the_log()
    {
        PutGap(5, 9, read: 2);

        Assert.Equal([Found(ViolationKind.DishonestGap)], _run.Check());
    }

    [Fact]
    public void Should_take_pages_in_the_librarys_stream()
    {
        int at = _run.Seen(Tale.Sdk, 3);
        _run.Sights[Tale.Sdk][at] = _run.Sights[Tale.Sdk][at] with { Kind = SightKind.Page };

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_take_what_the_library_passed_over_by_its_bounds()
    {
        int at = _run.Seen(Tale.Sdk, 2);
        _run.Sights[Tale.Sdk].RemoveRange(at, 2);
        _run.Sights[Tale.Sdk].Insert(at, new Sight(SightKind.Passed, 0, 2, 3));

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_take_what_a_slow_subscriber_was_told_that_it_missed()
    {
        int at = _run.Seen(Tale.Sdk, 1);
        _run.Sights[Tale.Sdk].RemoveRange(at, 3);
        _run.Sights[Tale.Sdk].Insert(at, new Sight(SightKind.Blind, 0, 3));

        Assert.Empty(_run.Check());
    }

    [Fact]
    public void Should_find_a_hole_in_the_librarys_state()
    {
        _run.Sights[Tale.Sdk].RemoveAll(s => s.Kind == SightKind.View && s.Seq == 3);

        Assert.Equal([Found(ViolationKind.ViewDiffers)], _run.Check());
    }

    [Fact]
    public void Should_find_a_state_that_ends_before_the_log()
    {
        _run.Sights[Tale.Sdk].RemoveAll(s => s.Kind == SightKind.View && s.Seq == Tale.Messages);
        _run.Sights[Tale.Sdk][^1] = new Sight(SightKind.ViewEnd, 0, Tale.Messages - 1);

        Assert.Equal([Found(ViolationKind.ViewDiffers)], _run.Check());
    }

    private static KeyValuePair<ViolationKind, long> Found(ViolationKind kind) => new(kind, 1);

    /// <summary>The wire client is told of a gap, and reads the first so many of its messages.</summary>
    private void PutGap(int from, int to, int read)
    {
        List<Sight> sights = _run.Sights[Tale.Wire];
        int at = _run.Seen(Tale.Wire, from);
        Sight[] missed = [.. sights.Where(s => s.Kind == SightKind.Live && s.Seq >= from && s.Seq <= to)];
        sights.RemoveAll(missed.Contains);
        sights.Insert(at, new Sight(SightKind.Gap, 0, from, (ulong)to));
        sights.AddRange(missed.Take(read).Select(s => s with { Kind = SightKind.Page }));
    }
}
