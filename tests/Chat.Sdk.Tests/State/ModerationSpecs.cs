using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests.State;

public sealed class ModerationSpecs
{
    private static readonly RoomSettingsInfo Slow = new(RoomAccess.Invite, ReadOnly: true, SlowSeconds: 30, TopicLocked: true);
    private static readonly RoomSettingsInfo Open = new(RoomAccess.Public, ReadOnly: false, SlowSeconds: 0, TopicLocked: false);

    [Fact]
    public void Should_know_a_member_s_role_and_mute()
    {
        ChatState state = Hear(Here(), new MemberEvent("lobby", "bob", RoomRole.Moderator, "carol", Frames.Noon, Muted: true));

        Assert.Equal((RoomRole.Moderator, true), (state.Rooms["lobby"].Members["bob"].Role, state.Rooms["lobby"].Members["bob"].Muted));
        Assert.Equal(RoomRole.Member, state.Rooms["lobby"].You?.Role);

        state = Hear(state, new MemberEvent("lobby", "BOB", RoomRole.Member, "carol", Frames.Noon));
        Assert.Equal((RoomRole.Member, null), (state.Rooms["lobby"].Members["bob"].Role, state.Rooms["lobby"].Members["bob"].Muted));
    }

    [Theory]
    [InlineData("alice", null)]
    [InlineData("former", true)]
    public void Should_know_the_own_place(string user, bool? you)
    {
        ChatState state = Hear(Here(), new MemberEvent("lobby", user, RoomRole.Member, "carol", Frames.Noon, Muted: true, Until: Frames.Noon.AddMinutes(10), Reason: "caps", You: you));

        Assert.Equal(new OwnPlace(RoomRole.Member, true, Frames.Noon.AddMinutes(10), "caps"), state.Rooms["lobby"].You);

        // A page of members says that one is muted, too, and not until when.
        state = ChatReducer.Apply(state, new ChatInput.MembersPage(new UsersOk("lobby", [new UserEntry("alice", UserStatus.Online, RoomRole.Member, Muted: true)]), null));
        Assert.NotNull(state.Rooms["lobby"].You?.Until);

        state = ChatReducer.Apply(state, new ChatInput.MembersPage(new UsersOk("lobby", [new UserEntry("alice", UserStatus.Online, RoomRole.Owner)]), null));
        Assert.Equal(new OwnPlace(RoomRole.Owner), state.Rooms["lobby"].You);
    }

    [Fact]
    public void Should_know_how_a_room_is_used_until_the_connection_is_lost()
    {
        ChatState state = Hear(Here(), new RoomSettingsEvent("lobby", Slow, "carol", Frames.Noon));
        Assert.Equal(Slow, state.Rooms["lobby"].Settings);

        state = ChatReducer.Apply(state, new ChatInput.SettingsTold(new RoomSettingsOk("lobby", Open)));
        Assert.Equal(Open, state.Rooms["lobby"].Settings);

        state = ChatReducer.Apply(state, new ChatInput.HelloAccepted(Frames.HelloOk("alice", Frames.Room("lobby")), new Dictionary<string, long> { ["lobby"] = 0 }));
        Assert.Null(state.Rooms["lobby"].Settings);
    }

    [Fact]
    public void Should_know_the_own_place_from_hello_with_the_reason_that_was_told_before()
    {
        var muted = new OwnPlace(RoomRole.Member, true, Frames.Noon.AddMinutes(10));
        ChatState state = Hear(Here(), new MemberEvent("lobby", "alice", RoomRole.Member, "carol", Frames.Noon, true, muted.Until, "caps", true));

        Assert.Equal(muted with { Reason = "caps" }, Again(state, muted));
        Assert.Equal(muted with { Until = Frames.Noon }, Again(state, muted with { Until = Frames.Noon }));
        Assert.Equal(new OwnPlace(RoomRole.Moderator), Again(state, new OwnPlace(RoomRole.Moderator)));
        Assert.Equal(muted with { Reason = "caps" }, Again(state, null));
        Assert.Equal(muted, Again(ChatState.Start("alice"), muted));

        static OwnPlace? Again(ChatState state, OwnPlace? you) => ChatReducer.Apply(
            state, new ChatInput.HelloAccepted(Frames.HelloOk("alice", Frames.Room("lobby") with { You = you }), new Dictionary<string, long> { ["lobby"] = 0 })).Rooms["lobby"].You;
    }

    [Fact]
    public void Should_take_the_own_place_from_the_answer_about_settings_and_its_end_from_the_event()
    {
        var muted = new OwnPlace(RoomRole.Member, true, Frames.Noon.AddMinutes(10), "caps");
        ChatState state = ChatReducer.Apply(Here(), new ChatInput.SettingsTold(new RoomSettingsOk("lobby", Open, muted)));
        Assert.Equal(muted, state.Rooms["lobby"].You);

        state = Hear(state, new MemberEvent("lobby", "alice", RoomRole.Member, "carol", Frames.Noon, You: true, Ended: true));
        Assert.Equal(new OwnPlace(RoomRole.Member), state.Rooms["lobby"].You);
    }

    [Fact]
    public void Should_take_what_join_says()
    {
        ChatState state = Join(Here(), new JoinOk("den", 0, "", [Frames.User("alice")], You: new OwnPlace(RoomRole.Member, true, Frames.Noon), Settings: Slow));
        Assert.Equal((new OwnPlace(RoomRole.Member, true, Frames.Noon), Slow), (state.Rooms["den"].You, state.Rooms["den"].Settings));

        state = Join(Here(), new JoinOk("den", 0, "", [new UserEntry("alice", UserStatus.Online, RoomRole.Owner)]));
        Assert.Equal((new OwnPlace(RoomRole.Owner), Open), (state.Rooms["den"].You, state.Rooms["den"].Settings));
    }

    [Fact]
    public void Should_keep_invitations_until_they_are_used_or_taken_back()
    {
        HelloOk hello = Frames.HelloOk("alice") with { Admin = true, Invitations = [new InvitationInfo("den", "carol", Frames.Noon)] };
        ChatState state = ChatReducer.Apply(ChatState.Start("alice"), new ChatInput.HelloAccepted(hello, new Dictionary<string, long>()));
        Assert.True(state.Admin);

        state = Hear(Hear(state, new InvitedEvent("attic", "bob", Frames.Noon)), new InvitedEvent("cellar", "bob", Frames.Noon));
        Assert.Equal(["attic", "cellar", "den"], state.Invitations.Keys);

        state = Hear(state, new InvitedEvent("cellar", "bob", Frames.Noon, Withdrawn: true));
        state = Join(state, new JoinOk("den", 0, "", []));
        Assert.Equal(["attic"], state.Invitations.Keys);

        state = ChatReducer.Apply(state, new ChatInput.HelloAccepted(Frames.HelloOk("alice"), new Dictionary<string, long>()));
        Assert.Empty(state.Invitations);
        Assert.False(state.Admin);
    }

    [Theory]
    [InlineData("mallory", typeof(BanTarget.User))]
    [InlineData("@203.0.113.7", typeof(BanTarget.User))]
    [InlineData("203.0.113.7", typeof(BanTarget.Address))]
    [InlineData("203.0.113.0/24", typeof(BanTarget.Address))]
    [InlineData("2001:db8::/32", typeof(BanTarget.Address))]
    [InlineData("mallory*", typeof(BanTarget.Pattern))]
    [InlineData("?allory", typeof(BanTarget.Pattern))]
    public void Should_tell_targets_apart(string written, Type kind)
    {
        Assert.IsType(kind, BanTarget.Of(written));
        Assert.Equal(written.TrimStart('@'), BanTarget.Of(written).ToString());
    }

    private static ChatState Hear(ChatState state, Event said) => ChatReducer.Apply(state, new ChatInput.EventArrived(said, Frames.Noon));

    private static ChatState Join(ChatState state, JoinOk ok) => ChatReducer.Apply(state, new ChatInput.RoomJoined(ok));

    private static ChatState Here()
    {
        ChatState state = ChatReducer.Apply(ChatState.Start("alice"), new ChatInput.HelloAccepted(Frames.HelloOk("alice", Frames.Room("lobby")), new Dictionary<string, long>()));
        return ChatReducer.Apply(state, new ChatInput.MembersPage(new UsersOk("lobby", [Frames.User("alice"), Frames.User("bob"), Frames.User("carol")]), null));
    }
}
