using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

public class HelloSpecs
{
    [Fact]
    public void Should_be_live_at_once_where_nothing_was_missed()
    {
        ChatState state = Welcomed(seq: 120, read: 118);

        Assert.IsType<ConnectionState.Live>(state.Connection);
        Assert.Equal(2, state.Rooms[Room].Unread);
        Assert.Contains(new Fetch.Members(Room, null), state.Missing);
    }

    [Fact]
    public void Should_catch_up_until_the_replay_has_come()
    {
        ChatState state = Welcomed(seq: 3).On(new ChatInput.ConnectionMoved(new ConnectionState.Connecting()))
            .Hello(new() { [Room] = 3 }, Frames.Room(Room, 5));
        Assert.IsType<ConnectionState.CatchingUp>(state.Connection);
        Assert.DoesNotContain(state.Missing, fetch => fetch is Fetch.Messages);

        state = state.On(Frames.Message(Room, 4));
        Assert.IsType<ConnectionState.CatchingUp>(state.Connection);

        state = state.On(Frames.Message(Room, 5));
        Assert.IsType<ConnectionState.Live>(state.Connection);
    }

    [Fact]
    public void Should_ask_history_for_a_room_whose_cursor_hello_did_not_bring()
    {
        ChatState state = Welcomed(seq: 3).Hello([], Frames.Room(Room, 5));

        Assert.Contains(new Fetch.Messages(Room, 3), state.Missing);
        Assert.Equal(new SeqRange(4, 5), state.Rooms[Room].Gap);
    }

    [Fact]
    public void Should_drop_rooms_that_the_user_is_no_longer_in()
    {
        ChatState state = Welcomed().Hello([], Frames.Room(Room), Frames.Room("python")).Hello([], Frames.Room("python"));

        Assert.Equal(["python"], state.Rooms.Keys);
        Assert.DoesNotContain(state.Missing, fetch => fetch.Room == Room);
    }

    [Fact]
    public void Should_ask_for_the_members_again_after_a_resume()
    {
        ChatState state = Welcomed().On(new ChatInput.MembersPage(new UsersOk(Room, [Frames.User("alice")]), After: null));
        Assert.True(state.Rooms[Room].MembersComplete);

        state = state.Hello([], Frames.Room(Room));

        Assert.False(state.Rooms[Room].MembersComplete);
        Assert.Contains(new Fetch.Members(Room, null), state.Missing);
    }

    [Fact]
    public void Should_start_anew_in_a_log_that_is_shorter_than_what_was_seen()
    {
        ChatState state = Welcomed().On(Frames.Message(Room, 1), Frames.Message(Room, 2)).Hello(new() { [Room] = 2 }, Frames.Room(Room, 0));

        state = state.On(Frames.Message(Room, 1, key: "another"));

        Assert.Equal("another", Assert.Single(state.Rooms[Room].Messages).Key);
    }

    [Fact]
    public void Should_not_claim_to_be_away_when_the_server_was_lost_in_between()
    {
        ChatState away = Welcomed().On(new ChatInput.AwaySet("lunch"));
        Assert.Equal("lunch", away.Away);

        Assert.Null(away.Hello([], Frames.Room(Room)).Away);
    }

    [Fact]
    public void Should_list_rooms_by_name_with_private_ones_last()
    {
        ChatState state = Welcomed().Hello([], Frames.Room("@anna"), Frames.Room("Zoo"), Frames.Room("art"));

        Assert.Equal(["art", "Zoo", "@anna"], state.Rooms.Keys);
    }
}
