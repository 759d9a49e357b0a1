using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Chat.Storage.Tests;

/// <summary>A database of the schema before moderation, with rooms, people and messages in it.</summary>
public sealed class ModerationMigrationSpecs : IDisposable
{
    private static readonly UserId Alice = new("alice-id");
    private static readonly RoomId Zoo = new("r:zoo");

    private readonly string _directory = Directory.CreateTempSubdirectory("akkachat-").FullName;

    public ModerationMigrationSpecs()
    {
        using SqliteConnection connection = Connect();
        SearchIndex.AddFunctions(connection);
        Execute(connection, "CREATE TABLE SchemaVersions (SchemaVersionID INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, ScriptName TEXT NOT NULL, Applied DATETIME NOT NULL)");
        foreach (string name in (string[])["0001-initial", "0002-accounts", "0003-search"])
        {
            string resource = $"Chat.Storage.Sqlite.Migrations.{name}.sql";
            using var script = new StreamReader(typeof(SqliteStore).Assembly.GetManifestResourceStream(resource)!);
            Execute(connection, script.ReadToEnd());
            Execute(connection, $"INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('{resource}', '2026-11-01')");
        }

        Execute(
            connection,
            """
            INSERT INTO users (id, name, folded, skeleton, guest, seen_at, retired) VALUES ('alice-id', 'Alice', 'alice', 'a1ice', 0, 0, 0);
            INSERT INTO accounts (user_id, password, created_at, disabled) VALUES ('alice-id', '$hash$', 1000, 1);
            INSERT INTO rooms (no, id, pair, name, skeleton, topic, last_seq) VALUES (1, 'r:zoo', 0, 'Zoo', 'zoo', 'animals', 1), (2, 'r:empty', 0, 'Empty', 'empty', '', 0);
            INSERT INTO members (room, user_id, role, read) VALUES (1, 'alice-id', 'owner', 0);
            INSERT INTO messages (no, room, seq, at, author, from_name, text, key) VALUES (1, 1, 1, 1000, 'alice-id', 'Alice', 'a snake', 'z1');
            """);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task Should_make_every_room_public_and_nobody_an_admin()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);

        StoredRoom zoo = (await store.LoadRoomAsync(Zoo, default))!;
        Assert.Equal(("Zoo", "animals", 1L), (zoo.Name, zoo.Topic, zoo.LastSeq));
        Assert.Equal([new StoredMember(Alice, "Alice", "owner")], zoo.Members);
        Assert.Equal(RoomSettings.Open, zoo.Moderation.Settings);
        Assert.Empty(zoo.Moderation.Sanctions);
        Assert.Equal(
            [new CatalogRoom("Zoo", 1, "animals")],
            await store.ListRoomsAsync(new CatalogViewer(new UserId("stranger"), Admin: false, DateTimeOffset.UnixEpoch), null, 10, default));
        Assert.Equal([new AccountSummary(Alice, DateTimeOffset.FromUnixTimeMilliseconds(1000), Disabled: true)], await store.ListAccountsAsync(default));
        Assert.Empty(await store.LoadAdminsAsync(default));
    }

    [Fact]
    public async Task Should_moderate_what_was_there()
    {
        await using SqliteStore store = SqliteStore.Open(_directory);

        IReadOnlyList<WriteResult> results = await store.CommitAsync(
            [
                new Write.Moderate(
                    Zoo,
                    [new ModerationChange.PutReport(1, Alice, "Alice", "a snake", DateTimeOffset.UnixEpoch), new ModerationChange.SetRole(Alice, "moderator")],
                    new Act(DateTimeOffset.UnixEpoch, Alice, "Alice", "report")),
                new Write.Moderate(null, [new ModerationChange.SetAdmin(Alice, true)], null),
            ],
            default);

        Assert.IsType<WriteResult.Numbered>(results[0]);
        Assert.Equal("a snake", Assert.Single(await store.ListReportsAsync(Zoo, 0, 10, default)).Text);
        Assert.Equal([Alice], await store.LoadAdminsAsync(default));
    }

    [Theory]
    [InlineData(false, "rooms_listed")]
    [InlineData(true, "rooms_by_name")]
    public async Task Should_list_rooms_in_the_order_of_an_index_and_look_at_no_more_than_the_page(bool all, string index)
    {
        string sql = all ? SqliteReader.AllRooms : SqliteReader.RoomsOfViewer;
        await SqliteStore.Open(_directory).DisposeAsync();
        using SqliteConnection connection = Connect();

        List<string> plan = Explain(connection, sql);

        Assert.Contains($"SEARCH r USING INDEX {index} (name>?)", plan);
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN r", StringComparison.Ordinal) || step.StartsWith("SCAN m", StringComparison.Ordinal));
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "chat.db")};Pooling=False");
        connection.Open();
        return connection;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static List<string> Explain(SqliteConnection connection, string sql)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        for (int i = 1; i <= 4; i++)
        {
            command.Parameters.AddWithValue($"${i}", i);
        }

        using SqliteDataReader rows = command.ExecuteReader();
        var plan = new List<string>();
        while (rows.Read())
        {
            plan.Add(rows.GetString(3));
        }

        return plan;
    }
}
