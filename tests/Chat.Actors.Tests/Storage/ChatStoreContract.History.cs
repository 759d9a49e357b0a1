using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Storage;

/// <content>Pages of a log, and the ends of users and tokens.</content>
public abstract partial class ChatStoreContract
{
    [Theory]
    [InlineData(null, null, null, 3, 8, 10, false, true)]
    [InlineData(null, null, null, 50, 1, 10, true, true)]
    [InlineData(5L, null, null, 3, 2, 4, false, false)]
    [InlineData(3L, null, null, 3, 1, 2, true, false)]
    [InlineData(99L, null, null, 2, 9, 10, false, true)]
    [InlineData(null, 5L, null, 3, 6, 8, false, false)]
    [InlineData(null, 0L, null, 3, 1, 3, true, false)]
    [InlineData(null, 8L, null, 3, 9, 10, false, true)]
    [InlineData(null, null, 5L, 3, 4, 6, false, false)]
    [InlineData(null, null, 5L, 1, 5, 5, false, false)]
    [InlineData(null, null, 5L, 4, 3, 6, false, false)]
    public async Task Should_cut_the_page_asked_for(long? before, long? after, long? around, int limit, long first, long last, bool start, bool end)
    {
        await FillAsync(10);

        HistoryPage page = await ReadAsync(before, after, around, limit);

        Assert.Equal(Enumerable.Range((int)first, (int)(last - first + 1)).Select(s => (long)s), page.Messages.Select(m => m.Seq));
        Assert.Equal((start, end), (page.Start, page.End));
    }

    [Fact]
    public async Task Should_know_the_start_of_each_rooms_own_log()
    {
        var cats = RoomId.OfName("cats");
        await CommitAsync(new Write.CreateRoom(cats, "cats", "cats", []));
        await FillAsync(3);
        await CommitAsync(Append("c1") with { Room = cats }, Append("c2") with { Room = cats });

        HistoryPage whole = await Store.ReadAsync(cats, new HistoryQuery(null, null, null, 10), default);
        HistoryPage latest = await Store.ReadAsync(cats, new HistoryQuery(null, null, null, 1), default);

        Assert.Equal([1, 2], whole.Messages.Select(m => m.Seq));
        Assert.True(whole.Start);
        Assert.Equal([2], latest.Messages.Select(m => m.Seq));
        Assert.False(latest.Start);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public async Task Should_include_the_centre_at_the_logs_ends(long centre)
    {
        await FillAsync(10);

        HistoryPage page = await ReadAsync(null, null, centre, 4);

        Assert.Contains(centre, page.Messages.Select(m => m.Seq));
        Assert.Equal(centre == 1, page.Start);
        Assert.Equal(centre == 10, page.End);
    }

    [Fact]
    public async Task Should_give_nothing_where_nothing_is()
    {
        await FillAsync(3);

        HistoryPage before = await ReadAsync(1, null, null, 10);
        HistoryPage after = await ReadAsync(null, 3, null, 10);
        HistoryPage nowhere = await Store.ReadAsync(RoomId.OfName("nowhere"), new HistoryQuery(null, null, null, 10), default);

        Assert.Empty(before.Messages);
        Assert.True(before.Start);
        Assert.Empty(after.Messages);
        Assert.True(after.End);
        Assert.Empty(nowhere.Messages);
        Assert.True(nowhere is { Start: true, End: true });
    }

    [Theory]
    [InlineData(long.MaxValue, null, null)]
    [InlineData(null, long.MaxValue, null)]
    [InlineData(null, null, long.MaxValue)]
    public async Task Should_survive_the_largest_seq(long? before, long? after, long? around)
    {
        await FillAsync(3);

        HistoryPage page = await ReadAsync(before, after, around, 200);

        Assert.True(page.End);
    }

    [Fact]
    public async Task Should_give_no_more_than_the_contracts_largest_page()
    {
        await FillAsync(ProtocolLimits.MaxPage + 1);

        Assert.Equal(ProtocolLimits.MaxPage, (await ReadAsync(null, 0, null, 100_000)).Messages.Count);
    }

    [Fact]
    public async Task Should_end_a_page_early_when_its_text_is_long()
    {
        await FillLongAsync(20);

        HistoryPage latest = await ReadAsync(null, null, null, 20);
        HistoryPage after = await ReadAsync(null, 2, null, 20);
        HistoryPage before = await ReadAsync(15, null, null, 20);

        Assert.Equal([13, 14, 15, 16, 17, 18, 19, 20], latest.Messages.Select(m => m.Seq));
        Assert.False(latest.Start);
        Assert.Equal([3, 4, 5, 6, 7, 8, 9, 10], after.Messages.Select(m => m.Seq));
        Assert.False(after.End);
        Assert.Equal([7, 8, 9, 10, 11, 12, 13, 14], before.Messages.Select(m => m.Seq));
    }

    [Fact]
    public async Task Should_include_the_centre_even_when_the_text_is_long()
    {
        await FillLongAsync(30);

        HistoryPage page = await ReadAsync(null, null, 20, 30);

        Assert.Contains(20, page.Messages.Select(m => m.Seq));
        Assert.True(page.Messages.Count <= 8);
        Assert.Equal(Enumerable.Range((int)page.Messages[0].Seq, page.Messages.Count).Select(s => (long)s), page.Messages.Select(m => m.Seq));
    }

    [Fact]
    public async Task Should_give_one_message_however_long_it_is()
    {
        await CommitAsync(Append("k1", new string('x', ProtocolLimits.MaxPageTextBytes + 1)), Append("k2"));

        Assert.Equal(1, Assert.Single((await ReadAsync(null, 0, null, 10)).Messages).Seq);
    }

    [Fact]
    public async Task Should_forget_a_retired_guest_who_had_no_conversations()
    {
        await CommitAsync(
            new Write.PutMember(Sample.Lobby, Sample.Carol.User, "member"),
            new Write.PutToken(new StoredToken("carols", Sample.Carol.User, null)),
            new Write.PutToken(new StoredToken("alices", Sample.Alice.User, null)));

        await CommitAsync(new Write.RetireUser(Sample.Carol.User, "carol~x"));

        Assert.DoesNotContain(await Store.LoadUsersAsync(default), u => u.Id == Sample.Carol.User);
        Assert.DoesNotContain((await Store.LoadRoomAsync(Sample.Lobby, default))!.Members, m => m.User == Sample.Carol.User);
        Assert.Null(await Store.FindTokenAsync("carols", default));
        Assert.NotNull(await Store.FindTokenAsync("alices", default));
    }

    [Fact]
    public async Task Should_keep_a_retired_guest_in_the_conversations_others_had_with_it()
    {
        await CommitAsync(CreatePair(), Append("k1") with { Room = Sample.AliceAndBob }, Append("k2"));

        await CommitAsync(new Write.RetireUser(Sample.Alice.User, "alice~x"));

        StoredUser alice = Assert.Single(await Store.LoadUsersAsync(default), u => u.Id == Sample.Alice.User);
        Assert.Equal(("alice~x", "alice~x", "alice~x", true), (alice.Name, alice.Folded, alice.Skeleton, alice.Retired));
        UserRoom pair = Assert.Single(await Store.LoadUserRoomsAsync(Sample.Bob.User, default));
        Assert.Equal(new UserRoom(Sample.AliceAndBob, "alice~x", "", 1, 0, Sample.Alice.User), pair);
        Assert.Single((await ReadAsync(null, null, null, 10)).Messages);
    }

    [Fact]
    public async Task Should_let_a_new_user_have_a_name_before_its_former_holder_is_retired()
    {
        StoredUser other = Sample.Guest(new(UserId.New(), "carol"));

        await CommitAsync(new Write.PutUser(other));
        await CommitAsync(new Write.RetireUser(Sample.Carol.User, "carol~x"));

        Assert.Equal(other, Assert.Single(await Store.LoadUsersAsync(default), u => u.Folded == "carol"));
    }

    [Fact]
    public async Task Should_keep_users_and_tokens_as_last_put()
    {
        var token = new StoredToken("hash", Sample.Alice.User, Sample.Now.AddDays(1));
        await CommitAsync(new Write.PutToken(token), new Write.PutUser(Sample.Guest(Sample.Alice) with { Name = "Al", Folded = "al", Skeleton = "al" }));

        Assert.Equal(token, await Store.FindTokenAsync("hash", default));
        Assert.Equal("Al", Assert.Single(await Store.LoadUsersAsync(default), u => u.Id == Sample.Alice.User).Name);

        await CommitAsync(new Write.DeleteToken("hash"));
        Assert.Null(await Store.FindTokenAsync("hash", default));
    }

    private async Task FillAsync(int count) => await CommitAsync([.. Enumerable.Range(1, count).Select(i => Append($"k{i}"))]);

    /// <summary>Messages of which a page holds eight, by bytes and not by characters.</summary>
    private async Task FillLongAsync(int count)
    {
        string text = new('ä', ProtocolLimits.MaxPageTextBytes / 8 / 2);
        await CommitAsync([.. Enumerable.Range(1, count).Select(i => Append($"k{i}", text))]);
    }
}
