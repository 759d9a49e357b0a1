using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Chat.Storage.Tests;

public sealed class SqliteBackupSpecs : IDisposable
{
    private static readonly RoomId Room = RoomId.OfName("lobby");
    private static readonly UserId Alice = new("alice-id");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("akkachat-");
    private readonly string _directory;
    private readonly string _database;
    private readonly string _backup;
    private int _keys;

    public SqliteBackupSpecs()
    {
        _directory = _root.CreateSubdirectory("data").FullName;
        _database = Path.Combine(_directory, "chat.db");
        _backup = Path.Combine(_root.FullName, "backup.db");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Should_say_what_a_backup_holds()
    {
        await FillAsync(40);

        BackupContent content = Backup();

        Assert.Equal(new BackupContent(1, 40, 1, At.AddSeconds(40), new FileInfo(_backup).Length, "0001-initial") with { Schema = content.Schema }, content);
        Assert.Matches(@"^\d{4}-", content.Schema);
        Assert.Equal([_backup], Directory.GetFiles(_root.FullName));
        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(_backup) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Fact]
    public async Task Should_copy_one_moment_while_a_node_writes()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);
        await FillAsync(store, 2000);
        using var stop = new CancellationTokenSource();
        Task<long> writing = WriteAsync(store, stop.Token);
        long atLeast = (await store.LoadRoomAsync(Room, default))!.LastSeq;

        BackupContent content = Backup();
        await stop.CancelAsync();
        long written = await writing;

        Assert.InRange(content.Messages, atLeast, written);
        Restore(_root.CreateSubdirectory("other").FullName, _backup);
        await using SqliteStore other = SqliteStore.Open(Path.Combine(_root.FullName, "other"));
        Assert.Equal(content.Messages, (await other.LoadRoomAsync(Room, default))!.LastSeq);
        Assert.Equal(Enumerable.Range(1, (int)content.Messages).Select(s => (long)s), await SeqsAsync(other));
    }

    [Fact]
    public async Task Should_leave_out_the_room_of_removed_messages()
    {
        await using (SqliteStore store = SqliteStore.Open(_directory))
        {
            await FillAsync(store, 2000);
            await store.CommitAsync([new Write.Prune(Room, 2000, 2000)], default);
        }

        long whole = Backup().Bytes;
        long compact = Backup(compact: true).Bytes;

        Assert.InRange(compact, 1, whole / 4);
        Restore(_directory, _backup);
        await using SqliteStore restored = SqliteStore.Open(_directory);
        Assert.Equal([2000], await SeqsAsync(restored));
    }

    [Fact]
    public async Task Should_leave_nothing_of_a_backup_that_was_stopped()
    {
        await FillAsync(10);
        using var stop = new CancellationTokenSource();
        var progress = new Listener(step => stop.Cancel());

        Assert.Throws<OperationCanceledException>(() => SqliteBackup.Create(_directory, _backup, compact: false, progress, stop.Token));

        Assert.Empty(Directory.GetFiles(_root.FullName));
    }

    [Fact]
    public async Task Should_make_no_backup_of_a_damaged_database()
    {
        await FillAsync(10);
        DatabaseDamage.OverwriteRootOf(_database, "messages_by_key");

        StorageException refusal = Assert.Throws<StorageException>(() => Backup());

        Assert.StartsWith($"{_database} ", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_root.FullName));
    }

    [Fact]
    public void Should_say_that_there_is_nothing_to_back_up()
    {
        StorageException refusal = Assert.Throws<StorageException>(() => Backup());

        Assert.StartsWith($"There is no database in {_directory}", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_directory));
    }

    [Fact]
    public async Task Should_keep_what_was_there_before_a_restore()
    {
        await FillAsync(10);
        Backup();
        string former;
        await using (SqliteStore store = SqliteStore.Open(_directory))
        {
            // Its newest messages are still in the log when it is put aside, as after a crash.
            await FillAsync(store, 5);
            File.Copy(_database + "-wal", Path.Combine(_root.FullName, "wal"));
        }

        File.Move(Path.Combine(_root.FullName, "wal"), _database + "-wal", overwrite: true);
        former = Restore(_directory, _backup).Former!;

        Assert.Equal($"{_database}.before-20260921T141320Z", former);
        Assert.False(File.Exists(_database + "-wal"));
        await AssertMessagesAsync(10);

        Restore(_directory, former);
        await AssertMessagesAsync(15);
    }

    [Fact]
    public async Task Should_restore_over_a_damaged_database()
    {
        await FillAsync(10);
        Backup();
        await File.WriteAllTextAsync(_database, "no database any more, but somebody may want to look at it");

        string former = Restore(_directory, _backup).Former!;

        await AssertMessagesAsync(10);
        Assert.StartsWith("no database", await File.ReadAllTextAsync(former), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", "is no backup that can be used: file is not a database. Nothing was changed.")]
    [InlineData("foreign", "is a database, but none of this server's.")]
    [InlineData("newer", "was written by a newer version of the server")]
    [InlineData("missing", "There is no backup")]
    public async Task Should_change_nothing_when_a_backup_is_none(string harm, string problem)
    {
        await FillAsync(10);
        Backup();
        Harm(harm);
        byte[] before = await File.ReadAllBytesAsync(_database);

        StorageException refusal = Assert.Throws<StorageException>(() => Restore(_directory, _backup));

        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_database));
        Assert.DoesNotContain(Directory.GetFiles(_directory), file => file.Contains(".new", StringComparison.Ordinal) || file.Contains(".before", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_not_restore_under_a_running_node()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);
        await FillAsync(store, 10);
        Backup();

        StorageException refusal = Assert.Throws<StorageException>(() => Restore(_directory, _backup));

        Assert.Contains("in use by a running node", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(10, (await store.LoadRoomAsync(Room, default))!.LastSeq);
    }

    [Fact]
    public async Task Should_refuse_to_start_on_half_a_restore_until_it_is_done_again()
    {
        await FillAsync(10);
        Backup();
        File.Move(_database, _database + ".before");
        File.Copy(_backup, _database + ".restored");

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));
        Restore(_directory, _database + ".restored");

        Assert.Contains($"restore {_database}.restored --data {_directory}", refusal.Message, StringComparison.Ordinal);
        await AssertMessagesAsync(10);
    }

    [Fact]
    public async Task Should_know_the_log_beside_a_copied_backup_as_another_databases()
    {
        await using (SqliteStore store = SqliteStore.Open(_directory))
        {
            await FillAsync(store, 100);
            Backup();
            await FillAsync(store, 100);
            File.Copy(_database + "-wal", Path.Combine(_root.FullName, "wal"));
        }

        File.Copy(_backup, _database, overwrite: true);
        File.Move(Path.Combine(_root.FullName, "wal"), _database + "-wal", overwrite: true);

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));
        Assert.Contains("belongs to another database", refusal.Message, StringComparison.Ordinal);
    }

    private static (BackupContent Content, string? Former) Restore(string directory, string file) =>
        SqliteBackup.Restore(directory, file, At, new Listener(_ => { }), CancellationToken.None);

    private static async Task<List<long>> SeqsAsync(SqliteStore store)
    {
        var seqs = new List<long>();
        HistoryPage page;
        do
        {
            page = await store.ReadAsync(Room, new HistoryQuery(null, seqs.LastOrDefault(), null, 200), default);
            seqs.AddRange(page.Messages.Select(m => m.Seq));
        }
        while (!page.End);
        return seqs;
    }

    private BackupContent Backup(bool compact = false) => SqliteBackup.Create(_directory, _backup, compact, new Listener(_ => { }), CancellationToken.None);

    private async Task AssertMessagesAsync(int count)
    {
        await using SqliteStore store = SqliteStore.Open(_directory);
        Assert.Equal(Enumerable.Range(1, count).Select(s => (long)s), await SeqsAsync(store));
    }

    private async Task FillAsync(int count)
    {
        await using SqliteStore store = SqliteStore.Open(_directory);
        await FillAsync(store, count);
    }

    private async Task FillAsync(SqliteStore store, int count) => await store.CommitAsync(
        [
            new Write.PutUser(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: true, At)),
            new Write.CreateRoom(Room, "Lobby", "1obby", []),
            .. Enumerable.Range(0, count).Select(_ => Say()),
        ],
        CancellationToken.None);

    private async Task<long> WriteAsync(SqliteStore store, CancellationToken stop)
    {
        long last = 0;
        while (!stop.IsCancellationRequested)
        {
            last = ((WriteResult.Appended)(await store.CommitAsync([Say()], CancellationToken.None))[0]).Seq;
        }

        return last;
    }

    private Write.AppendMessage Say() => new(Room, Alice, "Alice", new string('x', 500), $"k{++_keys}", null, At.AddSeconds(_keys));

    private void Harm(string harm)
    {
        switch (harm)
        {
            case "text":
                File.WriteAllText(_backup, "this is no database, however long it may be, and so it must not be taken for one");
                break;
            case "missing":
                File.Delete(_backup);
                break;
            case "foreign":
                File.Delete(_backup);
                Run("CREATE TABLE cats (name TEXT)");
                break;
            default:
                Run("INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Chat.Storage.Sqlite.Migrations.9999-later.sql', '2030-01-01')");
                break;
        }
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_backup};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private sealed class Listener(Action<string> heard) : IProgress<StorageProgress>
    {
        public void Report(StorageProgress value) => heard(value.Step);
    }
}
