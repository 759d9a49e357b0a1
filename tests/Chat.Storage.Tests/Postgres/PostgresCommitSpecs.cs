using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>How a batch is stored.</summary>
[NeedsPostgres]
public sealed class PostgresCommitSpecs(TestDatabase database) : PostgresSpecs(database)
{
    private static readonly RoomId[] Rooms = [Lobby, RoomId.OfName("cats"), RoomId.OfName("dogs")];

    [Fact]
    public async Task Should_find_keys_without_reading_the_room()
    {
        RoomId[] rooms = [.. Enumerable.Range(0, 100).Select(i => RoomId.OfName($"room-{i}"))];
        await using (PostgresStore store = Database.Open())
        {
            // The server plans while the tables are nearly empty, and keeps the plan while they grow.
            await CommitAsync(store, [.. rooms.Select(room => new Write.CreateRoom(room, room.Value, room.Value, []))]);
            for (int i = 0; i < 20; i++)
            {
                await CommitAsync(store, [.. rooms.Select(room => Say($"{i}") with { Room = room })]);
            }
        }

        const string Statistics = "FROM pg_stat_user_indexes WHERE schemaname = current_schema() AND indexrelname";
        await Database.UntilAsync($"SELECT sum(idx_scan) >= 2000 {Statistics} IN ('messages_by_key', 'messages_room_seq_key')");
        Assert.Equal(0, await Database.AskAsync<decimal>($"SELECT sum(idx_tup_read) {Statistics} = 'messages_room_seq_key'"));
    }

    [Fact]
    public async Task Should_give_numbers_of_storing_in_the_order_of_the_batch()
    {
        await using PostgresStore store = Database.Open();
        await CommitAsync(store, [.. Rooms.Select(room => new Write.CreateRoom(room, room.Value, room.Value, []))]);

        await CommitAsync(store, [.. Enumerable.Range(0, 300).Select(i => Say($"{i}") with { Room = Rooms[i % 3] })]);

        Assert.Equal(
            Enumerable.Range(0, 300).Select(i => $"{i}"),
            (await Database.AskAsync<string[]>("SELECT array_agg(key ORDER BY no) FROM messages"))!);
    }

    [Fact]
    public async Task Should_wait_for_the_disk_whatever_the_database_says()
    {
        await using PostgresStore store = Database.Open();
        await MakeLobbyAsync(store);
        await Database.RunAsync(
            """
            CREATE TABLE seen (value text);
            CREATE FUNCTION see() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO seen VALUES (current_setting(''synchronous_commit'')); RETURN NULL; END';
            CREATE TRIGGER see AFTER INSERT ON messages EXECUTE FUNCTION see();
            DO 'BEGIN EXECUTE format(''ALTER DATABASE %I SET synchronous_commit = off'', current_database()); END';
            """);
        await using PostgresStore later = Database.Open();

        await CommitAsync(later, Say("k1"));

        Assert.Equal("off", await Database.AskAsync<string>("SELECT current_setting('synchronous_commit')"));
        Assert.Equal("on", await Database.AskAsync<string>("SELECT value FROM seen"));
    }
}
