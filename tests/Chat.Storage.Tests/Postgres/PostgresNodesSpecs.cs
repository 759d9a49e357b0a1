using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>Several nodes on one database.</summary>
[NeedsPostgres]
public sealed class PostgresNodesSpecs(TestDatabase database) : PostgresSpecs(database)
{
    private static readonly RoomId[] Rooms = [Lobby, RoomId.OfName("cats"), RoomId.OfName("dogs")];

    [Fact]
    public async Task Should_make_the_schema_once_when_nodes_start_together()
    {
        PostgresStore[] nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Database.Open())));

        Assert.Equal(
            typeof(PostgresStore).Assembly.GetManifestResourceNames().Count(name => name.Contains(".Postgres.Migrations.", StringComparison.Ordinal)),
            await Database.AskAsync<long>("SELECT count(*) FROM schemaversions"));
        foreach (PostgresStore node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [Fact]
    public async Task Should_number_without_a_hole_and_store_a_key_once_whoever_writes()
    {
        await using PostgresStore one = Database.Open();
        await using PostgresStore other = Database.Open();
        const int Batches = 30;

        IReadOnlyList<WriteResult>[][] told = await Task.WhenAll(WriteAsync(one, Rooms), WriteAsync(other, [.. Rooms.Reverse()]));

        foreach (RoomId room in Rooms)
        {
            HistoryPage page = await one.ReadAsync(room, new HistoryQuery(null, 0, null, 200), CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, Batches).Select(n => (long)n), page.Messages.Select(m => m.Seq));
            Assert.Equal(Batches, page.Messages.DistinctBy(m => m.Key).Count());
        }

        IEnumerable<WriteResult.Appended> appended = told.SelectMany(node => node).SelectMany(batch => batch).OfType<WriteResult.Appended>();
        Assert.Equal(Batches * Rooms.Length, appended.Count(a => !a.Duplicate));
        Assert.Equal(Batches * Rooms.Length, appended.Count(a => a.Duplicate));

        static async Task<IReadOnlyList<WriteResult>[]> WriteAsync(PostgresStore node, RoomId[] rooms)
        {
            var results = new List<IReadOnlyList<WriteResult>>();
            for (int i = 0; i < Batches; i++)
            {
                results.Add(await CommitAsync(node,
                [
                    .. rooms.Select(room => new Write.CreateRoom(room, room.Value, room.Value, [])),
                    .. rooms.Select(room => Say($"k{i}") with { Room = room }),
                ]));
            }

            return [.. results];
        }
    }
}
