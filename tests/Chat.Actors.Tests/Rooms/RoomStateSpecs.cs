using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RoomStateSpecs
{
    private static readonly RoomState Empty = RoomState.Empty(Sample.Lobby, "Lobby");

    [Fact]
    public void Should_list_members_by_name_a_page_at_a_time()
    {
        RoomState room = RoomState.From(Sample.Room(0, Sample.Carol, Sample.Alice, Sample.Bob));

        (IReadOnlyList<Member> first, bool more) = room.Page(null, 2);
        (IReadOnlyList<Member> second, bool evenMore) = room.Page(first[^1].Name, 2);

        Assert.Equal(["alice", "bob"], first.Select(m => m.Name));
        Assert.True(more);
        Assert.Equal(["carol"], second.Select(m => m.Name));
        Assert.False(evenMore);
    }

    [Fact]
    public void Should_say_that_there_is_no_more_when_the_page_is_exactly_full()
    {
        (IReadOnlyList<Member> page, bool more) = RoomState.From(Sample.Room(0, Sample.Alice, Sample.Bob)).Page(null, 2);

        Assert.Equal(2, page.Count);
        Assert.False(more);
    }

    [Theory]
    [InlineData("", new[] { "alice", "bob" }, true)]
    [InlineData("alic", new[] { "alice", "bob" }, true)]
    [InlineData("alice", new[] { "bob", "carol" }, false)]
    [InlineData("alicf", new[] { "bob", "carol" }, false)]
    [InlineData("bobby", new[] { "carol" }, false)]
    [InlineData("carol", new string[0], false)]
    [InlineData("zoe", new string[0], false)]
    public void Should_go_on_behind_a_name_whether_it_is_a_members_or_not(string after, string[] names, bool isMore)
    {
        (IReadOnlyList<Member> page, bool more) = RoomState.From(Sample.Room(0, Sample.Carol, Sample.Alice, Sample.Bob)).Page(after, 2);

        Assert.Equal(names, page.Select(m => m.Name));
        Assert.Equal(isMore, more);
    }

    [Fact]
    public void Should_list_a_renamed_member_once_under_the_new_name()
    {
        RoomState room = RoomState.From(Sample.Room(0, Sample.Alice, Sample.Bob));

        room = room.With(room.Members[Sample.Alice.User] with { Name = "zoe" });

        Assert.Equal(["bob", "zoe"], room.Page(null, 10).Page.Select(m => m.Name));
    }

    [Fact]
    public void Should_load_with_everybody_offline() =>
        Assert.All(RoomState.From(Sample.Room(7, Sample.Alice, Sample.Bob)).Members.Values, m => Assert.Equal(Presence.Offline, m.Presence));

    [Fact]
    public void Should_load_even_when_a_guest_that_is_gone_and_its_names_new_holder_are_both_members()
    {
        RoomState room = RoomState.From(Sample.Room(0, Sample.Alice, Sample.Bob with { Name = "alice" }));

        Assert.Equal(2, room.Members.Count);
        Assert.Single(room.Page(null, 10).Page);
    }

    [Fact]
    public void Should_keep_the_names_new_holder_in_the_list_when_the_former_one_leaves()
    {
        RoomState room = Empty.With(Of(Sample.Bob)).With(Of(Sample.Carol with { Name = "bob" })).Without(Sample.Bob.User);

        Assert.Equal([Sample.Carol.User], room.Page(null, 10).Page.Select(m => m.User));
    }

    [Fact]
    public void Should_keep_the_names_new_holder_in_the_list_when_the_former_one_is_renamed()
    {
        RoomState room = Empty.With(Of(Sample.Bob)).With(Of(Sample.Carol with { Name = "bob" })).With(Of(Sample.Bob with { Name = "bob~old" }));

        Assert.Equal([Sample.Carol.User, Sample.Bob.User], room.Page(null, 10).Page.Select(m => m.User));
    }

    [Fact]
    public void Should_call_a_pair_by_the_other_one()
    {
        RoomState pair = RoomState.From(Sample.Pair(0));

        Assert.Equal("@bob", pair.LabelFor(Sample.Alice.User));
        Assert.Equal("@alice", pair.LabelFor(Sample.Bob.User));
    }

    [Fact]
    public void Should_call_a_room_of_ones_own_by_ones_own_name()
    {
        var id = RoomId.OfPair(Sample.Alice.User, Sample.Alice.User);

        Assert.Equal("@alice", RoomState.Empty(id, "").With(Of(Sample.Alice)).LabelFor(Sample.Alice.User));
    }

    [Fact]
    public void Should_make_the_first_who_founds_it_the_owner()
    {
        Assert.Equal(RoomRole.Owner, Empty.RoleForNewcomer(founds: true));
        Assert.Equal(RoomRole.Member, Empty.RoleForNewcomer(founds: false));
        Assert.Equal(RoomRole.Member, Empty.With(Of(Sample.Alice)).RoleForNewcomer(founds: true));
    }

    [Fact]
    public void Should_not_change_when_a_stranger_is_removed()
    {
        RoomState room = Empty.With(Of(Sample.Alice));

        Assert.Same(room, room.Without(Sample.Bob.User));
    }

    private static Member Of(RoomProtocol.Speaker who) => new(who.User, who.Name, RoomRole.Member, Presence.Online);
}
