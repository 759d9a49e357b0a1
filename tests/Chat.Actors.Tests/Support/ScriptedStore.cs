using System.Threading.Channels;
using Chat.Actors.Storage;

namespace Chat.Actors.Tests.Support;

/// <summary>A store in memory that fails, or waits with its commits, as the spec says.</summary>
internal sealed class ScriptedStore : IChatStore
{
    private readonly Channel<HeldCommit> _held = Channel.CreateUnbounded<HeldCommit>();

    public MemoryStore Inner { get; } = new();

    /// <summary>Commits wait for the spec, which takes them with <see cref="NextCommitAsync"/>.</summary>
    public bool HoldsCommits { get; set; }

    public bool FailsReads { get; set; }

    /// <summary>Reads fail in the call itself, not in the task.</summary>
    public bool FailsAtOnce { get; set; }

    /// <summary>Logs are read only when this is done.</summary>
    public Task PagesWaitFor { get; set; } = Task.CompletedTask;

    /// <summary>What a search does in place of searching.</summary>
    public Func<SearchQuery, CancellationToken, Task<SearchPage?>>? Search { get; set; }

    /// <summary>What counting the rooms does in place of counting.</summary>
    public Func<Task<long>>? CountRooms { get; set; }

    public string Description => "scripted";

    public async Task<HeldCommit> NextCommitAsync() => await _held.Reader.ReadAsync().AsTask().WaitAsync(ChatTestKit.Patience);

    public Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        if (!HoldsCommits)
        {
            return Inner.CommitAsync(batch, cancel);
        }

        var held = new HeldCommit(batch, Inner);
        _held.Writer.TryWrite(held);
        return held.Done.Task;
    }

    /// <summary>Puts writes into the store before the spec begins.</summary>
    public void Put(params Write[] writes) => Inner.CommitAsync(writes, CancellationToken.None);

    public Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel) => ReadAsync(() => Inner.LoadRoomAsync(room, cancel));

    public Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel) => ReadAsync(() => Inner.FindRoomAsync(room, cancel));

    public Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel) =>
        PagesWaitFor.IsCompleted
            ? ReadAsync(() => Inner.ReadAsync(room, query, cancel))
            : PagesWaitFor.ContinueWith(_ => Inner.ReadAsync(room, query, cancel), cancel, TaskContinuationOptions.None, TaskScheduler.Default).Unwrap();

    public Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel) => ReadAsync(() => Inner.LoadUserRoomsAsync(user, cancel));

    public Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel) =>
        ReadAsync(() => Inner.ListRoomsAsync(viewer, after, limit, cancel));

    public Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel) => ReadAsync(() => Inner.LoadUsersAsync(cancel));

    public Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel) => ReadAsync(() => Inner.FindTokenAsync(hash, cancel));

    public Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel) =>
        ReadAsync(() => Search?.Invoke(query, cancel) ?? Inner.SearchAsync(query, cancel));

    public Task<long> CountRoomsAsync(CancellationToken cancel) => ReadAsync(() => CountRooms?.Invoke() ?? Inner.CountRoomsAsync(cancel));

    public Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel) => ReadAsync(() => Inner.ListLogsAsync(after, limit, cancel));

    public Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel) => ReadAsync(() => Inner.SeqAtAsync(room, time, within, cancel));

    public Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel) => ReadAsync(() => Inner.FindAccountAsync(user, cancel));

    public Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel) => ReadAsync(() => Inner.ListAccountsAsync(cancel));

    public Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel) => ReadAsync(() => Inner.ListTokensAsync(user, cancel));

    public Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel) => ReadAsync(() => Inner.FindInviteAsync(hash, cancel));

    public Task<IReadOnlyList<Sanction>> LoadServerSanctionsAsync(CancellationToken cancel) => ReadAsync(() => Inner.LoadServerSanctionsAsync(cancel));

    public Task<IReadOnlyList<UserId>> LoadAdminsAsync(CancellationToken cancel) => ReadAsync(() => Inner.LoadAdminsAsync(cancel));

    public Task<IReadOnlyList<UserInvitation>> LoadInvitationsAsync(UserId user, CancellationToken cancel) => ReadAsync(() => Inner.LoadInvitationsAsync(user, cancel));

    public Task<IReadOnlyList<StoredReport>> ListReportsAsync(RoomId? room, long after, int limit, CancellationToken cancel) =>
        ReadAsync(() => Inner.ListReportsAsync(room, after, limit, cancel));

    public Task<IReadOnlyList<StoredAct>> ListActsAsync(RoomId? room, long? before, int limit, CancellationToken cancel) =>
        ReadAsync(() => Inner.ListActsAsync(room, before, limit, cancel));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Task<T> ReadAsync<T>(Func<Task<T>> read) =>
        FailsAtOnce ? throw new StorageException("out of order")
        : FailsReads ? Task.FromException<T>(new StorageException("out of order"))
        : read();

    internal sealed record HeldCommit(IReadOnlyList<Write> Batch, MemoryStore Store)
    {
        public TaskCompletionSource<IReadOnlyList<WriteResult>> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task SucceedAsync() => Done.SetResult(await Store.CommitAsync(Batch, CancellationToken.None));

        public void Fail() => Done.SetException(new StorageException("disk full"));
    }
}
