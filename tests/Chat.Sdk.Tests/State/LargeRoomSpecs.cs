using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

/// <summary>Rooms whose members are not told one by one.</summary>
public class LargeRoomSpecs
{
    private static readonly DateTimeOffset Later = Frames.Noon.AddMinutes(1);

    private static readonly ChatState Large = Welcomed().On(Page(null, more: true, Frames.Noon, Frames.User("alice"), Frames.User("bob", UserStatus.Offline)));

    [Fact]
    public void Should_ask_for_no_more_of_a_large_rooms_members_than_the_first_page()
    {
        Assert.Empty(Large.Missing);
        Assert.False(Large.Rooms[Room].MembersComplete);
        Assert.Equal(900, Large.Rooms[Room].Counts!.Members);
        Assert.Equal(Frames.Noon, Large.Rooms[Room].AsOf("bob"));
        Assert.Null(Large.Rooms[Room].AsOf("carol"));

        ChatState joined = Welcomed().On(new ChatInput.RoomJoined(new JoinOk(Room, 0, "", [Frames.User("alice")], More: true, Counts(Frames.Noon))));
        Assert.DoesNotContain(new Fetch.Members(Room, "alice"), joined.Missing);
    }

    [Fact]
    public void Should_follow_the_numbers()
    {
        ChatState state = Large.On(new CountsEvent(Room, 901, 20, 3, Later));

        Assert.Equal(new CountsInfo(901, 20, 3, Later), state.Rooms[Room].Counts);
        Assert.Equal(["alice", "bob"], state.Rooms[Room].Members.Keys);
        Assert.Equal(Frames.Noon, state.Rooms[Room].AsOf("bob"));
    }

    [Fact]
    public void Should_keep_what_it_knew_when_a_room_becomes_large_and_say_as_of_when()
    {
        ChatState state = Welcomed()
            .On(new ChatInput.MembersPage(new UsersOk(Room, [Frames.User("alice"), Frames.User("bob")]), After: null))
            .On(new CountsEvent(Room, 201, 2, 0, Later));

        Assert.Equal(["alice", "bob"], state.Rooms[Room].Members.Keys);
        Assert.Equal(Later, state.Rooms[Room].AsOf("bob"));
        Assert.False(state.Rooms[Room].MembersComplete);
    }

    [Fact]
    public void Should_ask_for_the_members_when_each_is_told_again()
    {
        ChatState state = Large.On(new CountsEvent(Room, 150, 20, 3, Later, Each: true));

        Assert.Null(state.Rooms[Room].Counts);
        Assert.Equal(new Fetch.Members(Room, null), Assert.Single(state.Missing));
        state = state.On(new ChatInput.MembersPage(new UsersOk(Room, [Frames.User("alice")]), After: null));
        Assert.Equal(["alice"], state.Rooms[Room].Members.Keys);
        Assert.True(state.Rooms[Room].MembersComplete);
        Assert.Empty(state.Rooms[Room].Pages);
    }

    [Fact]
    public void Should_show_one_who_speaks_as_there_but_not_by_a_message_that_is_older_than_the_page()
    {
        MessageEvent old = Frames.Message(Room, 1, "bob");

        Assert.Equal(UserStatus.Offline, Large.On(old).Rooms[Room].Members["bob"].Status);
        Assert.Equal(UserStatus.Online, Large.On(old, Frames.Message(Room, 2, "bob") with { At = Later }).Rooms[Room].Members["bob"].Status);
    }

    [Fact]
    public void Should_follow_the_own_away_status()
    {
        Assert.Equal("lunch", Large.On(new PresenceEvent("alice", UserStatus.Away, "lunch", Room)).Away);
    }

    [Fact]
    public void Should_replace_a_page_by_what_is_read_anew()
    {
        ChatState state = Large
            .On(Page("bob", more: true, Frames.Noon, Frames.User("carol"), Frames.User("dave"), Frames.User("erin")))
            .On(Page("bob", more: true, Later, Frames.User("carl"), Frames.User("dave")));

        Assert.Equal(["alice", "bob", "carl", "dave", "erin"], state.Rooms[Room].Members.Keys);
        Assert.Equal(
            [new MemberPage(null, "bob", Frames.Noon), new MemberPage("bob", "dave", Later), new MemberPage("dave", "erin", Frames.Noon)],
            state.Rooms[Room].Pages);
    }

    [Fact]
    public void Should_show_each_member_as_it_was_as_of_its_page_whatever_is_read_and_happens()
    {
        string[] names = [.. Enumerable.Range('a', 12).Select(letter => ((char)letter).ToString())];
        Gen.Select(Gen.Int[-1, names.Length - 1], Gen.Int[1, 5], Gen.Int[0, names.Length - 1]).Array[1, 40].Sample(steps =>
        {
            var server = new SortedSet<string>(names.Where((_, i) => i % 2 == 0), StringComparer.Ordinal);
            var asOf = new Dictionary<DateTimeOffset, string[]>();
            ChatState state = Welcomed().On(new CountsEvent(Room, 900, 1, 0, Frames.Noon));
            DateTimeOffset at = Frames.Noon;
            foreach ((int from, int limit, int moved) in steps)
            {
                at = at.AddSeconds(1);
                if (!server.Remove(names[moved]))
                {
                    server.Add(names[moved]);
                }

                asOf[at] = [.. server];
                string? after = from < 0 ? null : names[from];
                string[] page = [.. server.Where(name => after is null || string.CompareOrdinal(name, after) > 0).Take(limit + 1)];
                state = state.On(Page(after, more: page.Length > limit, at, [.. page.Take(limit).Select(name => Frames.User(name))]));
                RoomView room = state.Rooms[Room];
                Assert.All(names, name => Assert.True(
                    room.AsOf(name) is not { } seen || asOf[seen].Contains(name) == room.Members.ContainsKey(name), $"{name}, as of {room.AsOf(name)}"));
                Assert.All(room.Pages.Zip(room.Pages.Skip(1)), pair => Assert.True(string.CompareOrdinal(pair.First.To, pair.Second.After) <= 0));
            }
        });
    }

    private static CountsInfo Counts(DateTimeOffset at) => new(900, 10, 2, at);

    private static ChatInput.MembersPage Page(string? after, bool more, DateTimeOffset at, params UserEntry[] users) =>
        new(new UsersOk(Room, users, more ? true : null, Counts(at)), after);
}
