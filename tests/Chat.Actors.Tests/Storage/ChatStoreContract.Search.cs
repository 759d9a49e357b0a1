using Chat.Actors.Rooms;
using Chat.Actors.Search;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Storage;

/// <content>What a search finds, for whom, and how it goes on.</content>
public abstract partial class ChatStoreContract
{
    private static readonly RoomId Cats = RoomId.OfName("cats");

    [Theory]
    [InlineData("snake", new[] { "A snake!", "snake oil, not a snake" })]
    [InlineData("SNAKE oil", new[] { "snake oil, not a snake" })]
    [InlineData("oil snake", new[] { "snake oil, not a snake" })]
    [InlineData("\"snake oil\"", new[] { "snake oil, not a snake" })]
    [InlineData("\"oil snake\"", new string[0])]
    [InlineData("snak*", new[] { "A snake!", "snake oil, not a snake", "snakes on a plane" })]
    [InlineData("\"a pla\"*", new[] { "snakes on a plane" })]
    [InlineData("snak", new string[0])]
    [InlineData("cafe", new[] { "un CAFÉ s'il te plaît", "cafe\u0301 au lait" })]
    [InlineData("s'il", new[] { "un CAFÉ s'il te plaît" })]
    [InlineData("well-known", new[] { "a well-known fact" })]
    [InlineData("known well", new[] { "a well-known fact" })]
    [InlineData("日本", new[] { "今日は日本語を話す" })]
    [InlineData("日語", new string[0])]
    [InlineData("話す", new[] { "今日は日本語を話す" })]
    [InlineData("ｶﾞｯｺｳ", new[] { "ガッコウへ行く" })]
    [InlineData("안녕", new[] { "안녕하세요" })]
    [InlineData("🎉", new[] { "party 🎉🎉 tonight" })]
    [InlineData("🎈", new string[0])]
    [InlineData("हिन्दी", new[] { "हिन्दी में" })]
    [InlineData("AND", new[] { "this AND that NOT those" })]
    [InlineData("\"that NOT\"", new[] { "this AND that NOT those" })]
    [InlineData("42", new[] { "the answer is 42" })]
    public async Task Should_find_words_and_phrases_whatever_their_script(string text, string[] found)
    {
        await CommitAsync([.. new[]
        {
            "A snake!", "snake oil, not a snake", "snakes on a plane", "un CAFÉ s'il te plaît", "cafe\u0301 au lait", "a well-known fact",
            "今日は日本語を話す", "ガッコウへ行く", "안녕하세요", "party 🎉🎉 tonight", "हिन्दी में", "this AND that NOT those", "the answer is 42", "!!! ???",
        }.Select((said, i) => Append($"k{i}", said))]);

        SearchPage page = await SearchAsync(Sample.Alice, text);

        Assert.Equal(found.Reverse(), page.Hits.Select(h => h.Message.Text));
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData("\ufffe")]
    [InlineData("\uffff")]
    [InlineData("\ufdd0")]
    [InlineData("\ue000")]
    [InlineData("\ud83f\udffe")]
    [InlineData("\u001b\u0001\u007f\u0085")]
    public async Task Should_store_and_find_what_stands_beside_characters_that_are_none(string none)
    {
        string said = $"a{none} snake {none}";

        Assert.All(await CommitAsync(Append("k1", said), Append("k2", "another")), result => Assert.IsType<WriteResult.Appended>(result));

        Assert.Equal(said, Assert.Single((await SearchAsync(Sample.Alice, "snake")).Hits).Message.Text);
    }

    [Fact]
    public async Task Should_find_only_what_the_asker_may_read_now()
    {
        await CommitAsync(
            new Write.CreateRoom(Cats, "Cats", "cats", [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]),
            CreatePair(),
            Append("k1", "secret of the lobby"),
            Append("k2", "secret of the cats") with { Room = Cats },
            Append("k3", "secret of the two") with { Room = Sample.AliceAndBob });

        Assert.Equal(["@bob", "Cats", "Lobby"], (await SearchAsync(Sample.Alice, "secret")).Hits.Select(h => h.Room));
        Assert.Equal(["@alice", "Cats"], (await SearchAsync(Sample.Bob, "secret")).Hits.Select(h => h.Room));
        Assert.Empty((await SearchAsync(Sample.Carol, "secret")).Hits);

        await CommitAsync(new Write.RemoveMember(Cats, Sample.Bob.User));
        Assert.Equal(["@alice"], (await SearchAsync(Sample.Bob, "secret")).Hits.Select(h => h.Room));
    }

    [Fact]
    public async Task Should_say_of_a_room_only_that_the_asker_is_not_in_it()
    {
        await CommitAsync(CreatePair(), Append("k1", "secret") with { Room = Sample.AliceAndBob }, Append("k2", "secret"));

        Assert.Null(await Store.SearchAsync(Query(Sample.Carol, "secret") with { Room = Sample.Lobby }, default));
        Assert.Null(await Store.SearchAsync(Query(Sample.Carol, "secret") with { Room = RoomId.OfName("nowhere") }, default));
        Assert.Null(await Store.SearchAsync(Query(Sample.Carol, "secret") with { Room = Sample.AliceAndBob }, default));
        Assert.Null(await Store.SearchAsync(Query(Sample.Carol, "secret") with { Peer = "alice" }, default));
        Assert.Null(await Store.SearchAsync(Query(Sample.Alice, "secret") with { Peer = "nobody" }, default));
    }

    [Fact]
    public async Task Should_keep_to_one_room_or_one_conversation()
    {
        await CommitAsync(
            new Write.CreateRoom(Cats, "Cats", "cats", [Sample.Stored(Sample.Alice)]),
            CreatePair(),
            new Write.CreateRoom(RoomId.OfPair(Sample.Alice.User, Sample.Alice.User), "", "self", [Sample.Stored(Sample.Alice)]),
            Append("k1", "purr in the lobby"),
            Append("k2", "purr in cats") with { Room = Cats },
            Append("k3", "purr to bob") with { Room = Sample.AliceAndBob },
            Append("k4", "purr to oneself") with { Room = RoomId.OfPair(Sample.Alice.User, Sample.Alice.User) });

        Assert.Equal("purr in cats", Assert.Single((await Store.SearchAsync(Query(Sample.Alice, "purr") with { Room = Cats }, default))!.Hits).Message.Text);
        Assert.Equal("purr to bob", Assert.Single((await Store.SearchAsync(Query(Sample.Alice, "purr") with { Peer = "bob" }, default))!.Hits).Message.Text);
        Assert.Equal(["@alice"], (await Store.SearchAsync(Query(Sample.Alice, "purr") with { Peer = "alice" }, default))!.Hits.Select(h => h.Room));
    }

    [Fact]
    public async Task Should_find_by_the_name_under_which_it_was_written()
    {
        await CommitAsync(
            Append("k1", "hi") with { From = "Älice-1.x" },
            Append("k2", "hi") with { From = "alice" },
            Append("k3", "alice, hi") with { Author = Sample.Bob.User, From = "bob" });

        Assert.Equal([1], await SeqsAsync(Query(Sample.Alice, "hi") with { From = SearchText.Fold("älice-1.X") }));
        Assert.Equal([2], await SeqsAsync(Query(Sample.Alice, "hi") with { From = "alice" }));
        Assert.Empty(await SeqsAsync(Query(Sample.Alice, "hi") with { From = "carol" }));
    }

    [Theory]
    [InlineData(3, new long[] { 2, 1 })]
    [InlineData(1, new long[0])]
    [InlineData(0, new long[0])]
    [InlineData(99, new long[] { 4, 3, 2, 1 })]
    [InlineData(long.MaxValue, new long[] { 4, 3, 2, 1 })]
    public async Task Should_find_what_lies_before_a_seq(long before, long[] seqs)
    {
        await FillAsync(4);

        Assert.Equal(seqs, await SeqsAsync(Query(Sample.Alice, "hi") with { Room = Sample.Lobby, Before = before }));
    }

    [Fact]
    public async Task Should_page_through_all_rooms_without_a_hole_or_a_double_while_messages_arrive()
    {
        await CommitAsync(new Write.CreateRoom(Cats, "Cats", "cats", [Sample.Stored(Sample.Alice)]));
        await CommitAsync([.. Enumerable.Range(1, 20).Select(i => Append($"k{i}", $"cat {i}") with { Room = i % 3 == 0 ? Cats : Sample.Lobby })]);
        var found = new List<string>();
        long? cursor = null;
        do
        {
            SearchPage page = (await Store.SearchAsync(Query(Sample.Alice, "cat", 7) with { Cursor = cursor }, default))!;
            found.AddRange(page.Hits.Select(h => h.Message.Text));
            cursor = page.Next;
            await CommitAsync(Append($"later {found.Count}", "a later cat"));
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(1, 20).Reverse().Select(i => $"cat {i}"), found);
    }

    [Fact]
    public async Task Should_say_that_there_is_more_only_where_there_is()
    {
        await FillAsync(ProtocolLimits.MaxPage + 1);

        Assert.NotNull((await SearchAsync(Sample.Alice, "hi", 200)).Next);
        Assert.Equal(ProtocolLimits.MaxPage, (await SearchAsync(Sample.Alice, "hi", 1_000_000_000)).Hits.Count);
        Assert.Null((await Store.SearchAsync(Query(Sample.Alice, "hi", 200) with { Room = Sample.Lobby, Before = 201 }, default))!.Next);
    }

    [Fact]
    public async Task Should_end_a_page_of_hits_early_when_its_text_is_long()
    {
        await CommitAsync([.. Enumerable.Range(1, 20).Select(i => Append($"k{i}", "word " + new string('ä', ProtocolLimits.MaxPageTextBytes / 8 / 2 - 3)))]);

        SearchPage page = await SearchAsync(Sample.Alice, "word", 20);

        Assert.Equal([20, 19, 18, 17, 16, 15, 14, 13], page.Hits.Select(h => h.Message.Seq));
        Assert.Equal([12, 11, 10, 9], await SeqsAsync(Query(Sample.Alice, "word", 4) with { Cursor = page.Next }));
    }

    [Fact]
    public async Task Should_index_a_message_once_however_often_it_is_sent()
    {
        await CommitAsync(Append("k1", "first"), Append("k1", "again"));
        await CommitAsync(Append("k1", "again"), Append("k2", "first"));

        Assert.Equal([2, 1], await SeqsAsync(Query(Sample.Alice, "first")));
        Assert.Empty(await SeqsAsync(Query(Sample.Alice, "again")));
    }

    [Fact]
    public async Task Should_give_each_part_of_a_found_message()
    {
        Write.AppendMessage write = Append("k1", "waves\nslowly \u202e🐈") with { Kind = "action" };
        await CommitAsync(write);

        SearchHit hit = Assert.Single((await SearchAsync(Sample.Alice, "waves")).Hits);

        Assert.Equal(("Lobby", new StoredMessage(1, write.At, write.Author, write.From, write.Text, write.Key, write.Kind)), (hit.Room, hit.Message));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    public async Task Should_search_all_the_rooms_of_one_who_is_in_many(int count)
    {
        RoomId[] rooms = [.. Enumerable.Range(1, count).Select(i => RoomId.OfName($"room{i}"))];
        await CommitAsync([.. rooms.Select((room, i) => new Write.CreateRoom(room, room.Folded, room.Folded, i == 50 ? [] : [Sample.Stored(Sample.Alice)]))]);
        await CommitAsync([.. rooms.Select(room => Append("k", "hi") with { Room = room })]);

        SearchPage page = await SearchAsync(Sample.Alice, "hi", 200);

        Assert.Equal(rooms.Where(r => r.Folded != "room51").Select(r => r.Folded).Reverse().Take(200), page.Hits.Select(h => h.Room));
    }

    [Fact]
    public async Task Should_end_a_search_that_is_no_longer_wanted()
    {
        await FillAsync(3);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Store.SearchAsync(Query(Sample.Alice, "hi"), new CancellationToken(canceled: true)));
    }

    private static SearchQuery Query(RoomProtocol.Speaker asker, string text, int limit = 50) => new(asker.User, SearchTerms.Parse(text), limit);

    private async Task<SearchPage> SearchAsync(RoomProtocol.Speaker asker, string text, int limit = 50) =>
        (await Store.SearchAsync(Query(asker, text, limit), default))!;

    private async Task<IEnumerable<long>> SeqsAsync(SearchQuery query) => (await Store.SearchAsync(query, default))!.Hits.Select(h => h.Message.Seq);
}
