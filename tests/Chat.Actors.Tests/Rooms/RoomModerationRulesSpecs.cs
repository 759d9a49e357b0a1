using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RoomModerationRulesSpecs
{
    private static readonly ChatOptions Options = new() { BansPerRoom = 2 };

    private static readonly RoomProtocol.Speaker Owner = new(new UserId("owner-id"), "owner");
    private static readonly RoomProtocol.Speaker Moderator = new(new UserId("moderator-id"), "moderator");
    private static readonly RoomProtocol.Speaker Member = new(new UserId("member-id"), "member");
    private static readonly RoomProtocol.Speaker Other = new(new UserId("other-id"), "other");
    private static readonly RoomProtocol.Speaker Stranger = new(new UserId("stranger-id"), "stranger");
    private static readonly RoomProtocol.Speaker Admin = new(new UserId("admin-id"), "admin", Admin: true);

    private static readonly RoomState Room = RoomState.From(new StoredRoom(Sample.Lobby, "Lobby", "lobby", "", 7,
    [
        Sample.Stored(Owner, RoomRole.Owner), Sample.Stored(Moderator, RoomRole.Moderator), Sample.Stored(Member), Sample.Stored(Other),
    ]));

    public static TheoryData<string, string, bool> Pairs => new()
    {
        { "moderator", "member", true },
        { "moderator", "moderator", false },
        { "moderator", "owner", false },
        { "moderator", "admin", false },
        { "owner", "member", true },
        { "owner", "moderator", true },
        { "owner", "owner", false },
        { "owner", "admin", false },
        { "admin", "owner", true },
        { "admin", "moderator", true },
        { "member", "other", false },
        { "moderator", "stranger", true },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Should_let_one_act_on_those_below_only(string by, string on, bool may)
    {
        foreach (RoomAction act in (RoomAction[])
        [
            new RoomAction.Kick(To(on), null), new RoomAction.Ban(To(on), null, null, null), new RoomAction.Mute(To(on), null, null),
        ])
        {
            RoomDecision decision = Decide(Room, Named(by), act);
            if (may && !(act is RoomAction.Kick && on == "stranger"))
            {
                Assert.IsType<RoomDecision.Store>(decision);
            }
            else
            {
                Assert.Contains(Refused(decision).Code, (string[])[ErrorCodes.Forbidden, ErrorCodes.NoSuchUser]);
            }
        }
    }

    [Fact]
    public void Should_store_an_act_with_its_line_in_the_audit_log()
    {
        RoomDecision.Store store = Stores(Decide(Room, Moderator, new RoomAction.Kick(To("member"), "flooding")));

        var act = Assert.IsType<Write.Moderate>(store.Write);
        Assert.Equal(new ModerationChange.RemoveMember(Member.User), Assert.Single(act.Changes));
        Assert.Equal(new Act(Sample.Now, Moderator.User, "moderator", "kick", "member", null, null, "flooding"), act.Act);
        Assert.False(store.Next.Members.ContainsKey(Member.User));
        Assert.Equal("member", Assert.Single(store.SentOut).Name);
    }

    [Theory]
    [InlineData(20, "slow 20 s")]
    [InlineData(0, "no slow mode")]
    public void Should_write_into_the_audit_log_how_slow_a_room_is(int slow, string detail)
    {
        RoomState before = Set(Room, slow: 30);

        RoomDecision.Store store = Stores(Decide(before, Owner, new RoomAction.Configure(null, null, slow, null)));

        Assert.Equal(detail, Assert.IsType<Write.Moderate>(store.Write).Act!.Detail);
    }

    [Fact]
    public void Should_ban_a_member_who_is_none_then_and_take_its_invitation()
    {
        RoomState invited = Next(Room, Owner, new RoomAction.Invite(To("stranger"), false));
        RoomDecision.Store store = Stores(Decide(invited, Moderator, new RoomAction.Ban(To("stranger"), null, "spam", 60)));

        Assert.Contains(new ModerationChange.DropInvitation(Stranger.User), ((Write.Moderate)store.Write).Changes);
        Assert.Null(store.Next.Moderation.InvitationOf(Stranger.User, Sample.Now));
        Assert.NotNull(store.Next.Moderation.BanOf(Stranger.User, null, null, Sample.Now.AddSeconds(59)));
        Assert.Null(store.Next.Moderation.BanOf(Stranger.User, null, null, Sample.Now.AddSeconds(60)));
        Refusal refused = Refused(Decide(store.Next, Stranger, Sample.Join()));
        Assert.Equal((ErrorCodes.Banned, 60_000L), (refused.Code, refused.RetryAfterMs));
        Assert.Contains("spam", refused.Message, StringComparison.Ordinal);
        Assert.IsType<RoomDecision.Store>(RoomRules.Decide(store.Next, Command(Stranger, Sample.Join()), Sample.Now.AddSeconds(60), Options));
        Assert.Equal(ErrorCodes.NoSuchRoom, Refused(Decide(Set(store.Next, access: RoomAccess.Private), Stranger, Sample.Join())).Code);
    }

    [Fact]
    public void Should_send_out_whom_a_pattern_names_but_nobody_who_is_not_below()
    {
        RoomDecision.Store store = Stores(Decide(Room, Moderator, new RoomAction.Ban(null, Many(TargetKind.Pattern, "*er"), null, null)));

        Assert.Equal(["member", "other"], store.SentOut.Select(m => m.Name));
        Assert.Equal(["moderator", "owner"], store.Next.ByName.Select(m => m.Name));
        Assert.Equal(ErrorCodes.Banned, Refused(Decide(store.Next, Member, Sample.Join())).Code);
    }

    [Fact]
    public void Should_keep_out_who_comes_from_a_banned_address()
    {
        ManyTarget net = Many(TargetKind.Address, "192.0.2.0/24");
        Assert.Equal("address", Refused(Decide(Room, Owner, new RoomAction.Ban(null, net, null, null))).Field);
        RoomState banned = Next(Room, Admin, new RoomAction.Ban(null, net, null, null));

        Assert.Equal(ErrorCodes.Banned, Refused(Decide(banned, Stranger, Sample.Join() with { Address = "192.0.2.7" })).Code);
        Assert.IsType<RoomDecision.Store>(Decide(banned, Stranger, Sample.Join() with { Address = "192.0.3.7" }));
        Assert.IsType<RoomDecision.Store>(Decide(banned, Admin, Sample.Join() with { Address = "192.0.2.7" }));
        Assert.Empty(Assert.IsType<RoomReply.BanList>(Assert.IsType<RoomDecision.Answer>(Decide(banned, Owner, new RoomAction.Bans(null, 50))).Reply).Lines);
    }

    [Fact]
    public void Should_bound_bans_and_forget_those_that_have_ended_to_make_room()
    {
        RoomState full = Next(Next(Room, Owner, new RoomAction.Ban(To("stranger"), null, null, 60)), Owner, new RoomAction.Ban(To("other"), null, null, null));
        var third = new RoomAction.Ban(To("member"), null, null, null);

        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(full, Owner, third)).Code);
        Assert.IsType<RoomDecision.Store>(Decide(full, Owner, new RoomAction.Ban(To("other"), null, "again", null)));
        Assert.Equal(2, Stores(RoomRules.Decide(full, Command(Owner, third), Sample.Now.AddSeconds(60), Options)).Next.Moderation.Bans.Count);
    }

    [Fact]
    public void Should_end_a_ban_by_the_name_it_was_made_under()
    {
        RoomState banned = Next(Room, Owner, new RoomAction.Ban(To("stranger"), null, null, null));

        Assert.Empty(Next(banned, Moderator, new RoomAction.Unban(new Whom("STRANGER", "stranger"), null)).Moderation.Bans);
        Assert.Equal("user", Refused(Decide(banned, Moderator, new RoomAction.Unban(To("other"), null))).Field);
    }

    [Fact]
    public void Should_look_for_the_first_of_a_refused_message_that_may_be_a_repetition()
    {
        RoomState muted = Next(Room, Owner, new RoomAction.Mute(To("member"), "caps lock", 60));
        RoomState slow = Set(Room, slow: 10);
        RoomState spoken = Next(slow, Member, Said("k1"));
        foreach ((RoomState state, RoomProtocol.Speaker who, string code) in new[]
        {
            (muted, Member, ErrorCodes.Muted), (Set(Room, readOnly: true), Member, ErrorCodes.Forbidden), (spoken, Member, ErrorCodes.RateLimited),
            (Room, Stranger, ErrorCodes.NotMember), (Set(Room, access: RoomAccess.Private), Stranger, ErrorCodes.NoSuchRoom),
        })
        {
            var doubt = Assert.IsType<RoomDecision.Doubt>(Decide(state, who, Said("k2")));
            Assert.Equal(new Write.FindMessage(Sample.Lobby, who.User, "k2"), doubt.Find);
            Assert.Equal(code, doubt.Otherwise.Why.Code);
        }

        Assert.Equal(10_000, Assert.IsType<RoomDecision.Doubt>(Decide(spoken, Member, Said("k2"))).Otherwise.Why.RetryAfterMs);
        Assert.IsType<RoomDecision.Store>(RoomRules.Decide(spoken, Command(Member, Said("k2")), Sample.Now.AddSeconds(10), Options));
    }

    [Fact]
    public void Should_let_moderators_speak_in_read_only_and_slow_rooms()
    {
        RoomState quiet = Set(Set(Room, readOnly: true), slow: 10);

        Assert.Same(quiet, Stores(Decide(quiet, Moderator, Said("k1"))).Next);
        Assert.IsType<RoomDecision.Store>(Decide(quiet, Moderator, new RoomAction.Topic("cats")));
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(quiet, Member, new RoomAction.Topic("cats"))).Code);
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(Set(Room, topicLocked: true), Member, new RoomAction.Topic("cats"))).Code);
    }

    [Fact]
    public void Should_let_a_last_owner_not_give_up()
    {
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(Room, Owner, new RoomAction.SetRole(To("owner"), RoomRole.Member))).Code);
        RoomState two = Next(Room, Owner, new RoomAction.SetRole(To("member"), RoomRole.Owner));
        Assert.Equal(RoomRole.Member, Next(two, Owner, new RoomAction.SetRole(To("owner"), RoomRole.Member)).Members[Owner.User].Role);
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(two, Owner, new RoomAction.SetRole(To("member"), RoomRole.Member))).Code);
    }

    [Fact]
    public void Should_let_in_to_a_closed_room_by_invitation_once()
    {
        RoomState closed = Set(Room, access: RoomAccess.Invite);
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(closed, Stranger, Sample.Join())).Code);
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(closed, Member, new RoomAction.Invite(To("stranger"), false))).Code);
        RoomState invited = Next(closed, Moderator, new RoomAction.Invite(To("stranger"), false));
        RoomDecision.Store join = Stores(Decide(invited, Stranger, Sample.Join()));

        Assert.Equal(
            [new ModerationChange.DropInvitation(Stranger.User), new ModerationChange.AddMember(Stranger.User, RoomRole.Member)],
            Assert.IsType<Write.Moderate>(join.Write).Changes);
        Assert.Null(((Write.Moderate)join.Write).Act);
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(join.Next.Without(Stranger.User), Stranger, Sample.Join())).Code);
        Assert.Equal(ErrorCodes.Forbidden, Refused(RoomRules.Decide(invited, Command(Stranger, Sample.Join()), Sample.Now.AddDays(7), Options)).Code);
    }

    [Fact]
    public void Should_let_nobody_moderate_a_private_conversation()
    {
        RoomState pair = RoomState.From(Sample.Pair(3));
        foreach (RoomAction act in (RoomAction[])[new RoomAction.Kick(To("stranger"), null), new RoomAction.Configure(null, true, null, null), new RoomAction.Report(1, "x")])
        {
            var command = new RoomProtocol.Command(Sample.AliceAndBob, Sample.Alice, null, act);
            Assert.Equal(ErrorCodes.Forbidden, Refused(RoomRules.Decide(pair, command, Sample.Now, Options)).Code);
        }
    }

    [Fact]
    public void Should_show_who_is_muted_and_what_differs_to_who_joins()
    {
        RoomState muted = Set(Next(Room, Owner, new RoomAction.Mute(To("member"), null, null)), slow: 5);
        var joined = Assert.IsType<RoomReply.Joined>(Assert.IsType<RoomDecision.Answer>(Decide(muted, Member, Sample.Join())).Reply);

        Assert.Equal("member", Assert.Single(joined.Members, m => m.Muted).Name);
        Assert.Equal(new OwnRole(RoomRole.Member, new MuteInfo(null, null)), joined.You);
        Assert.Equal(5, joined.Settings?.SlowSeconds);
        Assert.Null(Assert.IsType<RoomReply.Joined>(Assert.IsType<RoomDecision.Answer>(Decide(Room, Member, Sample.Join())).Reply).Settings);
    }

    [Fact]
    public void Should_keep_no_more_times_of_speaking_than_it_needs()
    {
        SendTimes times = SendTimes.None;
        for (int i = 0; i < 10_000; i++)
        {
            times = times.Note(new UserId($"user {i}"), Sample.Now.AddSeconds(i), TimeSpan.FromHours(6), members: 10);
        }

        Assert.InRange(times.Last.Count, 1, 148);
        Assert.True(times.Left(new UserId("user 9999"), TimeSpan.FromHours(6), Sample.Now.AddSeconds(9999)) > TimeSpan.Zero);
    }

    private static RoomProtocol.Speaker Named(string name) =>
        new[] { Owner, Moderator, Member, Other, Stranger, Admin }.Single(p => p.Name == name);

    private static Whom To(string name)
    {
        RoomProtocol.Speaker who = Named(name);
        return new Whom(who.Name, who.Name, who.User, who.Admin);
    }

    private static ManyTarget Many(TargetKind kind, string value) => new(new SanctionTarget(kind, value), value);

    private static RoomAction.Send Said(string key) => new("hi", key, null);

    private static RoomState Set(RoomState state, string? access = null, bool? readOnly = null, int? slow = null, bool? topicLocked = null) =>
        Next(state, Owner, new RoomAction.Configure(access, readOnly, slow, topicLocked));

    private static RoomProtocol.Command Command(RoomProtocol.Speaker by, RoomAction action) => new(Sample.Lobby, by, null, action);

    private static RoomDecision Decide(RoomState state, RoomProtocol.Speaker by, RoomAction action) => RoomRules.Decide(state, Command(by, action), Sample.Now, Options);

    private static RoomState Next(RoomState state, RoomProtocol.Speaker by, RoomAction action) => Stores(Decide(state, by, action)).Next;

    private static RoomDecision.Store Stores(RoomDecision decision) => Assert.IsType<RoomDecision.Store>(decision);

    private static Refusal Refused(RoomDecision decision) => Assert.IsType<RoomDecision.Refuse>(decision).Why;
}
