using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Server.Tests.Hosting;

/// <summary>A storage that holds nothing and can be made to fail.</summary>
internal sealed class FakeStore : IChatStore
{
    public bool Fails { get; set; }

    public string? Damage { get; set; }

    public string Description => "fake";

    public Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel)
        => Fails ? throw new StorageException("out of order") : Task.FromResult<IReadOnlyList<CatalogRoom>>([]);

    public Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<StoredUser>>([]);

    public Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel) => Task.FromResult<IReadOnlyList<UserRoom>>([]);

    public Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel) => Task.FromResult<StoredRoom?>(null);

    public Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel) => Task.FromResult<RoomHead?>(null);

    public Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel) => Task.FromResult<StoredToken?>(null);

    public Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel) => throw new StorageException("holds nothing");

    public Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel) => throw new StorageException("holds nothing");

    public Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel) => throw new StorageException("takes nothing");

    public Task<long> CountRoomsAsync(CancellationToken cancel) => Task.FromResult(0L);

    public Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel) => Task.FromResult<IReadOnlyList<LogExtent>>([]);

    public Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel) => Task.FromResult(0L);

    public Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel) => Task.FromResult<StoredAccount?>(null);

    public Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<AccountSummary>>([]);

    public Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel) => Task.FromResult<IReadOnlyList<StoredToken>>([]);

    public Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel) => Task.FromResult<StoredInvite?>(null);

    public Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<Sanction>>([]);

    public Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<UserId>>([]);

    public Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel) => Task.FromResult<IReadOnlyList<UserInvitation>>([]);

    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredReport>>([]);

    public Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<StoredAct>>([]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
