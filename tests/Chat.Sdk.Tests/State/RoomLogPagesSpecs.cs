using System.Collections.Immutable;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

/// <summary>Pages of history in a long log.</summary>
public class RoomLogPagesSpecs
{
    private const long Newest = 1_000_000;

    [Fact]
    public void Should_put_any_run_among_what_is_kept_as_a_map_by_seq_would()
    {
        Gen.Select(Gen.Int[1, 60].HashSet[0, 40], Gen.Int[1, 60], Gen.Int[1, 30]).Sample((seqs, first, count) =>
        {
            ImmutableList<MessageInfo> kept = [.. seqs.Order().Select(seq => Frames.Info(seq))];
            MessageInfo[] run = [.. Frames.Range(first, first + count - 1).Select(seq => Frames.Info(seq) with { Text = "page" })];
            var model = new SortedDictionary<long, MessageInfo>();
            foreach (MessageInfo message in run.Concat(kept))
            {
                model[message.Seq] = message;
            }

            Assert.Equal(model.Values, RoomLog.Union(kept, run));
        });
    }

    [Fact]
    public void Should_have_what_a_set_would_whatever_pages_come_in_whatever_order()
    {
        // Each step is a page, older than what is kept, newer, or from anywhere; what makes no further hole is taken, all else is not.
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 300], Gen.Int[1, 30]).Array[1, 40].Sample(steps =>
        {
            ChatState state = Welcomed(seq: 200).On(Frames.Message(Room, 201), Frames.Message(Room, 300));
            SortedSet<long> model = [201, 300];
            foreach ((int kind, int anywhere, int count) in steps)
            {
                long first = kind switch { 0 => model.Min - count, 1 => state.Rooms[Room].Cursor + 1, _ => anywhere };
                long[] page = [.. Frames.Range(Math.Max(1, first), Math.Min(300, first + count - 1))];
                if (page.Length > 0 && Holes([.. model, .. page]) <= Holes(model))
                {
                    model.UnionWith(page);
                }

                state = page.Length == 0 ? state : state.On(new ChatInput.HistoryPage(Frames.History(Room, page[0], page[^1], 300)));
                Assert.Equal(model, state.Seqs());
                Assert.Equal(model.Min == 1, state.Rooms[Room].ReachesStart);
            }
        });
    }

    [Fact]
    public void Should_take_a_page_at_the_cost_of_the_page_and_not_of_the_log()
    {
        ChatState state = Long(100_000, out long first);
        var older = new ChatInput.HistoryPage(Frames.History(Room, first - 200, first - 1, Newest), Before: first);
        _ = state.On(older);

        long before = GC.GetAllocatedBytesForCurrentThread();
        ChatState after = state.On(older);
        long cost = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(100_200, after.Rooms[Room].Messages.Count);
        Assert.InRange(cost, 0, 200_000);
    }

    [Fact]
    public void Should_pass_over_what_is_older_than_the_gap_it_may_fetch_and_take_it_as_history_later()
    {
        ChatState state = ChatState.Start("alice", 100_000, maxGap: 100).Hello([], Frames.Room(Room))
            .On(Frames.Message(Room, 1), new GapEvent(Room, 2, 1000));
        Assert.Equal(new SeqRange(901, 1000), state.Rooms[Room].Gap);

        state = state.On(new ChatInput.HistoryPage(Frames.History(Room, 901, 1000, 1000), After: 900));
        Assert.False(state.Rooms[Room].ReachesStart);
        state = state.On(new ChatInput.HistoryPage(Frames.History(Room, 1, 900, 1000), Before: 901));

        Assert.Equal(Frames.Range(1, 1000), state.Seqs());
        Assert.True(state.Rooms[Room].ReachesStart);
    }

    /// <summary>A room with its newest messages.</summary>
    private static ChatState Long(int count, out long first)
    {
        first = Newest - count + 1;
        return ChatState.Start("alice", 200_000, messagesInAll: 200_000).Hello([], Frames.Room(Room, Newest))
            .On(new ChatInput.HistoryPage(Frames.History(Room, first, Newest, Newest)));
    }

    private static int Holes(SortedSet<long> seqs) => seqs.Zip(seqs.Skip(1)).Count(pair => pair.Second != pair.First + 1);
}
