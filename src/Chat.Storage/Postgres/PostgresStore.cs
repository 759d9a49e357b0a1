using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>
/// The storage in a PostgreSQL server. One connection writes, reads have a pool. While the server is away every call fails fast, and the
/// next call after it is back succeeds. Several nodes may use one database.
/// </summary>
public sealed partial class PostgresStore : IChatStore
{
    private readonly PostgresDatabase _database;
    private readonly PostgresReader _reader;
    private readonly PostgresWriter _writer;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();

    private PostgresStore(PostgresDatabase database, ILogger log)
    {
        _database = database;
        _reader = new PostgresReader(database.Readers);
        _writer = new PostgresWriter(database, log);
    }

    /// <inheritdoc/>
    public string Description => _database.Description;

    /// <summary>Opens a database and brings its schema up to date where needed.</summary>
    /// <param name="options">Which.</param>
    /// <param name="log">For what the operator should know about the server.</param>
    /// <exception cref="StorageException">It can't be used; the message is one line for the operator.</exception>
    public static PostgresStore Open(PostgresOptions options, ILogger<PostgresStore> log)
    {
        ArgumentNullException.ThrowIfNull(options);
        var database = new PostgresDatabase(options, log);
        try
        {
            database.Prepare();
            return new PostgresStore(database, log);
        }
        catch
        {
            database.Readers.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await _writing.WaitAsync(cancel).ConfigureAwait(false);
        try
        {
            return await _writer.CommitAsync(batch, _stopping.Token).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <inheritdoc/>
    public Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel) => ReadAsync(() => _reader.LoadRoomAsync(room, cancel));

    /// <inheritdoc/>
    public Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel) => ReadAsync(() => _reader.FindRoomAsync(room, cancel));

    /// <inheritdoc/>
    public Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel) => ReadAsync(() => _reader.ReadAsync(room, query, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel) => ReadAsync(() => _reader.LoadUserRoomsAsync(user, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel) =>
        ReadAsync(() => _reader.ListRoomsAsync(viewer, after, limit, cancel));

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel) => ReadAsync(() => _reader.LoadUsersAsync(cancel));

    /// <inheritdoc/>
    public Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel) => ReadAsync(() => _reader.FindTokenAsync(hash, cancel));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _writing.WaitAsync().ConfigureAwait(false);
        await _writer.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _writing.Dispose();
        _stopping.Dispose();
    }

    // A pooled connection may have died since it was used last; that shows only now, and empties the pool.
    private async Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        try
        {
            try
            {
                return await read().ConfigureAwait(false);
            }
            catch (NpgsqlException e) when (IsLost(e))
            {
                return await read().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new StorageException($"{Description} could not be read: {e.Message}", e);
        }
    }

    private static bool IsLost(NpgsqlException e) => e is PostgresException { InvariantSeverity: "FATAL" or "PANIC" } or { InnerException: IOException };
}
