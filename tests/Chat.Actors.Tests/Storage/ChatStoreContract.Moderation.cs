using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Storage;

/// <content>Acts of moderation and what they change.</content>
public abstract partial class ChatStoreContract
{
    private static readonly SanctionTarget Bob = new(TargetKind.User, Sample.Bob.User.Value);

    private static readonly Sanction BobsBan = new(SanctionKind.Ban, Bob, "bob", "alice", Sample.Now, Sample.Now.AddHours(1), "spam");

    private static readonly Act Banned = new(Sample.Now, Sample.Alice.User, "alice", "ban", "bob", "for an hour", Sample.Now.AddHours(1), "spam");

    [Fact]
    public async Task Should_make_a_room_that_is_open_and_has_no_sanctions()
    {
        RoomModeration moderation = await ModerationAsync();

        Assert.Equal(RoomSettings.Open, moderation.Settings);
        Assert.Empty(moderation.Sanctions);
        Assert.Empty(moderation.Invitations);
        Assert.Empty(await Store.LoadServerSanctionsAsync(default));
        Assert.Empty(await Store.LoadAdminsAsync(default));
        Assert.Empty(await Store.ListActsAsync(null, null, 10, default));
    }

    [Fact]
    public async Task Should_keep_sanctions_of_each_kind_and_target_and_replace_the_same()
    {
        var address = new Sanction(SanctionKind.Ban, new SanctionTarget(TargetKind.Address, "203.0.113.0/24"), "203.0.113.0/24", "alice", Sample.Now, null, null);
        var pattern = new Sanction(SanctionKind.Ban, new SanctionTarget(TargetKind.Pattern, "sp?m*"), "Sp?m*", "alice", Sample.Now, null, "names like that");
        Sanction mute = BobsBan with { Kind = SanctionKind.Mute, Until = null };

        Assert.Equal(
            [WriteResult.Done.Instance, WriteResult.Done.Instance],
            await CommitAsync(
                Moderate([.. new[] { BobsBan, address, pattern, mute }.Select(s => new ModerationChange.PutSanction(s))]),
                Moderate(new ModerationChange.PutSanction(BobsBan with { By = "carol", Until = null, Reason = null, Shown = "Bob", At = Sample.Now.AddHours(2) }))));

        Assert.Equal(
            Sorted([BobsBan with { By = "carol", Until = null, Reason = null, Shown = "Bob", At = Sample.Now.AddHours(2) }, address, pattern, mute]),
            Sorted((await ModerationAsync()).Sanctions));
        Assert.Empty(await Store.LoadServerSanctionsAsync(default));
    }

    [Fact]
    public async Task Should_keep_the_servers_sanctions_apart_from_the_rooms()
    {
        Sanction byServer = BobsBan with { By = "operator" };

        await CommitAsync(
            Moderate(new ModerationChange.PutSanction(BobsBan)),
            new Write.Moderate(null, [new ModerationChange.PutSanction(byServer)], null));
        Assert.Equal([byServer], await Store.LoadServerSanctionsAsync(default));
        Assert.Equal([BobsBan], (await ModerationAsync()).Sanctions);

        await CommitAsync(Moderate(new ModerationChange.DropSanction(SanctionKind.Ban, Bob)));
        Assert.Equal([byServer], await Store.LoadServerSanctionsAsync(default));
        Assert.Empty((await ModerationAsync()).Sanctions);

        await CommitAsync(new Write.Moderate(null, [new ModerationChange.DropSanction(SanctionKind.Ban, Bob)], null));
        Assert.Empty(await Store.LoadServerSanctionsAsync(default));
    }

    [Fact]
    public async Task Should_miss_a_sanction_that_is_not_there()
    {
        await CommitAsync(Moderate(new ModerationChange.PutSanction(BobsBan)));

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Moderate(new ModerationChange.DropSanction(SanctionKind.Mute, Bob)),
            Moderate(new ModerationChange.DropSanction(SanctionKind.Ban, Bob with { Kind = TargetKind.Pattern })),
            new Write.Moderate(null, [new ModerationChange.DropSanction(SanctionKind.Ban, Bob)], Banned),
            Moderate(new ModerationChange.DropSanction(SanctionKind.Ban, Bob)),
            Moderate(new ModerationChange.DropSanction(SanctionKind.Ban, Bob)));

        Assert.Equal(
            [WriteResult.Missing.Instance, WriteResult.Missing.Instance, WriteResult.Missing.Instance, WriteResult.Done.Instance, WriteResult.Missing.Instance],
            results);
    }

    [Fact]
    public async Task Should_store_all_of_an_act_or_nothing_while_the_batch_goes_on()
    {
        await CommitAsync(
            new Write.PutMember(Sample.Lobby, Sample.Bob.User, "member"),
            Moderate(new ModerationChange.PutSanction(BobsBan with { Kind = SanctionKind.Mute }), Invite(Sample.Bob)));

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Append("k1"),
            Moderate(
                new ModerationChange.PutSanction(BobsBan),
                new ModerationChange.PutSanction(BobsBan with { Kind = SanctionKind.Mute, Reason = "changed" }),
                new ModerationChange.SetRole(Sample.Alice.User, "member"),
                new ModerationChange.RemoveMember(Sample.Bob.User),
                new ModerationChange.AddMember(Sample.Carol.User, "moderator"),
                new ModerationChange.SetSettings(Private),
                Invite(Sample.Carol),
                new ModerationChange.DropInvitation(Sample.Bob.User),
                new ModerationChange.PutReport(1, Sample.Bob.User, "bob", "rude", Sample.Now),
                new ModerationChange.CloseReport(77, "alice", Sample.Now)),
            Append("k2"),
            Moderate(new ModerationChange.SetRole(Sample.Bob.User, "moderator")));

        Assert.Equal(
            [new WriteResult.Appended(1, Sample.Now, false), WriteResult.Missing.Instance, new WriteResult.Appended(2, Sample.Now, false), WriteResult.Done.Instance],
            results);
        StoredRoom room = (await Store.LoadRoomAsync(Sample.Lobby, default))!;
        Assert.Equal([Sample.Stored(Sample.Alice, "owner"), Sample.Stored(Sample.Bob, "moderator")], room.Members.OrderBy(m => m.Name, StringComparer.Ordinal));
        Assert.Equal(RoomSettings.Open, room.Moderation.Settings);
        Assert.Equal([BobsBan with { Kind = SanctionKind.Mute }], room.Moderation.Sanctions);
        Assert.Equal([Sample.Bob.User], room.Moderation.Invitations.Select(i => i.User));
        Assert.Empty(await Store.ListReportsAsync(Sample.Lobby, 0, 10, default));
        Assert.Equal(["k1", "k2"], (await ReadAsync(null, null, null, 10)).Messages.Select(m => m.Key));
        Assert.Equal(2, (await Store.ListActsAsync(null, null, 10, default)).Count);
    }

    [Fact]
    public async Task Should_miss_a_room_that_does_not_exist_and_a_rooms_change_without_a_room()
    {
        ModerationChange role = new ModerationChange.SetRole(Sample.Alice.User, "member");
        IReadOnlyList<WriteResult> results = await CommitAsync(
            new Write.Moderate(RoomId.OfName("nowhere"), [new ModerationChange.PutSanction(BobsBan)], Banned),
            new Write.Moderate(RoomId.OfName("nowhere"), [], Banned),
            new Write.Moderate(null, [new ModerationChange.PutSanction(BobsBan), Invite(Sample.Bob)], Banned),
            new Write.Moderate(null, [role], Banned),
            new Write.Moderate(null, [new ModerationChange.RemoveMember(Sample.Alice.User)], Banned));

        Assert.All(results, r => Assert.IsType<WriteResult.Missing>(r));
        Assert.Empty(await Store.LoadServerSanctionsAsync(default));
        Assert.Empty(await Store.ListActsAsync(null, null, 10, default));
        Assert.Equal([Sample.Stored(Sample.Alice, "owner")], (await Store.LoadRoomAsync(Sample.Lobby, default))!.Members);
    }

    [Fact]
    public async Task Should_see_what_is_before_it_in_the_batch_and_in_the_act()
    {
        RoomId cats = RoomId.OfName("cats");
        IReadOnlyList<WriteResult> results = await CommitAsync(
            new Write.CreateRoom(cats, "cats", "cats", []),
            new Write.Moderate(cats, [new ModerationChange.AddMember(Sample.Bob.User, "member"), new ModerationChange.SetRole(Sample.Bob.User, "moderator")], null),
            new Write.Moderate(cats, [new ModerationChange.PutSanction(BobsBan), new ModerationChange.DropSanction(SanctionKind.Ban, Bob)], null),
            new Write.Moderate(cats, [new ModerationChange.RemoveMember(Sample.Bob.User), new ModerationChange.SetRole(Sample.Bob.User, "owner")], null));

        Assert.Equal([WriteResult.Done.Instance, WriteResult.Done.Instance, WriteResult.Done.Instance, WriteResult.Missing.Instance], results);
        Assert.Equal([Sample.Stored(Sample.Bob, "moderator")], (await Store.LoadRoomAsync(cats, default))!.Members);
    }

    [Fact]
    public async Task Should_add_and_remove_members_as_the_writes_of_old_do()
    {
        await CommitAsync(
            Append("k1"),
            Moderate(new ModerationChange.AddMember(Sample.Bob.User, "member")),
            Append("k2"),
            Moderate(new ModerationChange.AddMember(Sample.Bob.User, "moderator"), new ModerationChange.RemoveMember(Sample.Carol.User)));
        Assert.Equal(1, Assert.Single(await Store.LoadUserRoomsAsync(Sample.Bob.User, default)).Read);
        Assert.Contains(Sample.Stored(Sample.Bob, "moderator"), (await Store.LoadRoomAsync(Sample.Lobby, default))!.Members);

        await CommitAsync(
            Moderate(new ModerationChange.RemoveMember(Sample.Bob.User)),
            Moderate(new ModerationChange.AddMember(Sample.Bob.User, "member")));
        Assert.Equal(2, Assert.Single(await Store.LoadUserRoomsAsync(Sample.Bob.User, default)).Read);
    }

    [Fact]
    public async Task Should_tell_a_user_its_place_in_each_of_its_rooms()
    {
        RoomId cats = RoomId.OfName("cats");
        RoomId pair = RoomId.OfPair(Sample.Alice.User, Sample.Bob.User);
        Sanction mute = BobsBan with { Kind = SanctionKind.Mute, Until = Sample.Now.AddMinutes(10) };
        await CommitAsync(
            new Write.CreateRoom(pair, "", "", [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]),
            new Write.CreateRoom(cats, "cats", "cats", [Sample.Stored(Sample.Bob, RoomRole.Moderator)]),
            new Write.Moderate(cats, [new ModerationChange.PutSanction(mute)], null),
            Moderate(
                new ModerationChange.AddMember(Sample.Bob.User, RoomRole.Member), new ModerationChange.AddMember(Sample.Carol.User, RoomRole.Owner),
                new ModerationChange.PutSanction(BobsBan), new ModerationChange.PutSanction(mute with { Target = ModerationState.TargetOf(Sample.Carol.User), Until = null })));

        async Task<Dictionary<string, OwnRole?>> PlacesAsync(UserId user) => (await Store.LoadUserRoomsAsync(user, default)).ToDictionary(r => r.Name, r => r.You);
        Dictionary<string, OwnRole?> bobs = await PlacesAsync(Sample.Bob.User);
        Assert.Equal(new OwnRole(RoomRole.Moderator, new MuteInfo(Sample.Now.AddMinutes(10), null)), bobs["cats"]);
        Assert.Equal(new OwnRole(RoomRole.Member, null), bobs["Lobby"]);
        Assert.Null(bobs["alice"]);
        Assert.Equal(new OwnRole(RoomRole.Owner, new MuteInfo(null, null)), (await PlacesAsync(Sample.Carol.User))["Lobby"]);
    }

    [Fact]
    public async Task Should_keep_how_a_room_is_used()
    {
        var settings = new RoomSettings(RoomAccess.Invite, true, 30, true);
        await CommitAsync(Moderate(new ModerationChange.SetSettings(Private)), Moderate(new ModerationChange.SetSettings(settings)), new Write.SetTopic(Sample.Lobby, "cats"));

        Assert.Equal(settings, (await ModerationAsync()).Settings);
    }

    [Fact]
    public async Task Should_list_a_users_invitations_by_room_and_a_rooms_by_user()
    {
        RoomId cats = RoomId.OfName("cats");
        await CommitAsync(
            new Write.CreateRoom(cats, "Cats", "cats", []),
            Moderate(Invite(Sample.Bob), Invite(Sample.Carol)),
            new Write.Moderate(cats, [Invite(Sample.Bob, days: -1)], null),
            Moderate(Invite(Sample.Bob, days: 3), new ModerationChange.DropInvitation(Sample.Carol.User), new ModerationChange.DropInvitation(Sample.Alice.User)));

        Assert.Equal(
            [new UserInvitation("Cats", "alice", Sample.Now, Sample.Now.AddDays(-1)), new UserInvitation("Lobby", "alice", Sample.Now, Sample.Now.AddDays(3))],
            await Store.LoadInvitationsAsync(Sample.Bob.User, default));
        Assert.Empty(await Store.LoadInvitationsAsync(Sample.Carol.User, default));
        Assert.Equal([new RoomInvitation(Sample.Bob.User, "alice", Sample.Now, Sample.Now.AddDays(3))], (await ModerationAsync()).Invitations);
    }

    [Fact]
    public async Task Should_make_an_account_an_admin_and_take_it_back()
    {
        await CommitAsync(Register());

        IReadOnlyList<WriteResult> results = await CommitAsync(
            new Write.Moderate(null, [new ModerationChange.SetAdmin(Sample.Alice.User, true)], new Act(Sample.Now, null, "operator", "admin", "alice", "on")),
            new Write.Moderate(null, [new ModerationChange.SetAdmin(Sample.Bob.User, true)], null));
        Assert.Equal([WriteResult.Done.Instance, WriteResult.Missing.Instance], results);
        Assert.Equal([Sample.Alice.User], await Store.LoadAdminsAsync(default));
        Assert.Equal([new AccountSummary(Sample.Alice.User, Sample.Now, false, Admin: true)], await Store.ListAccountsAsync(default));

        await CommitAsync(new Write.SetPassword(Sample.Alice.User, "$hash$2", EndSessions: true), new Write.SetDisabled(Sample.Alice.User, true));
        Assert.Equal([Sample.Alice.User], await Store.LoadAdminsAsync(default));

        await CommitAsync(new Write.Moderate(null, [new ModerationChange.SetAdmin(Sample.Alice.User, false)], null));
        Assert.Empty(await Store.LoadAdminsAsync(default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_make_no_admin_of_one_who_has_the_account_again(bool deleted)
    {
        ModerationChange makeAdmin = new ModerationChange.SetAdmin(Sample.Alice.User, true);
        await CommitAsync(Register(), new Write.Moderate(null, [makeAdmin], null));

        await CommitAsync(deleted ? new Write.DeleteAccount(Sample.Alice.User) : new Write.RetireUser(Sample.Alice.User, "alice~x"));
        Assert.Empty(await Store.LoadAdminsAsync(default));
        await CommitAsync(Register());
        Assert.Empty(await Store.LoadAdminsAsync(default));

        await CommitAsync(new Write.Moderate(null, [makeAdmin], null), Register());
        Assert.Empty(await Store.LoadAdminsAsync(default));
    }

    [Fact]
    public async Task Should_forget_the_invitations_of_a_deleted_account_and_keep_the_bans_of_it()
    {
        var alice = new SanctionTarget(TargetKind.User, Sample.Alice.User.Value);
        Sanction ban = BobsBan with { Target = alice };
        await CommitAsync(Register(), Moderate(new ModerationChange.PutSanction(ban), Invite(Sample.Alice), Invite(Sample.Bob)));

        await CommitAsync(new Write.DeleteAccount(Sample.Alice.User));

        RoomModeration moderation = await ModerationAsync();
        Assert.Equal([ban], moderation.Sanctions);
        Assert.Equal([Sample.Bob.User], moderation.Invitations.Select(i => i.User));
        Assert.Single(await Store.ListActsAsync(Sample.Lobby, null, 10, default));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_forget_the_invitations_and_the_bans_of_a_guest_that_is_gone(bool hadConversations)
    {
        var pattern = new SanctionTarget(TargetKind.Pattern, Sample.Bob.User.Value);
        await CommitAsync(
            hadConversations ? CreatePair() : new Write.SetTopic(Sample.Lobby, ""),
            Moderate(new ModerationChange.PutSanction(BobsBan), new ModerationChange.PutSanction(BobsBan with { Target = pattern }), Invite(Sample.Bob)),
            new Write.Moderate(null, [new ModerationChange.PutSanction(BobsBan)], null));

        await CommitAsync(new Write.RetireUser(Sample.Bob.User, "bob~x"));

        RoomModeration moderation = await ModerationAsync();
        Assert.Equal([pattern], moderation.Sanctions.Select(s => s.Target));
        Assert.Empty(moderation.Invitations);
        Assert.Empty(await Store.LoadServerSanctionsAsync(default));
    }

    private static Write.Moderate Moderate(params ModerationChange[] changes) => new(Sample.Lobby, changes, Banned);

    private static ModerationChange.PutInvitation Invite(RoomProtocol.Speaker who, int days = 7) =>
        new(new RoomInvitation(who.User, "alice", Sample.Now, Sample.Now.AddDays(days)));

    private static IEnumerable<Sanction> Sorted(IEnumerable<Sanction> sanctions) => sanctions.OrderBy(s => (s.Kind, s.Target.Kind, s.Target.Value));

    private async Task<RoomModeration> ModerationAsync() => (await Store.LoadRoomAsync(Sample.Lobby, default))!.Moderation;
}
