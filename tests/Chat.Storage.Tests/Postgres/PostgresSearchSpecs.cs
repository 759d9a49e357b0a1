using Chat.Actors;
using Chat.Actors.Search;
using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Npgsql;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>What PostgreSQL's own ways of indexing and cancelling could get wrong.</summary>
[NeedsPostgres]
public sealed class PostgresSearchSpecs(TestDatabase database) : PostgresSpecs(database)
{
    [Theory]
    [InlineData(3)]
    [InlineData(2500)]
    public async Task Should_find_messages_of_a_version_that_could_not_search(int count)
    {
        await using (PostgresStore store = Database.Open())
        {
            await MakeAlicesLobbyAsync(store);
            await CommitAsync(store, [.. Enumerable.Range(1, count).Select(i => Say($"k{i}", $"a SNÄKE, number {i}"))]);
        }

        await Database.RunAsync("ALTER TABLE messages DROP words; DELETE FROM schemaversions WHERE scriptname LIKE '%.0003-search.sql'");
        await using PostgresStore later = Database.Open();
        await CommitAsync(later, Say("new", "a new snake"));

        Assert.Equal(Enumerable.Range(0, 3).Select(i => (long)count + 1 - i), await SeqsAsync(later, "snake", limit: 3));
        Assert.Equal([1], await SeqsAsync(later, "\"number 1\""));
        Assert.Equal([count], await SeqsAsync(later, $"number {count}"));
        Assert.False(await Database.AskAsync<bool>("SELECT EXISTS (SELECT FROM messages WHERE words IS NULL)"));
    }

    [Fact]
    public async Task Should_find_what_an_older_node_stored_beside_newer_ones_after_the_next_start()
    {
        await using (PostgresStore store = Database.Open())
        {
            await MakeAlicesLobbyAsync(store);
            await CommitAsync(store, Say("k1", "a snake"));
            await Database.RunAsync("UPDATE messages SET words = NULL");
            Assert.Empty(await SeqsAsync(store, "snake"));
        }

        await using PostgresStore later = Database.Open();

        Assert.Equal([1], await SeqsAsync(later, "snake"));
    }

    [Fact]
    public async Task Should_find_a_phrase_behind_more_places_of_a_word_than_the_index_keeps()
    {
        await using PostgresStore store = Database.Open();
        await MakeAlicesLobbyAsync(store);
        string often = string.Concat(Enumerable.Repeat("snake or ", SearchVector.MaxPlaces));
        await CommitAsync(
            store,
            Say("k1", often + "snake oil"),
            Say("k2", often + "snake and oil"),
            Say("k3", often + "oil or snake"),
            Say("k4", "snake oil"));

        Assert.Equal([4, 1], await SeqsAsync(store, "\"snake oil\""));
        Assert.Equal([4, 1], await SeqsAsync(store, "\"snake oi\"*", limit: 2));
        Assert.Equal([4], await SeqsAsync(store, "\"snake oil\"", limit: 1));
        Assert.Equal([2], await SeqsAsync(store, "\"snake and oil\"", limit: 1));
    }

    [Fact]
    public async Task Should_store_and_find_names_and_texts_made_of_the_signs_of_the_query_language()
    {
        const string Name = @"o'\b'':* & !a";
        await using PostgresStore store = Database.Open();
        await MakeAlicesLobbyAsync(store);

        await CommitAsync(store, Say("k1", @"'it''s':1A \ & | ! <-> (x) :*") with { From = Name }, Say("k2", "it s x"));

        Assert.Equal([2, 1], await SeqsAsync(store, @"it's ' \ :* & | ! <-> (x)"));
        Assert.Equal([1], (await store.SearchAsync(Query("it") with { From = SearchText.Fold(Name) }, CancellationToken.None))!.Hits.Select(h => h.Message.Seq));
        Assert.Empty((await store.SearchAsync(Query("it") with { From = "o" }, CancellationToken.None))!.Hits);
    }

    [Fact]
    public async Task Should_store_the_longest_text_of_words_that_are_all_different()
    {
        await using PostgresStore store = Database.Open();
        await MakeAlicesLobbyAsync(store);

        await CommitAsync(store, Say("k1", string.Join(' ', Enumerable.Range(1, SearchText.MaxTokens).Select(i => $"слово{i}"))));

        Assert.Equal([1], await SeqsAsync(store, $"слово1 слово{SearchText.MaxTokens}"));
        Assert.Equal([1], await SeqsAsync(store, $"\"слово{SearchText.MaxTokens - 1} слово{SearchText.MaxTokens}\""));
    }

    [Fact]
    public async Task Should_read_no_other_rooms_messages_for_a_search_in_one()
    {
        RoomId cats = RoomId.OfName("cats");
        await using PostgresStore store = Database.Open();
        await MakeAlicesLobbyAsync(store);
        await CommitAsync(store, new Write.CreateRoom(cats, "Cats", "cats", [new StoredMember(Alice, "Alice", "owner")]));
        await CommitAsync(store, [.. Enumerable.Range(0, 2000).Select(i => Say($"k{i}", "snake"))]);
        await CommitAsync(store, Say("c1", "a snake") with { Room = cats });
        await Database.RunAsync("VACUUM ANALYZE messages");
        string room = await Database.AskAsync<string>("SELECT no::text FROM rooms WHERE name = 'Cats'") ?? "";

        string words = SearchVector.Query(Query("snake"), [long.Parse(room, System.Globalization.CultureInfo.InvariantCulture)]);

        Assert.Equal(1, await Database.AskAsync<long>($"SELECT count(*) FROM messages WHERE words @@ $${words}$$::tsquery"));
        Assert.Equal("a snake", Assert.Single((await store.SearchAsync(Query("snake") with { Room = cats }, CancellationToken.None))!.Hits).Message.Text);
    }

    [Fact]
    public async Task Should_end_a_search_at_the_server_when_it_is_no_longer_wanted()
    {
        const string Searching = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%tsquery%'";
        await using PostgresStore store = Database.Open();
        await MakeAlicesLobbyAsync(store);
        await CommitAsync(store, Say("k1", "a snake"));
        await using var blocker = new NpgsqlConnection(Database.ConnectionString);
        await blocker.OpenAsync();
        await using NpgsqlTransaction locking = await blocker.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("LOCK TABLE messages IN ACCESS EXCLUSIVE MODE", blocker, locking))
        {
            await command.ExecuteNonQueryAsync();
        }

        using var unwanted = new CancellationTokenSource();
        Task<SearchPage?> search = store.SearchAsync(Query("snake"), unwanted.Token);
        await Database.UntilAsync($"SELECT EXISTS (SELECT {Searching})");
        await unwanted.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => search);
        await Database.UntilAsync($"SELECT NOT EXISTS (SELECT {Searching})");
        await locking.RollbackAsync();
        Assert.Equal([1], await SeqsAsync(store, "snake"));
    }

    private static Task<IReadOnlyList<WriteResult>> MakeAlicesLobbyAsync(PostgresStore store) => CommitAsync(
        store, new Write.CreateRoom(Lobby, "Lobby", "1obby", [new StoredMember(Alice, "Alice", "owner")]));

    private static SearchQuery Query(string text, int limit = 50) => new(Alice, SearchTerms.Parse(text), limit);

    private static async Task<IEnumerable<long>> SeqsAsync(PostgresStore store, string text, int limit = 50) =>
        (await store.SearchAsync(Query(text, limit), CancellationToken.None))!.Hits.Select(h => h.Message.Seq);
}
