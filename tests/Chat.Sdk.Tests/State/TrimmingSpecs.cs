using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;

namespace Chat.Sdk.Tests.State;

/// <summary>The bound of the messages of all rooms together.</summary>
public class TrimmingSpecs
{
    [Fact]
    public void Should_cut_the_room_longest_not_touched_to_its_newest_messages()
    {
        ChatState state = In(5_000, "a", "b", "c").On(Messages("a", 1, 2_000)).On(Messages("b", 1, 2_000)).On(Messages("c", 1, 1_001));

        Assert.Equal(Frames.Range(1_001, 2_000), state.Seqs("a"));
        Assert.False(state.Rooms["a"].ReachesStart);
        Assert.Equal((2_000, 1_001), (state.Rooms["b"].Messages.Count, state.Rooms["c"].Messages.Count));
    }

    [Fact]
    public void Should_spare_a_room_that_was_read()
    {
        ChatState state = In(5_000, "a", "b", "c").On(Messages("a", 1, 2_000)).On(Messages("b", 1, 2_000))
            .On(new ChatInput.ReadMoved(new ReadOk("a", 2_000))).On(Messages("c", 1, 1_001));

        Assert.Equal((2_000, 1_000), (state.Rooms["a"].Messages.Count, state.Rooms["b"].Messages.Count));
    }

    [Fact]
    public void Should_cut_the_room_in_use_where_the_others_have_no_more_to_give()
    {
        ChatState state = In(300, "a", "b").On(Messages("a", 1, 200)).On(Messages("b", 1, 200));

        Assert.Equal(Frames.Range(51, 200), state.Seqs("a"));
        Assert.Equal(Frames.Range(51, 200), state.Seqs("b"));
    }

    [Fact]
    public void Should_not_count_a_room_that_was_left()
    {
        ChatState state = In(300, "a", "b").On(Messages("a", 1, 200)).On(new ChatInput.RoomLeft("a")).On(Messages("b", 1, 300));

        Assert.Equal(300, state.Rooms["b"].Messages.Count);
    }

    [Fact]
    public void Should_never_keep_more_than_the_bound_nor_lose_the_newest()
    {
        string[] names = ["a", "b", "c", "@d"];
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[1, 40]).Array[1, 30].Sample(steps =>
        {
            ChatState state = In(100, names);
            foreach ((int which, int kind, int count) in steps)
            {
                string room = names[which];
                state = state.Rooms.TryGetValue(room, out RoomView? view) ? kind switch
                {
                    0 => state.On(new ChatInput.RoomLeft(room)),
                    1 when view.Messages.Count > 0 => state.On(new ChatInput.HistoryPage(Page(view, count), Before: view.Messages[0].Seq)),
                    2 => state.On(new GapEvent(room, view.Newest + 1, view.Newest + count)),
                    3 => state.Hello(state.Rooms.ToDictionary(r => r.Key, r => r.Value.Cursor), [.. state.Rooms.Values.Select(r => Frames.Room(r.Name, r.Newest))]),
                    _ => state.On(Messages(room, view.Newest + 1, view.Newest + count)),
                } : state.On(new ChatInput.RoomJoined(new JoinOk(room, 50, "", [])));

                Assert.Equal(state.Rooms.Values.Sum(r => r.Messages.Count), state.Kept);
                Assert.InRange(state.Kept, 0, 100);
                Assert.All(state.Rooms.Values, r => Assert.True(r.Messages.Count == 0 || r.Messages[^1].Seq == r.Newest || r.Cursor < r.Newest));
            }
        });
    }

    private static HistoryOk Page(RoomView room, int count) =>
        Frames.History(room.Name, Math.Max(1, room.Messages[0].Seq - count), room.Messages[0].Seq - 1, room.Newest);

    private static ChatState In(int messagesInAll, params string[] rooms) =>
        ChatState.Start("alice", 10_000, messagesInAll: messagesInAll).Hello([], [.. rooms.Select(room => Frames.Room(room))]);

    private static IEnumerable<Event> Messages(string room, long first, long last) => Frames.Range(first, last).Select(seq => Frames.Message(room, seq));
}
