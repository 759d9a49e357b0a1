using Chat.Actors;
using Chat.Actors.Search;
using Chat.Actors.Storage;
using Chat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Chat.Storage.Tests;

/// <summary>A database of the first schema with messages in it.</summary>
public sealed class SearchMigrationSpecs : IDisposable
{
    private static readonly UserId Alice = new("alice-id");

    private readonly string _directory = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public SearchMigrationSpecs()
    {
        const string Initial = "Chat.Storage.Sqlite.Migrations.0001-initial.sql";
        using var script = new StreamReader(typeof(SqliteStore).Assembly.GetManifestResourceStream(Initial)!);
        Execute(script.ReadToEnd());
        Execute(
            $"""
            CREATE TABLE SchemaVersions (SchemaVersionID INTEGER CONSTRAINT 'PK_SchemaVersions_SchemaVersionID' PRIMARY KEY AUTOINCREMENT NOT NULL, ScriptName TEXT NOT NULL, Applied DATETIME NOT NULL);
            INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('{Initial}', '2026-11-01');
            INSERT INTO rooms (no, id, pair, name, skeleton, last_seq) VALUES (1, 'r:zoo', 0, 'Zoo', 'zoo', 3), (2, 'r:art', 0, 'Art', 'art', 2);
            INSERT INTO members (room, user_id, role, read) VALUES (1, 'alice-id', 'owner', 0), (2, 'alice-id', 'owner', 0);
            INSERT INTO messages (room, seq, at, author, from_name, text, key, kind) VALUES
                (1, 1, 1000, 'alice-id', 'Alice', 'a snake', 'z1', NULL),
                (1, 2, 5000, 'alice-id', 'Alice', 'a SNÄKE', 'z2', 'action'),
                (1, 3, 4000, 'alice-id', 'Al', 'snake, the clock was set back', 'z3', NULL),
                (2, 1, 2000, 'alice-id', 'Alice', 'snake art', 'a1', NULL),
                (2, 2, 6000, 'alice-id', 'Alice', '日本の蛇 snake', 'a2', NULL);
            """);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Should_keep_every_message_and_find_it_in_the_order_of_time()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);

        SearchPage page = await SearchAsync(store, "snake");
        HistoryPage zoo = await store.ReadAsync(new RoomId("r:zoo"), new HistoryQuery(null, null, null, 10), CancellationToken.None);

        Assert.Equal([("Art", 2L), ("Zoo", 3), ("Zoo", 2), ("Art", 1), ("Zoo", 1)], page.Hits.Select(h => (h.Room, h.Message.Seq)));
        Assert.Equal(
            [
                new StoredMessage(1, DateTimeOffset.FromUnixTimeMilliseconds(1000), Alice, "Alice", "a snake", "z1", null),
                new StoredMessage(2, DateTimeOffset.FromUnixTimeMilliseconds(5000), Alice, "Alice", "a SNÄKE", "z2", "action"),
                new StoredMessage(3, DateTimeOffset.FromUnixTimeMilliseconds(4000), Alice, "Al", "snake, the clock was set back", "z3", null),
            ],
            zoo.Messages);
    }

    [Fact]
    public async Task Should_go_on_numbering_and_know_the_keys()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);

        IReadOnlyList<WriteResult> results = await store.CommitAsync(
            [Say("z2", "again"), Say("z4", "a new snake")], CancellationToken.None);

        Assert.Equal([(2L, true), (4, false)], results.Cast<WriteResult.Appended>().Select(r => (r.Seq, r.Duplicate)));
        Assert.Equal("a new snake", (await SearchAsync(store, "snake")).Hits[0].Message.Text);
        Assert.Single((await SearchAsync(store, "日本")).Hits);
        Assert.Single((await store.SearchAsync(Query("snake") with { From = "al" }, CancellationToken.None))!.Hits);
    }

    [Fact]
    public async Task Should_forget_a_deleted_message_in_the_index()
    {
        await using (SqliteStore.Open(_directory))
        {
            Execute("DELETE FROM messages WHERE room = 1 AND seq < 3");
        }

        Assert.Equal(0L, Execute("SELECT count(*) FROM search WHERE search MATCH 'text : (a AND snake)'"));
        await using SqliteStore store = SqliteStore.Open(_directory);
        Assert.Equal([2, 3, 1], (await SearchAsync(store, "snake")).Hits.Select(h => h.Message.Seq));
    }

    private static SearchQuery Query(string text) => new(Alice, SearchTerms.Parse(text), 50);

    private static async Task<SearchPage> SearchAsync(SqliteStore store, string text) => (await store.SearchAsync(Query(text), CancellationToken.None))!;

    private static Write.AppendMessage Say(string key, string text) => new(new RoomId("r:zoo"), Alice, "Alice", text, key, null, DateTimeOffset.UnixEpoch);

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "chat.db")};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
