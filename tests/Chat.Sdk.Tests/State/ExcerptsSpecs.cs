using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

/// <summary>Messages apart from the kept ones, and how the two meet.</summary>
public class ExcerptsSpecs
{
    private const long Newest = 10_000;

    [Fact]
    public void Should_stand_apart_and_move_no_marker()
    {
        ChatState state = Kept(9_901).On(Opened(480, 520));

        Assert.Equal(Frames.Range(480, 520), Seqs(state));
        Assert.Equal(Frames.Range(9_901, Newest), state.Seqs());
        Assert.Equal((Newest, 7L), (state.Rooms[Room].Cursor, state.Rooms[Room].Read));
        Assert.Equal((MessagePlace.Excerpt, MessagePlace.Log, MessagePlace.None), (Place(state, 500), Place(state, 9_950), Place(state, 9_000)));
    }

    [Fact]
    public void Should_replace_an_earlier_one_and_go_when_closed()
    {
        ChatState state = Kept(9_901).On(Opened(480, 520)).On(Opened(1_000, 1_010));
        Assert.Equal(Frames.Range(1_000, 1_010), Seqs(state));

        Assert.Null(state.On(new ChatInput.ExcerptClosed(Room)).Rooms[Room].Excerpt);
    }

    [Fact]
    public void Should_grow_both_ways_and_know_the_start()
    {
        ChatState state = Kept(9_901).On(Opened(101, 120)).On(Newer(121, 150)).On(Older(1, 100));

        Assert.Equal(Frames.Range(1, 150), Seqs(state));
        Assert.True(state.Rooms[Room].Excerpt!.ReachesStart);
    }

    [Fact]
    public void Should_know_the_start_where_everything_older_was_removed()
    {
        ChatState state = Kept(9_901).On(Opened(101, 120)).On(new ChatInput.ExcerptExtended(new HistoryOk(Room, [], Start: true, End: false), Older: true));

        Assert.True(state.Rooms[Room].Excerpt!.ReachesStart);
    }

    [Fact]
    public void Should_not_take_a_page_that_is_not_beside_it()
    {
        ChatState state = Kept(9_901).On(Opened(101, 120));

        Assert.Same(state, state.On(Newer(122, 150)));
        Assert.Null(Kept(9_901).On(Newer(122, 150)).Rooms[Room].Excerpt);
    }

    [Fact]
    public void Should_drop_what_is_farthest_from_where_it_grows()
    {
        ChatState state = Kept(9_901).On(Opened(1, 200));
        for (long first = 201; first <= 2_401; first += 200)
        {
            state = state.On(Newer(first, first + 199));
        }

        Assert.Equal(Frames.Range(601, 2_600), Seqs(state));
        Assert.False(state.Rooms[Room].Excerpt!.ReachesStart);

        Assert.Equal(Frames.Range(401, 2_400), Seqs(state.On(Older(401, 600))));
    }

    [Fact]
    public void Should_join_the_log_where_they_meet()
    {
        ChatState state = Kept(9_901).On(Opened(9_700, 9_800)).On(Newer(9_801, 9_900));

        Assert.Null(state.Rooms[Room].Excerpt);
        Assert.Equal(Frames.Range(9_700, Newest), state.Seqs());
        Assert.Equal(7, state.Rooms[Room].Read);
    }

    [Fact]
    public void Should_join_the_log_when_that_grows_to_meet_it()
    {
        ChatState state = Kept(9_901).On(Opened(9_700, 9_800)).On(new ChatInput.HistoryPage(Frames.History(Room, 9_801, 9_900, Newest), Before: 9_901));

        Assert.Null(state.Rooms[Room].Excerpt);
        Assert.Equal(Frames.Range(9_700, Newest), state.Seqs());
    }

    [Fact]
    public void Should_join_a_log_of_which_nothing_is_kept()
    {
        ChatState state = Welcomed(seq: 50).On(Opened(40, 50, newest: 50));

        Assert.Null(state.Rooms[Room].Excerpt);
        Assert.Equal(Frames.Range(40, 50), state.Seqs());
    }

    [Fact]
    public void Should_stay_apart_from_a_full_log_until_it_has_grown_into_it()
    {
        ChatState state = Kept(9_901, messagesPerRoom: 100).On(Opened(9_851, 9_900));
        Assert.Equal(Frames.Range(9_851, 9_900), Seqs(state));

        state = state.On(Newer(9_901, 9_950));
        Assert.Equal(Frames.Range(9_851, 9_950), Seqs(state));

        state = state.On(Newer(9_951, Newest));
        Assert.Null(state.Rooms[Room].Excerpt);
        Assert.Equal(Frames.Range(9_901, Newest), state.Seqs());
    }

    [Fact]
    public void Should_go_with_a_log_that_was_set_up_anew()
    {
        ChatState state = Kept(9_901).On(Opened(480, 520)).Hello(new() { [Room] = Newest }, Frames.Room(Room, 5));

        Assert.Null(state.Rooms[Room].Excerpt);
    }

    [Fact]
    public void Should_leave_both_whole_whatever_comes()
    {
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 300], Gen.Int[1, 40]).Array[1, 40].Sample(steps =>
        {
            ChatState state = ChatState.Start("alice", 60, maxGap: 60, messagesInAll: 90).Hello([], Frames.Room(Room, 250));
            foreach ((int kind, int anywhere, int count) in steps)
            {
                RoomView room = state.Rooms[Room];
                long low = room.Messages.IsEmpty ? room.Cursor + 1 : room.Messages[0].Seq;
                state = kind switch
                {
                    0 => state.On(Opened(anywhere, anywhere + count, newest: 400)),
                    1 when room.Excerpt is { } excerpt => state.On(Older(Math.Max(1, excerpt.Messages[0].Seq - count), excerpt.Messages[0].Seq)),
                    2 when room.Excerpt is { } excerpt => state.On(Newer(excerpt.Messages[^1].Seq + 1, excerpt.Messages[^1].Seq + count)),
                    3 => state.On(Frames.Message(Room, room.Newest + 1)),
                    4 => state.On(new GapEvent(Room, room.Newest + 1, room.Newest + count)),
                    _ when low > 1 => state.On(new ChatInput.HistoryPage(Frames.History(Room, Math.Max(1, low - count), low - 1, 400), Before: low)),
                    _ => state,
                };
                AssertWhole(state);
            }
        });
    }

    private static void AssertWhole(ChatState state)
    {
        RoomView room = state.Rooms[Room];
        Assert.InRange(state.Kept, 0, 90);
        Assert.Equal(room.Messages.Count + (room.Excerpt?.Messages.Count ?? 0), state.Kept);
        Assert.Equal(0, room.Read);
        Assert.True(room.Excerpt is null || RoomLog.IsRun(room.Excerpt.Messages));
        Assert.True(room.Gap is not null || RoomLog.IsRun(room.Messages));
    }

    private static ChatState Kept(long first, int messagesPerRoom = 100_000) => ChatState.Start("alice", messagesPerRoom)
        .Hello([], Frames.Room(Room, Newest, read: 7)).On(new ChatInput.HistoryPage(Frames.History(Room, first, Newest, Newest)));

    private static ChatInput.ExcerptOpened Opened(long first, long last, long newest = Newest) => new(Frames.History(Room, first, last, newest));

    private static ChatInput.ExcerptExtended Older(long first, long last) => new(Frames.History(Room, first, last, Newest), Older: true);

    private static ChatInput.ExcerptExtended Newer(long first, long last) => new(Frames.History(Room, first, last, Newest), Older: false);

    private static IEnumerable<long> Seqs(ChatState state) => state.Rooms[Room].Excerpt!.Messages.Select(message => message.Seq);

    private static MessagePlace Place(ChatState state, long seq) => state.Rooms[Room].PlaceOf(seq);
}
