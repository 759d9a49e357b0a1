using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Chat.Storage.Tests;

public sealed class SqliteStoreSpecs : IDisposable
{
    private static readonly RoomId Room = RoomId.OfName("lobby");
    private static readonly UserId Alice = new("alice-id");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeMilliseconds(1_790_000_000_123);

    private readonly string _directory = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Should_keep_everything_over_a_restart()
    {
        await using (SqliteStore store = SqliteStore.Open(_directory))
        {
            await store.CommitAsync(
                [
                    new Write.PutUser(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: true, At)),
                    new Write.PutToken(new StoredToken("hash", Alice, null)),
                    new Write.CreateRoom(Room, "Lobby", "1obby", [new StoredMember(Alice, "Alice", "owner")]),
                    new Write.SetTopic(Room, "talk"),
                    Say("one", "k1"),
                ],
                CancellationToken.None);
        }

        await using SqliteStore again = SqliteStore.Open(_directory);
        StoredRoom? room = await again.LoadRoomAsync(Room, CancellationToken.None);
        HistoryPage page = await again.ReadAsync(Room, new HistoryQuery(null, null, null, 10), CancellationToken.None);

        Assert.Equal(("Lobby", "talk", 1L), (room!.Name, room.Topic, room.LastSeq));
        Assert.Equal([new StoredMember(Alice, "Alice", "owner")], room.Members);
        Assert.Equal([new StoredMessage(1, At, Alice, "Alice", "one", "k1", null)], page.Messages);
        Assert.Equal(Alice, (await again.FindTokenAsync("hash", CancellationToken.None))!.User);
        Assert.Equal(At, Assert.Single(await again.LoadUsersAsync(CancellationToken.None)).SeenAt);
        Assert.Equal([new WriteResult.Appended(1, At, Duplicate: true)], await again.CommitAsync([Say("one", "k1")], CancellationToken.None));
    }

    [Fact]
    public async Task Should_make_its_files_for_its_user_alone_though_others_can_enter_the_directory()
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_directory, (UnixFileMode)0b111_101_101);
            await using SqliteStore store = SqliteStore.Open(_directory);
            await store.CommitAsync([new Write.PutUser(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: true, At))], CancellationToken.None);

            string[] files = Directory.GetFiles(_directory, "chat.db*");
            Assert.NotEmpty(files);
            foreach (string file in files)
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task Should_store_nothing_of_a_batch_that_fails_and_go_on_with_the_next()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);
        await store.CommitAsync([new Write.CreateRoom(Room, "Lobby", "1obby", [])], CancellationToken.None);

        await Assert.ThrowsAsync<StorageException>(() => store.CommitAsync([Say("one", "k1"), Say(null!, "k2")], CancellationToken.None));
        IReadOnlyList<WriteResult> next = await store.CommitAsync([Say("two", "k3")], CancellationToken.None);

        Assert.Equal([new WriteResult.Appended(1, At, Duplicate: false)], next);
    }

    [Fact]
    public async Task Should_refuse_a_directory_that_another_node_uses()
    {
        await using SqliteStore owner = SqliteStore.Open(_directory);

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));

        Assert.Contains(_directory, refusal.Message, StringComparison.Ordinal);
        Assert.Null(await owner.LoadRoomAsync(Room, CancellationToken.None));
    }

    [Fact]
    public async Task Should_refuse_a_database_of_a_newer_program()
    {
        await SqliteStore.Open(_directory).DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "chat.db")};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('Chat.Storage.Sqlite.Migrations.9999-later.sql', '2030-01-01')";
            command.ExecuteNonQuery();
        }

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));

        Assert.Contains("newer version", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_file_that_is_no_database()
    {
        File.WriteAllText(Path.Combine(_directory, "chat.db"), "this is no database, however long it may be, and so it must not be taken for one");

        StorageException refusal = Assert.Throws<StorageException>(() => SqliteStore.Open(_directory));

        Assert.Contains("chat.db", refusal.Message, StringComparison.Ordinal);
    }

    private static Write.AppendMessage Say(string text, string key) => new(Room, Alice, "Alice", text, key, null, At);
}
