using Chat.Actors;
using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Chat.Storage.Sqlite;

/// <summary>
/// The embedded storage: one SQLite file in the data directory, of which one node at a time is the owner. One connection writes,
/// each read has its own and never waits for the writer.
/// </summary>
public sealed partial class SqliteStore : IChatStore
{
    private readonly SqliteDatabase _database;
    private readonly SqliteReadings _readings;
    private readonly FileStream _lock;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly ILogger<SqliteStore> _log;
    private SqliteWriter? _writer;

    private SqliteStore(SqliteDatabase database, FileStream lockFile, SqliteWriter writer, ILogger<SqliteStore> log)
    {
        _log = log;
        _database = database;
        _readings = new SqliteReadings(database);
        _lock = lockFile;
        _writer = writer;
    }

    /// <inheritdoc/>
    public string Description => $"SQLite, {_database.Path}";

    /// <summary>True where a directory holds a database.</summary>
    /// <param name="directory">A data directory, there or not.</param>
    public static bool IsIn(string directory) => File.Exists(new DataFiles(directory).Database);

    /// <summary>Opens the database of a data directory, making it or bringing it up to date where needed.</summary>
    /// <param name="directory">The data directory, which exists and can be written.</param>
    /// <param name="log">Told of what takes long, and when the database turns out to be damaged.</param>
    /// <exception cref="StorageException">It can't be opened; the message is one line for the operator.</exception>
    public static SqliteStore Open(string directory, ILogger<SqliteStore>? log = null)
    {
        var files = new DataFiles(directory);
        FileStream lockFile = DirectoryLock.Take(files);
        try
        {
            log ??= NullLogger<SqliteStore>.Instance;
            SqliteDatabase database = SqliteDatabase.Prepare(files, log);
            return new SqliteStore(database, lockFile, new SqliteWriter(database.OpenToWrite()), log);
        }
        catch (Exception e)
        {
            lockFile.Dispose();
            throw SqliteFaults.OnOpen(files.Database, e);
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> batch, CancellationToken cancel) => Task.Run(
        async () =>
        {
            await _writing.WaitAsync(cancel).ConfigureAwait(false);
            try
            {
                RefuseDamaged();
                return (_writer ??= new SqliteWriter(_database.OpenToWrite())).Commit(batch);
            }
            catch (SqliteException e)
            {
                // The connection may be in any state now: the next commit begins with a fresh one.
                _writer?.Dispose();
                _writer = null;
                throw Explain(e, "written");
            }
            finally
            {
                _writing.Release();
            }
        },
        cancel);

    /// <inheritdoc/>
    public Task<StoredRoom?> LoadRoomAsync(RoomId room, CancellationToken cancel) => ReadAsync(c => SqliteReader.LoadRoom(c, room), cancel);

    /// <inheritdoc/>
    public Task<RoomHead?> FindRoomAsync(RoomId room, CancellationToken cancel) => ReadAsync(c => SqliteReader.FindRoom(c, room), cancel);

    /// <inheritdoc/>
    public Task<HistoryPage> ReadAsync(RoomId room, HistoryQuery query, CancellationToken cancel) => ReadAsync(c => SqliteReader.Read(c, room, query), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<UserRoom>> LoadUserRoomsAsync(UserId user, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.LoadUserRooms(c, user), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<CatalogRoom>> ListRoomsAsync(CatalogViewer viewer, string? after, int limit, CancellationToken cancel) =>
        ReadAsync(c => SqliteReader.ListRooms(c, viewer, after, limit), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredUser>> LoadUsersAsync(CancellationToken cancel) => ReadAsync(SqliteReader.LoadUsers, cancel);

    /// <inheritdoc/>
    public Task<StoredToken?> FindTokenAsync(string hash, CancellationToken cancel) => ReadAsync(c => SqliteReader.FindToken(c, hash), cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        _readings.Dispose();

        // The last to close, since it may fold the write-ahead log back into the file.
        _writer?.Dispose();
        _writing.Dispose();
        await _lock.DisposeAsync().ConfigureAwait(false);
    }

    // SQLite works on the caller's thread: here it gets one of the pool.
    private Task<T> ReadAsync<T>(Func<SqliteReading, T> read, CancellationToken cancel) => Task.Run(
        () =>
        {
            try
            {
                return _readings.Read(read);
            }
            catch (SqliteException e)
            {
                throw Explain(e, "read");
            }
        },
        cancel);
}
