using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

public class RoomLogSpecs
{
    [Fact]
    public void Should_append_messages_and_move_the_cursor()
    {
        ChatState state = Welcomed(seq: 4, read: 4).On(Frames.Message(Room, 5), Frames.Message(Room, 6));

        Assert.Equal([5, 6], state.Seqs());
        Assert.Equal(6, state.Rooms[Room].Cursor);
        Assert.Equal(2, state.Rooms[Room].Unread);
    }

    [Fact]
    public void Should_be_the_same_object_after_a_message_that_came_twice()
    {
        ChatState state = Welcomed().On(Frames.Message(Room, 1), Frames.Message(Room, 2));

        Assert.Same(state, state.On(Frames.Message(Room, 1)));
    }

    [Fact]
    public void Should_ask_for_what_a_hole_lacks()
    {
        ChatState state = Welcomed().On(Frames.Message(Room, 1), Frames.Message(Room, 4));

        Assert.Equal(new SeqRange(2, 3), state.Rooms[Room].Gap);
        Assert.Equal(1, state.Rooms[Room].Cursor);
        Assert.Contains(new Fetch.Messages(Room, 1), state.Missing);
    }

    [Fact]
    public void Should_close_a_hole_with_history()
    {
        ChatState state = Welcomed().On(Frames.Message(Room, 1), Frames.Message(Room, 4));

        state = state.On(new ChatInput.HistoryPage(Frames.History(Room, 2, 4, 4), After: 1));

        Assert.Equal([1, 2, 3, 4], state.Seqs());
        Assert.Null(state.Rooms[Room].Gap);
        Assert.Equal(4, state.Rooms[Room].Cursor);
        Assert.DoesNotContain(state.Missing, fetch => fetch is Fetch.Messages);
    }

    [Fact]
    public void Should_page_through_an_announced_gap()
    {
        ChatState state = Welcomed(seq: 10).Hello(new() { [Room] = 10 }, Frames.Room(Room, 500)).On(new GapEvent(Room, 11, 500));
        Assert.Contains(new Fetch.Messages(Room, 10), state.Missing);

        state = state.On(new ChatInput.HistoryPage(Frames.History(Room, 11, 210, 500), After: 10));
        Assert.Contains(new Fetch.Messages(Room, 210), state.Missing);
        Assert.IsType<ConnectionState.CatchingUp>(state.Connection);

        state = state.On(new ChatInput.HistoryPage(Frames.History(Room, 211, 410, 500), After: 210))
            .On(new ChatInput.HistoryPage(Frames.History(Room, 411, 500, 500), After: 410));
        Assert.Null(state.Rooms[Room].Gap);
        Assert.Equal(Frames.Range(11, 500), state.Seqs());
        Assert.IsType<ConnectionState.Live>(state.Connection);
    }

    [Fact]
    public void Should_close_a_gap_that_the_log_begins_behind()
    {
        ChatState state = Welcomed(seq: 10).On(Frames.Message(Room, 11)).Hello(new() { [Room] = 11 }, Frames.Room(Room, 60))
            .On(new GapEvent(Room, 12, 50), Frames.Message(Room, 51), Frames.Message(Room, 52));
        Assert.Equal(new SeqRange(12, 50), state.Rooms[Room].Gap);
        Assert.Equal([11, 51, 52], state.Seqs());

        state = state.On(new ChatInput.HistoryPage(Frames.History(Room, 51, 60, 60) with { Start = true }, After: 11));

        Assert.Null(state.Rooms[Room].Gap);
        Assert.Equal(Frames.Range(51, 60), state.Seqs());
        Assert.True(state.Rooms[Room].ReachesStart);
        Assert.DoesNotContain(state.Missing, fetch => fetch is Fetch.Messages);
        Assert.IsType<ConnectionState.Live>(state.Connection);
    }

    [Fact]
    public void Should_close_a_gap_of_which_nothing_is_left()
    {
        ChatState state = Welcomed(seq: 10).Hello(new() { [Room] = 10 }, Frames.Room(Room, 60)).On(new GapEvent(Room, 11, 60));

        state = state.On(new ChatInput.HistoryPage(new HistoryOk(Room, [], Start: true, End: true), After: 10));

        Assert.Null(state.Rooms[Room].Gap);
        Assert.Equal(60, state.Rooms[Room].Cursor);
        Assert.DoesNotContain(state.Missing, fetch => fetch is Fetch.Messages);
        Assert.IsType<ConnectionState.Live>(state.Connection);
    }

    [Fact]
    public void Should_know_the_start_when_what_was_older_is_gone()
    {
        ChatState state = Welcomed(seq: 9).On(Frames.Message(Room, 10), Frames.Message(Room, 11));

        ChatState other = state.On(new ChatInput.HistoryPage(new HistoryOk(Room, [], Start: true, End: false), Before: 5));
        state = state.On(new ChatInput.HistoryPage(new HistoryOk(Room, [], Start: true, End: false), Before: 10));

        Assert.False(other.Rooms[Room].ReachesStart);
        Assert.True(state.Rooms[Room].ReachesStart);
    }

    [Fact]
    public void Should_know_the_start_of_a_log_that_was_emptied()
    {
        ChatState state = Welcomed(seq: 9).On(new ChatInput.HistoryPage(new HistoryOk(Room, [], Start: true, End: true)));

        Assert.True(state.Rooms[Room].ReachesStart);
    }

    [Fact]
    public void Should_fetch_no_more_of_a_gap_than_it_keeps()
    {
        ChatState state = Welcomed(messagesPerRoom: 100).On(Frames.Message(Room, 1), new GapEvent(Room, 2, 1_000_000));

        Assert.Equal(new SeqRange(999_901, 1_000_000), state.Rooms[Room].Gap);
        Assert.Empty(state.Seqs());
    }

    [Fact]
    public void Should_pass_over_a_gap_that_cannot_be_had()
    {
        ChatState state = Welcomed().On(Frames.Message(Room, 1), Frames.Message(Room, 4));

        state = state.On(new ChatInput.FetchFailed(new Fetch.Messages(Room, 1)));

        Assert.Null(state.Rooms[Room].Gap);
        Assert.Equal([4], state.Seqs());
        Assert.Equal(4, state.Rooms[Room].Cursor);
    }

    [Fact]
    public void Should_not_ask_for_ever_for_a_page_that_brings_nothing()
    {
        ChatState state = Welcomed().On(Frames.Message(Room, 1), Frames.Message(Room, 4));

        state = state.On(new ChatInput.HistoryPage(new HistoryOk(Room, [], Start: false, End: true), After: 1));

        Assert.Null(state.Rooms[Room].Gap);
        Assert.DoesNotContain(state.Missing, fetch => fetch is Fetch.Messages);
    }

    [Fact]
    public void Should_keep_the_newest_messages_only()
    {
        ChatState state = Welcomed(messagesPerRoom: 3).On(Frames.Range(1, 10).Select(seq => Frames.Message(Room, seq)));

        Assert.Equal([8, 9, 10], state.Seqs());
        Assert.False(state.Rooms[Room].ReachesStart);
    }

    [Fact]
    public void Should_put_an_older_page_before_what_is_kept()
    {
        ChatState state = Welcomed(seq: 9).On(Frames.Message(Room, 10)).On(new ChatInput.HistoryPage(Frames.History(Room, 1, 9, 10)));

        Assert.Equal(Frames.Range(1, 10), state.Seqs());
        Assert.True(state.Rooms[Room].ReachesStart);
    }

    [Fact]
    public void Should_not_take_a_page_that_touches_nothing()
    {
        ChatState state = Welcomed(seq: 99).On(Frames.Message(Room, 100));

        Assert.Equal([100], state.On(new ChatInput.HistoryPage(Frames.History(Room, 10, 20, 100))).Seqs());
    }

    [Fact]
    public void Should_open_a_private_room_with_its_first_message()
    {
        ChatState state = Welcomed().On(Frames.Message("@bob", 1));

        Assert.Equal([1], state.Seqs("@bob"));
        Assert.Equal(1, state.Rooms["@bob"].Unread);
        Assert.Equal("bob", state.Rooms["@bob"].Partner);
        Assert.Contains(new Fetch.Members("@bob", null), state.Missing);
    }

    [Fact]
    public void Should_ignore_a_message_of_a_room_one_is_not_in()
    {
        ChatState state = Welcomed();

        Assert.Same(state, state.On(Frames.Message("elsewhere", 1)));
    }
}
