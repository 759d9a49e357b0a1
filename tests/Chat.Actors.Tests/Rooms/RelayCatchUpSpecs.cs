using Akka.Actor;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RelayCatchUpSpecs : RelayKit
{
    [Fact]
    public async Task Should_replay_from_its_ring_without_asking_the_log()
    {
        Attach(Sample.Bob, 0, 0);
        Tell(Post(1), Post(2), Post(3), Post(4), Post(5));
        Store.FailsReads = true;
        TestDevice alice = Attach(Sample.Alice, 2, 5);
        Tell(Post(6));

        Assert.Equal(Range(3, 6), await SeqsAsync(alice, 4));
    }

    [Fact]
    public async Task Should_replay_from_the_log_and_go_on_live()
    {
        Fill(20);
        TestDevice alice = Attach(Sample.Alice, 3, 20);
        Tell(Post(21));

        Assert.Equal(Range(4, 21), await SeqsAsync(alice, 18));
        Tell(Post(22));
        Assert.Equal(22, (await alice.NextAsync<MessageEvent>()).Seq);
    }

    [Fact]
    public async Task Should_replay_page_by_page()
    {
        Fill(ProtocolLimits.MaxPage + 30);
        TestDevice alice = TestDevice.Open(Table);
        Tell(new RelayItem.Synced(ProtocolLimits.MaxPage + 30));
        Tell(Attached(alice, Sample.Alice, ProtocolLimits.MaxPage - 10, ProtocolLimits.MaxPage + 30));

        Assert.Equal(Range(ProtocolLimits.MaxPage - 9, ProtocolLimits.MaxPage + 30), await SeqsAsync(alice, 40));
    }

    [Fact]
    public async Task Should_tell_a_gap_instead_of_more_messages_than_it_replays()
    {
        Fill(60);
        TestDevice alice = Attach(Sample.Alice, 5, 60);
        Tell(Post(61));

        Assert.Equal(new GapEvent("Lobby", 6, 60), await alice.NextAsync<GapEvent>());
        Assert.Equal(61, (await alice.NextAsync<MessageEvent>()).Seq);
    }

    [Fact]
    public async Task Should_replay_exactly_the_limit()
    {
        Fill(60);
        TestDevice alice = Attach(Sample.Alice, 10, 60);

        Assert.Equal(Range(11, 60), await SeqsAsync(alice, 50));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(long.MaxValue)]
    public async Task Should_take_a_cursor_ahead_of_the_log_for_its_end(long cursor)
    {
        Fill(3);
        TestDevice alice = Attach(Sample.Alice, cursor, 3);
        Tell(Post(4));

        Assert.Equal([4], await SeqsAsync(alice, 1));
    }

    [Fact]
    public async Task Should_fill_a_hole_in_the_stream_from_the_log_without_a_duplicate()
    {
        Fill(9);
        TestDevice alice = Attach(Sample.Alice, 3, 3);
        Tell(Post(7), Post(8));
        Tell(Post(9));

        Assert.Equal(Range(4, 9), await SeqsAsync(alice, 6));
        Assert.Empty(await FramesAsync(alice));
    }

    [Fact]
    public async Task Should_fill_what_it_missed_when_the_room_was_loaded_anew()
    {
        Fill(6);
        TestDevice alice = Attach(Sample.Alice, 3, 3);
        Tell(new RelayItem.Synced(6));

        Assert.Equal(Range(4, 6), await SeqsAsync(alice, 3));
    }

    [Fact]
    public async Task Should_fill_what_it_missed_when_a_device_is_attached_further_on()
    {
        Fill(6);
        TestDevice alice = Attach(Sample.Alice, 3, 3);
        TestDevice bob = Attach(Sample.Bob, 6, 6);
        Assert.Equal(Range(4, 6), await SeqsAsync(alice, 3));

        Tell(Post(7));
        Assert.Equal([7], await SeqsAsync(bob, 1));
    }

    [Fact]
    public async Task Should_try_again_when_the_log_can_not_be_read()
    {
        Fill(5);
        Store.FailsReads = true;
        TestDevice alice = Attach(Sample.Alice, 3, 5);
        await FramesAsync(alice);
        AwaitAssert(() =>
        {
            // The failure reaches the relay when it has read: until then there is no timer to fire.
            Store.FailsReads = false;
            Scheduler.Advance(TimeSpan.FromMilliseconds(500));
            Assert.True(alice.Connection.Outbox.PendingBytes > 0);
        });

        Assert.Equal([4, 5], await SeqsAsync(alice, 2));
    }

    [Fact]
    public async Task Should_wait_for_a_slow_reader_before_it_reads_more_of_the_log_for_it()
    {
        Fill(5);
        TestDevice alice = TestDevice.Open(Table);
        alice.Connection.Post(new byte[RelayOptions.OutboxBytes / 2]);
        Tell(Attached(alice, Sample.Alice, 3, 5));
        TestDevice bob = Attach(Sample.Bob, 5, 5);
        await FramesAsync(bob);
        Assert.Equal(RelayOptions.OutboxBytes / 2, alice.Connection.Outbox.PendingBytes);

        alice.Skip();
        Scheduler.Advance(TimeSpan.FromMilliseconds(20));
        Assert.Equal([4, 5], await SeqsAsync(alice, 2));
    }

    [Fact]
    public async Task Should_tell_a_gap_for_what_was_pruned_and_then_replay_the_rest()
    {
        Fill(20);
        Store.Put(new Write.Prune(Sample.Lobby, 11, 100));
        TestDevice alice = Attach(Sample.Alice, 3, 20);
        Tell(Post(21));

        Assert.Equal(new GapEvent("Lobby", 4, 10), await alice.NextAsync<GapEvent>());
        Assert.Equal(Range(11, 21), await SeqsAsync(alice, 11));
        Assert.Empty(await FramesAsync(alice));
    }

    [Fact]
    public async Task Should_tell_a_gap_for_all_when_all_was_pruned()
    {
        Fill(20);
        Store.Put(new Write.Prune(Sample.Lobby, 21, 100));
        TestDevice alice = Attach(Sample.Alice, 3, 20);

        Assert.Equal(new GapEvent("Lobby", 4, 20), await alice.NextAsync<GapEvent>());
        Tell(Post(21));
        Assert.Equal([21], await SeqsAsync(alice, 1));
    }

    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    public async Task Should_tell_a_gap_when_what_it_missed_itself_was_pruned(long below)
    {
        Fill(9);
        Store.Put(new Write.Prune(Sample.Lobby, below, 100));
        TestDevice alice = Attach(Sample.Alice, 3, 3);
        Tell(new RelayItem.Synced(9));

        Assert.Equal(new GapEvent("Lobby", 4, below - 1), await alice.NextAsync<GapEvent>());
        Tell(Post(10));
        Assert.Equal(Range((int)below, 10), await SeqsAsync(alice, 11 - (int)below));
        Assert.Empty(await FramesAsync(alice));
    }

    [Fact]
    public async Task Should_not_replay_from_its_ring_what_was_pruned()
    {
        Fill(5);
        Attach(Sample.Bob, 0, 0);
        Tell(Post(1), Post(2), Post(3), Post(4), Post(5));
        Store.Put(new Write.Prune(Sample.Lobby, 4, 100));
        Relay.Tell(new RelayProtocol.Pruned(Sample.Lobby, 4));
        TestDevice alice = Attach(Sample.Alice, 2, 5);

        Assert.Equal(new GapEvent("Lobby", 3, 3), await alice.NextAsync<GapEvent>());
        Assert.Equal(Range(4, 5), await SeqsAsync(alice, 2));
    }
}
