using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

public class RoomMembersSpecs
{
    private static readonly ChatState Together = Welcomed()
        .On(new ChatInput.RoomJoined(new JoinOk(Room, 0, string.Empty, [Frames.User("alice"), Frames.User("bob")])));

    [Fact]
    public void Should_follow_who_comes_and_goes()
    {
        ChatState state = Together.On(Joined("carol"), new LeftEvent(Room, "BOB", "left", Frames.Noon));

        Assert.Equal(["alice", "carol"], state.Rooms[Room].Members.Keys);
    }

    [Fact]
    public void Should_take_the_own_join_twice_without_a_change()
    {
        ChatState state = Together.On(Joined("alice"));

        Assert.Equal(["alice", "bob"], state.Rooms[Room].Members.Keys);
    }

    [Fact]
    public void Should_follow_presence_in_every_shared_room()
    {
        ChatState state = Together.On(Frames.Message("@bob", 1))
            .On(new ChatInput.MembersPage(new UsersOk("@bob", [Frames.User("alice"), Frames.User("bob")]), After: null))
            .On(new PresenceEvent("bob", UserStatus.Away, "lunch"));

        Assert.All(state.Rooms.Values, room => Assert.Equal((UserStatus.Away, "lunch"), (room.Members["bob"].Status, room.Members["bob"].Away)));
        Assert.Null(state.On(new PresenceEvent("bob", UserStatus.Online)).Rooms[Room].Members["bob"].Away);
    }

    [Fact]
    public void Should_know_since_when_a_status_holds()
    {
        ChatState away = Together.On(new PresenceEvent("bob", UserStatus.Away, "lunch", At: Frames.Noon))
            .On(new PresenceEvent("bob", UserStatus.Away, "dinner", At: Frames.Noon.AddHours(1)));
        Assert.Equal(Frames.Noon, away.Rooms[Room].Members["bob"].Since);

        Assert.Equal(Frames.Noon.AddHours(2), away.On(new PresenceEvent("bob", UserStatus.Offline, At: Frames.Noon.AddHours(2))).Rooms[Room].Members["bob"].Since);
        Assert.Null(away.On(new PresenceEvent("bob", UserStatus.Online)).Rooms[Room].Members["bob"].Since);
    }

    [Fact]
    public void Should_forget_a_room_when_the_own_user_leaves_it()
    {
        Assert.Empty(Together.On(new LeftEvent(Room, "alice", "left", Frames.Noon)).Rooms);
    }

    [Fact]
    public void Should_ask_about_a_room_that_another_device_has_joined()
    {
        ChatState state = Together.On(new JoinedEvent("python", "alice", UserStatus.Online, RoomRole.Member, Frames.Noon));

        Assert.Superset(
            new HashSet<Fetch> { new Fetch.Members("python", null), new Fetch.Topic("python"), new Fetch.Latest("python") },
            state.Missing.ToHashSet());

        state = state.On(new ChatInput.HistoryPage(Frames.History("python", 1, 7, 7))).On(Frames.Message("python", 8));
        Assert.Equal(Frames.Range(1, 8), state.Seqs("python"));
        Assert.DoesNotContain(new Fetch.Latest("python"), state.Missing);
    }

    [Fact]
    public void Should_replace_members_with_the_first_page_and_merge_later_ones()
    {
        ChatState state = Together.On(new ChatInput.MembersPage(new UsersOk(Room, [Frames.User("anna"), Frames.User("carl")], More: true), After: null));
        Assert.Contains(new Fetch.Members(Room, "carl"), state.Missing);
        Assert.False(state.Rooms[Room].MembersComplete);

        state = state.On(Joined("dora"), new LeftEvent(Room, "anna", "left", Frames.Noon))
            .On(new ChatInput.MembersPage(new UsersOk(Room, [Frames.User("dora"), Frames.User("emil")]), After: "carl"));

        Assert.Equal(["carl", "dora", "emil"], state.Rooms[Room].Members.Keys);
        Assert.True(state.Rooms[Room].MembersComplete);
        Assert.DoesNotContain(new Fetch.Members(Room, "carl"), state.Missing);
    }

    [Fact]
    public void Should_follow_a_new_name_of_another_member()
    {
        ChatState state = Together.On(new RenamedEvent("bob", "robert", Frames.Noon, Room));

        Assert.Equal(["alice", "robert"], state.Rooms[Room].Members.Keys);
        Assert.Equal("robert", state.Rooms[Room].Members["robert"].User);
    }

    [Fact]
    public void Should_move_a_private_room_with_its_messages_when_the_other_has_a_new_name()
    {
        ChatState state = Together.On(Frames.Message("@bob", 1))
            .On(new ChatInput.SendQueued(new OwnSend("k", "@bob", "hi", null, Frames.Noon)))
            .On(new RenamedEvent("bob", "robert", Frames.Noon, "@bob"));

        Assert.Equal([Room, "@robert"], state.Rooms.Keys);
        Assert.Equal([1], state.Seqs("@robert"));
        Assert.Equal("@robert", Assert.Single(state.Sends).Room);
        Assert.Contains(new Fetch.Members("@robert", null), state.Missing);
    }

    [Fact]
    public void Should_follow_the_own_new_name()
    {
        ChatState state = Together.On(new RenamedEvent("alice", "alicia", Frames.Noon));

        Assert.Equal("alicia", state.Self);
        Assert.True(state.IsSelf("Alicia"));
        Assert.Equal(["alicia", "bob"], state.Rooms[Room].Members.Keys);
    }

    [Fact]
    public void Should_show_typing_until_a_message_a_stop_or_its_time()
    {
        ChatState typing = Together.On(new TypingEvent(Room, "bob", true), new TypingEvent(Room, "alice", true));
        Assert.Equal(["bob"], typing.Rooms[Room].Typing.Keys);

        Assert.Empty(typing.On(Frames.Message(Room, 1)).Rooms[Room].Typing);
        Assert.Empty(typing.On(new TypingEvent(Room, "bob", false)).Rooms[Room].Typing);
        Assert.Same(typing, typing.On(new ChatInput.TypingExpired(Frames.Noon)));
        Assert.Empty(typing.On(new ChatInput.TypingExpired(Frames.Noon.AddSeconds(1))).Rooms[Room].Typing);
    }

    [Fact]
    public void Should_follow_topic_and_read_marker()
    {
        ChatState state = Together.On(Frames.Message(Room, 1), Frames.Message(Room, 2), new TopicEvent(Room, "news", "bob", Frames.Noon), new ReadEvent(Room, 2));

        Assert.Equal("news", state.Rooms[Room].Topic);
        Assert.Equal(0, state.Rooms[Room].Unread);
        Assert.Equal(2, state.On(new ReadEvent(Room, 1)).Rooms[Room].Read);
    }

    private static JoinedEvent Joined(string user) => new(Room, user, UserStatus.Online, RoomRole.Member, Frames.Noon);
}
