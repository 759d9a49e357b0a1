using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>An empty schema and a proxy for each spec, and what specs say to a store.</summary>
public abstract class PostgresSpecs(TestDatabase database) : IClassFixture<TestDatabase>, IAsyncLifetime
{
    protected static readonly RoomId Lobby = RoomId.OfName("lobby");
    protected static readonly UserId Alice = new("alice-id");
    protected static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    protected TestDatabase Database => database;

    internal CommitProxy Proxy { get; } = new();

    public Task InitializeAsync() => database.ClearAsync();

    public async Task DisposeAsync() => await Proxy.DisposeAsync();

    protected static Write.AppendMessage Say(string key, string text = "hi") => new(Lobby, Alice, "Alice", text, key, null, At);

    protected static WriteResult.Appended Stored(long seq, bool duplicate = false) => new(seq, At, duplicate);

    protected static Task MakeLobbyAsync(IChatStore store) => CommitAsync(store, new Write.CreateRoom(Lobby, "Lobby", "1obby", []));

    protected static Task<IReadOnlyList<WriteResult>> CommitAsync(IChatStore store, params Write[] writes) => store.CommitAsync(writes, CancellationToken.None);

    /// <summary>The keys stored in the lobby, in the order of their seqs, which must be 1, 2, 3 …</summary>
    protected static async Task<IEnumerable<string>> KeysAsync(IChatStore store)
    {
        HistoryPage page = await store.ReadAsync(Lobby, new HistoryQuery(null, 0, null, 200), CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, page.Messages.Count).Select(n => (long)n), page.Messages.Select(m => m.Seq));
        return page.Messages.Select(m => m.Key);
    }
}
