using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Storage;

/// <summary>What every store must do. A store's specs inherit this and say how to make one.</summary>
public abstract partial class ChatStoreContract : IAsyncLifetime
{
    /// <summary>The store under test.</summary>
    protected IChatStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Store = await CreateAsync();
        await CommitAsync(
            new Write.PutUser(Sample.Guest(Sample.Alice)),
            new Write.PutUser(Sample.Guest(Sample.Bob)),
            new Write.PutUser(Sample.Guest(Sample.Carol)),
            new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", [Sample.Stored(Sample.Alice, "owner")]));
    }

    public async Task DisposeAsync() => await Store.DisposeAsync();

    /// <summary>Makes an empty store.</summary>
    protected abstract Task<IChatStore> CreateAsync();

    [Fact]
    public async Task Should_number_messages_without_a_hole_across_commits()
    {
        IReadOnlyList<WriteResult> first = await CommitAsync(Append("k1"), Append("k2"));
        IReadOnlyList<WriteResult> second = await CommitAsync(Append("k3"));

        Assert.Equal([1, 2, 3], first.Concat(second).Select(r => Assert.IsType<WriteResult.Appended>(r).Seq));
        Assert.Equal(3, (await Store.LoadRoomAsync(Sample.Lobby, default))!.LastSeq);
    }

    [Fact]
    public async Task Should_give_a_key_that_is_there_its_first_seq_and_time_and_store_nothing()
    {
        await CommitAsync(Append("k1", "first"), Append("k2"));

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Append("k1", "second") with { At = Sample.Now.AddHours(1) },
            Sample.Append(Sample.Lobby, Sample.Bob, "k1", "bob has keys of his own"),
            Append("k3"),
            Append("k3"));

        Assert.Equal(
            [new(1, Sample.Now, true), new(3, Sample.Now, false), new(4, Sample.Now, false), new(4, Sample.Now, true)],
            results.Cast<WriteResult.Appended>());
        Assert.Equal("first", (await ReadAsync(null, null, null, 10)).Messages[0].Text);
    }

    [Fact]
    public async Task Should_keep_every_part_of_a_message()
    {
        Write.AppendMessage write = Append("k1", "line 1\nline 2 \u001b \u202e 🐈") with { Kind = "action" };
        await CommitAsync(write);

        StoredMessage stored = Assert.Single((await ReadAsync(null, null, null, 10)).Messages);
        Assert.Equal(new StoredMessage(1, write.At, write.Author, write.From, write.Text, write.Key, write.Kind), stored);
    }

    [Fact]
    public async Task Should_find_no_room_for_what_has_none()
    {
        var nowhere = RoomId.OfName("nowhere");
        IReadOnlyList<WriteResult> results = await CommitAsync(
            Append("k1") with { Room = nowhere },
            new Write.PutMember(nowhere, Sample.Alice.User, "member"),
            new Write.RemoveMember(nowhere, Sample.Alice.User),
            new Write.SetTopic(nowhere, "cats"),
            new Write.SetRead(nowhere, Sample.Alice.User, 1));

        Assert.All(results, r => Assert.IsType<WriteResult.Missing>(r));
        Assert.Null(await Store.LoadRoomAsync(nowhere, default));
        Assert.Null(await Store.FindRoomAsync(nowhere, default));
    }

    [Fact]
    public async Task Should_refuse_a_room_that_exists_or_whose_name_looks_like_anothers()
    {
        IReadOnlyList<WriteResult> results = await CommitAsync(
            new Write.CreateRoom(Sample.Lobby, "LOBBY", "lobby", []),
            new Write.CreateRoom(RoomId.OfName("1obby"), "1obby", "lobby", []),
            new Write.CreateRoom(RoomId.OfName("cats"), "cats", "cats", []));

        Assert.Equal([new WriteResult.Conflict("Lobby"), new WriteResult.Conflict("Lobby"), WriteResult.Done.Instance], results);
        Assert.Null(await Store.LoadRoomAsync(RoomId.OfName("1obby"), default));
    }

    [Fact]
    public async Task Should_load_a_room_as_its_members_and_topic_are_now()
    {
        await CommitAsync(
            new Write.PutMember(Sample.Lobby, Sample.Bob.User, "member"),
            new Write.PutMember(Sample.Lobby, Sample.Carol.User, "member"),
            new Write.PutMember(Sample.Lobby, Sample.Carol.User, "owner"),
            new Write.RemoveMember(Sample.Lobby, Sample.Alice.User),
            new Write.SetTopic(Sample.Lobby, "cats"));

        StoredRoom room = (await Store.LoadRoomAsync(Sample.Lobby, default))!;
        Assert.Equal(("Lobby", "lobby", "cats"), (room.Name, room.Skeleton, room.Topic));
        Assert.Equal(
            [Sample.Stored(Sample.Bob), Sample.Stored(Sample.Carol, "owner")],
            room.Members.OrderBy(m => m.Name, StringComparer.Ordinal));
        Assert.Equal(new RoomHead("Lobby", "cats", room.LastSeq), await Store.FindRoomAsync(Sample.Lobby, default));
    }

    [Fact]
    public async Task Should_move_a_marker_only_forward_and_never_beyond_the_log()
    {
        await CommitAsync(Append("k1"), Append("k2"), Append("k3"));

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Read(2), Read(1), Read(99), new Write.SetRead(Sample.Lobby, Sample.Bob.User, 1));

        Assert.Equal(
            [new WriteResult.MarkerAt(2), new WriteResult.MarkerAt(2), new WriteResult.MarkerAt(3), WriteResult.Missing.Instance],
            results);
        Assert.Equal(3, Assert.Single(await Store.LoadUserRoomsAsync(Sample.Alice.User, default)).Read);
    }

    [Fact]
    public async Task Should_begin_a_newcomers_marker_at_the_end_and_forget_it_with_the_membership()
    {
        await CommitAsync(Append("k1"), new Write.PutMember(Sample.Lobby, Sample.Bob.User, "member"), Append("k2"));
        Assert.Equal(1, Assert.Single(await Store.LoadUserRoomsAsync(Sample.Bob.User, default)).Read);

        await CommitAsync(
            new Write.PutMember(Sample.Lobby, Sample.Bob.User, "owner"),
            new Write.RemoveMember(Sample.Lobby, Sample.Alice.User),
            new Write.PutMember(Sample.Lobby, Sample.Alice.User, "member"));

        Assert.Equal(1, Assert.Single(await Store.LoadUserRoomsAsync(Sample.Bob.User, default)).Read);
        Assert.Equal(2, Assert.Single(await Store.LoadUserRoomsAsync(Sample.Alice.User, default)).Read);
    }

    private static Write.AppendMessage Append(string key, string text = "hi") => Sample.Append(Sample.Lobby, Sample.Alice, key, text);

    private static Write.SetRead Read(long seq) => new(Sample.Lobby, Sample.Alice.User, seq);

    private static Write.CreateRoom CreatePair() =>
        new(Sample.AliceAndBob, "", Sample.AliceAndBob.Value, [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]);

    private Task<IReadOnlyList<WriteResult>> CommitAsync(params Write[] writes) => Store.CommitAsync(writes, default);

    private Task<HistoryPage> ReadAsync(long? before, long? after, long? around, int limit) =>
        Store.ReadAsync(Sample.Lobby, new HistoryQuery(before, after, around, limit), default);
}
