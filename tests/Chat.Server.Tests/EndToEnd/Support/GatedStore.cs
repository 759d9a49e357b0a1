using Chat.Actors;
using Chat.Actors.Storage;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>The store in memory, whose commits or reads can be held up.</summary>
internal sealed class GatedStore : IChatStore
{
    private readonly MemoryStore _store = new();
    private readonly Gate _commits = new();
    private readonly Gate _reads = new();

    public string Description => "gated";

    /// <summary>Holds up what comes from now on, until the answer is disposed of.</summary>
    public IDisposable HoldCommits() => _commits.Close();

    /// <summary>Holds up what comes from now on, until the answer is disposed of.</summary>
    public IDisposable HoldReads() => _reads.Close();

    /// <summary>Ends when a commit is being held up.</summary>
    public Task WhenCommitHeldAsync() => _commits.WhenHeldAsync();

    /// <summary>Ends when a read is being held up.</summary>
    public Task WhenReadHeldAsync() => _reads.WhenHeldAsync();

    public async Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        await _commits.PassAsync();
        return await _store.CommitAsync(batch, cancel);
    }

    public async Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel)
    {
        await _reads.PassAsync();
        return await _store.ReadAsync(room, query, cancel);
    }

    public Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel) => _store.LoadRoomAsync(room, cancel);

    public Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel) => _store.FindRoomAsync(room, cancel);

    public Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel) => _store.LoadUserRoomsAsync(user, cancel);

    public Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel) =>
        _store.ListRoomsAsync(viewer, after, limit, cancel);

    public Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel) => _store.LoadUsersAsync(cancel);

    public Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel) => _store.FindTokenAsync(hash, cancel);

    public async Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel)
    {
        // What was found is held up, so that the world may change meanwhile.
        SearchPage? page = await _store.SearchAsync(query, cancel);
        await _reads.PassAsync();
        return page;
    }

    public Task<long> CountRoomsAsync(CancellationToken cancel) => _store.CountRoomsAsync(cancel);

    public Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel) => _store.ListLogsAsync(after, limit, cancel);

    public Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel) => _store.SeqAtAsync(room, time, within, cancel);

    public Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel) => _store.FindAccountAsync(user, cancel);

    public Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel) => _store.ListAccountsAsync(cancel);

    public Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel) => _store.ListTokensAsync(user, cancel);

    public Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel) => _store.FindInviteAsync(hash, cancel);

    public Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel) => _store.LoadServerSanctionsAsync(cancel);

    public Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel) => _store.LoadAdminsAsync(cancel);

    public Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel) => _store.LoadInvitationsAsync(user, cancel);

    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel) =>
        _store.ListReportsAsync(room, after, limit, cancel);

    public Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel) =>
        _store.ListActsAsync(room, before, limit, cancel);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private sealed class Gate
    {
        private TaskCompletionSource? _opened;
        private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IDisposable Close()
        {
            _held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new Opener(this);
        }

        public Task WhenHeldAsync() => _held.Task.WaitAsync(WireClient.Deadline);

        public async Task PassAsync()
        {
            if (_opened is { } opened)
            {
                _held.TrySetResult();
                await opened.Task;
            }
        }

        private sealed class Opener(Gate gate) : IDisposable
        {
            public void Dispose() => Interlocked.Exchange(ref gate._opened, null)?.SetResult();
        }
    }
}
