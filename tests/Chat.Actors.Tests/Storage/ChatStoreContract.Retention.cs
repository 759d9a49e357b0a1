using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Storage;

/// <content>Finding and removing what was kept long enough.</content>
public abstract partial class ChatStoreContract
{
    [Fact]
    public async Task Should_remove_the_oldest_messages_up_to_a_seq_and_never_more_than_the_limit()
    {
        await FillAsync(10);

        IReadOnlyList<WriteResult> results = await CommitAsync(Prune(8, limit: 3), Prune(8, limit: 100), Prune(2), Prune(8));

        Assert.Equal(
            [new WriteResult.Pruned(4, 3), new WriteResult.Pruned(8, 4), new WriteResult.Pruned(8, 0), new WriteResult.Pruned(8, 0)],
            results);
        Assert.Equal([8, 9, 10], (await ReadAsync(null, null, null, 50)).Messages.Select(m => m.Seq));
    }

    [Fact]
    public async Task Should_have_nothing_to_remove_where_there_is_no_room_or_no_message()
    {
        IReadOnlyList<WriteResult> results = await CommitAsync(Prune(5), Prune(5) with { Room = RoomId.OfName("nowhere") });

        Assert.Equal([new WriteResult.Pruned(1, 0), WriteResult.Missing.Instance], results);
    }

    [Fact]
    public async Task Should_go_on_numbering_where_it_was_when_all_is_removed()
    {
        await FillAsync(3);
        WriteResult pruned = Assert.Single(await CommitAsync(Prune(long.MaxValue)));

        Assert.Equal(new WriteResult.Pruned(4, 3), pruned);
        Assert.Equal(3, (await Store.LoadRoomAsync(Sample.Lobby, default))!.LastSeq);
        Assert.Equal(new WriteResult.Appended(4, Sample.Now, false), Assert.Single(await CommitAsync(Append("new"))));
        Assert.Equal(4, Assert.Single((await ReadAsync(null, null, null, 10)).Messages).Seq);
    }

    [Fact]
    public async Task Should_forget_keys_with_their_messages_and_keep_the_others()
    {
        await FillAsync(5);
        await CommitAsync(Prune(3));

        IReadOnlyList<WriteResult> results = await CommitAsync(Append("k4"), Append("k1"));

        Assert.Equal([new WriteResult.Appended(4, Sample.Now, true), new WriteResult.Appended(6, Sample.Now, false)], results);
    }

    [Fact]
    public async Task Should_remove_messages_of_the_same_batch_and_none_that_are_behind_it()
    {
        IReadOnlyList<WriteResult> results = await CommitAsync(Append("k1"), Append("k2"), Prune(2), Append("k1"), Append("k2"), Prune(2));

        Assert.Equal(
            [
                new WriteResult.Appended(1, Sample.Now, false),
                new WriteResult.Appended(2, Sample.Now, false),
                new WriteResult.Pruned(2, 1),
                new WriteResult.Appended(3, Sample.Now, false),
                new WriteResult.Appended(2, Sample.Now, true),
                new WriteResult.Pruned(2, 0),
            ],
            results);
        Assert.Equal([(2, "k2"), (3, "k1")], (await ReadAsync(null, null, null, 50)).Messages.Select(m => (m.Seq, m.Key)));
    }

    [Theory]
    [InlineData(null, null, null, 50, 8, 12, true, true)]
    [InlineData(null, null, null, 2, 11, 12, false, true)]
    [InlineData(null, 2L, null, 3, 8, 10, true, false)]
    [InlineData(null, 0L, null, 50, 8, 12, true, true)]
    [InlineData(null, 9L, null, 2, 10, 11, false, false)]
    [InlineData(10L, null, null, 50, 8, 9, true, false)]
    [InlineData(11L, null, null, 2, 9, 10, false, false)]
    [InlineData(null, null, 9L, 5, 8, 11, true, false)]
    public async Task Should_cut_pages_out_of_what_is_kept(long? before, long? after, long? around, int limit, long first, long last, bool start, bool end)
    {
        await FillAsync(12);
        await CommitAsync(Prune(8));

        HistoryPage page = await ReadAsync(before, after, around, limit);

        Assert.Equal(Enumerable.Range((int)first, (int)(last - first + 1)).Select(s => (long)s), page.Messages.Select(m => m.Seq));
        Assert.Equal((start, end), (page.Start, page.End));
    }

    [Theory]
    [InlineData(8L, null, null)]
    [InlineData(3L, null, null)]
    [InlineData(null, null, 2L)]
    public async Task Should_say_that_nothing_older_exists_than_what_is_kept(long? before, long? after, long? around)
    {
        await FillAsync(12);
        await CommitAsync(Prune(8));

        HistoryPage page = await ReadAsync(before, after, around, 3);

        Assert.Empty(page.Messages);
        Assert.Equal((true, false), (page.Start, page.End));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData(null, 0L, null)]
    [InlineData(null, 3L, null)]
    [InlineData(2L, null, null)]
    public async Task Should_show_a_log_without_messages_as_all_there_is(long? before, long? after, long? around)
    {
        await FillAsync(3);
        await CommitAsync(Prune(long.MaxValue));

        HistoryPage page = await ReadAsync(before, after, around, 3);

        Assert.Empty(page.Messages);
        Assert.True(page is { Start: true, End: true });
    }

    [Fact]
    public async Task Should_count_what_was_removed_as_read()
    {
        await FillAsync(6);
        await CommitAsync(Read(2), Prune(5));
        Assert.Equal((6, 4), await MarkerAsync());

        await CommitAsync(Prune(long.MaxValue));
        Assert.Equal((6, 6), await MarkerAsync());

        await CommitAsync(Append("new"));
        Assert.Equal((7, 6), await MarkerAsync());

        async Task<(long Last, long Read)> MarkerAsync() => Assert.Single(await Store.LoadUserRoomsAsync(Sample.Alice.User, default)) is var room ? (room.LastSeq, room.Read) : default;
    }

    [Fact]
    public async Task Should_list_the_logs_that_hold_messages_page_by_page()
    {
        await CommitAsync(
            new Write.CreateRoom(RoomId.OfName("empty"), "empty", "empty", []),
            new Write.CreateRoom(RoomId.OfName("cats"), "cats", "cats", []),
            CreatePair(),
            Append("k1") with { Room = RoomId.OfName("cats"), At = Sample.Now.AddDays(1) },
            Append("k1") with { Room = Sample.AliceAndBob },
            Append("k1"),
            Append("k2") with { At = Sample.Now.AddHours(1) },
            Append("k3") with { At = Sample.Now.AddHours(2) });
        await CommitAsync(Prune(2));

        IReadOnlyList<LogExtent> all = await Store.ListLogsAsync(null, 10, default);

        Assert.Equal(
            [
                new(Sample.AliceAndBob, 1, 1, Sample.Now),
                new(RoomId.OfName("cats"), 1, 1, Sample.Now.AddDays(1)),
                new(Sample.Lobby, 2, 3, Sample.Now.AddHours(1)),
            ],
            all);
        Assert.Equal(all.Take(2), await Store.ListLogsAsync(null, 2, default));
        Assert.Equal(all.Skip(2), await Store.ListLogsAsync(all[1].Room, 2, default));
        Assert.Empty(await Store.ListLogsAsync(all[2].Room, 2, default));
    }

    [Theory]
    [InlineData(-1, 10, 3)]
    [InlineData(3, 10, 3)]
    [InlineData(4, 10, 4)]
    [InlineData(99, 10, 7)]
    [InlineData(99, 2, 5)]
    public async Task Should_find_where_a_log_reaches_a_time(int hour, int within, long seq)
    {
        await CommitAsync([.. Enumerable.Range(1, 6).Select(i => Append($"k{i}") with { At = Sample.Now.AddHours(i) })]);
        await CommitAsync(Prune(3));

        Assert.Equal(seq, await Store.SeqAtAsync(Sample.Lobby, Sample.Now.AddHours(hour), within, default));
    }

    [Fact]
    public async Task Should_find_no_time_in_a_log_without_messages()
    {
        Assert.Equal(0, await Store.SeqAtAsync(Sample.Lobby, Sample.Now, 10, default));
        Assert.Equal(0, await Store.SeqAtAsync(RoomId.OfName("nowhere"), Sample.Now, 10, default));
    }

    private static Write.Prune Prune(long below, int limit = 1000) => new(Sample.Lobby, below, limit);
}
