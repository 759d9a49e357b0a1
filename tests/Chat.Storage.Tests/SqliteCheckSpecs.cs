using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Sqlite;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chat.Storage.Tests;

/// <summary>What a store makes of files that are not as it left them.</summary>
public sealed class SqliteCheckSpecs : IDisposable
{
    private static readonly RoomId Room = RoomId.OfName("lobby");
    private static readonly UserId Alice = new("alice-id");

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("akkachat-");
    private readonly string _directory;
    private readonly string _database;
    private int _keys;

    public SqliteCheckSpecs()
    {
        _directory = _root.CreateSubdirectory("data").FullName;
        _database = Path.Combine(_directory, "chat.db");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Should_refuse_the_log_of_another_database()
    {
        await FillAsync(_directory);
        string wal = await CrashedAsync(_root.CreateSubdirectory("other").FullName);
        File.Copy(wal, _database + "-wal", overwrite: true);
        byte[] before = await File.ReadAllBytesAsync(_database);

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));

        Assert.StartsWith($"{_database}-wal belongs to another database than {_database}. ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_database));
        Assert.Equal(await File.ReadAllBytesAsync(wal), await File.ReadAllBytesAsync(_database + "-wal"));
    }

    [Fact]
    public async Task Should_take_its_own_log_after_a_crash()
    {
        string wal = await CrashedAsync(_directory);
        File.Copy(wal, _database + "-wal", overwrite: true);
        File.Copy(wal[..^"-wal".Length], _database, overwrite: true);

        await using SqliteStore store = SqliteStore.Open(_directory);

        Assert.Equal(50, (await store.LoadRoomAsync(Room, default))!.LastSeq);
    }

    [Fact]
    public async Task Should_refuse_a_log_whose_database_is_gone()
    {
        string wal = await CrashedAsync(_root.CreateSubdirectory("other").FullName);
        File.Copy(wal, _database + "-wal");

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));

        Assert.StartsWith($"{_database} is missing, and {_database}-wal, which is a part of it, is there. ", refusal.Message, StringComparison.Ordinal);
        Assert.True(new FileInfo(_database + "-wal").Length > 0);
    }

    [Fact]
    public async Task Should_make_a_database_anew_that_was_never_finished()
    {
        await File.WriteAllTextAsync(_database + ".new", "half a database");

        await FillAsync(_directory);

        Assert.False(File.Exists(_database + ".new"));
    }

    [Fact]
    public async Task Should_write_nothing_any_more_once_it_has_met_damage()
    {
        var log = new LineLog();
        await using SqliteStore store = SqliteStore.Open(_directory, log);
        await FillAsync(store);
        DatabaseDamage.OverwriteRootOf(_database, "messages");
        Assert.Null(store.Damage);

        StorageException read = await Assert.ThrowsAsync<StorageException>(() => store.ReadAsync(Room, new HistoryQuery(null, null, null, 200), default));
        StorageException write = await Assert.ThrowsAsync<StorageException>(() => store.CommitAsync([Say()], default));

        Assert.Equal((read.Message, read.Message), (write.Message, store.Damage));
        Assert.StartsWith($"{_database} is damaged: ", read.Message, StringComparison.Ordinal);
        Assert.Contains($"restore FILE --data {_directory}", read.Message, StringComparison.Ordinal);
        Assert.Equal(read.Message, Assert.Single(log.Lines));
        Assert.NotEmpty(await store.LoadUsersAsync(default));
    }

    /// <summary>A log with commits in it, as a crash leaves it, and its database beside it, in a directory of their own.</summary>
    private async Task<string> CrashedAsync(string directory)
    {
        await using SqliteStore store = SqliteStore.Open(directory);
        await FillAsync(store);
        string copy = Path.Combine(_root.CreateSubdirectory($"crashed-{Path.GetFileName(directory)}").FullName, "chat.db");
        File.Copy(Path.Combine(directory, "chat.db"), copy);
        File.Copy(Path.Combine(directory, "chat.db-wal"), copy + "-wal");
        return copy + "-wal";
    }

    private async Task FillAsync(string directory)
    {
        await using SqliteStore store = SqliteStore.Open(directory);
        await FillAsync(store);
    }

    private async Task FillAsync(SqliteStore store) => await store.CommitAsync(
        [
            new Write.PutUser(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: true, DateTimeOffset.UnixEpoch)),
            new Write.CreateRoom(Room, "Lobby", "1obby", []),
            .. Enumerable.Range(0, 50).Select(_ => Say()),
        ],
        CancellationToken.None);

    private Write.AppendMessage Say() => new(Room, Alice, "Alice", new string('x', 1000), $"k{++_keys}", null, DateTimeOffset.UnixEpoch);

    private sealed class LineLog : ILogger<SqliteStore>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
