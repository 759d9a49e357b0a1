using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Authorization;

/// <summary>Tries every cell of the tables in docs/security.md over the wire.</summary>
public sealed class MatrixSpecs(MatrixCast cast) : IClassFixture<MatrixCast>
{
    private const int Least = 150;

    public static TheoryData<string, string> Columns { get; } = CollectColumns();

    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Should_answer_as_the_table_says(string place, string relation)
    {
        var wrong = new List<string>();
        foreach (MatrixCell cell in MatrixPage.Cells.Where(c => c.Place == place && c.Relation == relation))
        {
            string outcome = await TryAsync(cell);
            if (outcome != cell.Outcome)
            {
                wrong.Add($"{cell.Operation}: {outcome} in place of {cell.Outcome}");
            }
        }

        Assert.True(wrong.Count == 0, $"{place}, {relation}: {string.Join("; ", wrong)}");
    }

    [Fact]
    public void Should_try_every_operation_of_each_table_and_no_other()
    {
        foreach (IGrouping<string, MatrixCell> table in MatrixPage.Cells.GroupBy(c => c.Place))
        {
            IEnumerable<string> known = table.Key == "*" ? MatrixOperations.OnServer.Keys : MatrixOperations.InRoom.Keys;
            Assert.Equal(known.Order(StringComparer.Ordinal), table.Select(c => c.Operation).Distinct().Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Should_have_a_whole_table_for_each_kind_of_room()
    {
        string[] relations = ["owner", "moderator", "member", "muted", "ex-member", "banned", "invited", "stranger", "guest", "disabled", "admin"];
        string[] places = ["public", "invite", "private"];

        Assert.Equal(places, MatrixPage.Cells.Select(c => c.Place).Distinct().Where(p => p != "*"));
        Assert.All(places, place => Assert.Equal(relations, MatrixPage.Cells.Where(c => c.Place == place).Select(c => c.Relation).Distinct()));
        Assert.Equal(MatrixPage.Cells.Count, MatrixPage.Cells.DistinctBy(c => (c.Place, c.Operation, c.Relation)).Count());
        Assert.True(MatrixPage.Cells.Count >= Least);
    }

    [Theory]
    [InlineData("stranger")]
    [InlineData("guest")]
    [InlineData("ex-member")]
    [InlineData("banned")]
    public async Task Should_answer_about_a_private_room_as_about_none(string relation)
    {
        Scene hidden = await cast.StageAsync("private", relation);
        (string Type, (string, object?)[] Fields)[] requests =
        [
            ("history", []), ("users", []), ("topic", []), ("topic", [("topic", "t")]), ("send", [("text", "t"), ("key", "k")]), ("typing", []), ("read", [("seq", 1)]), ("leave", []),
            ("search", [("text", "needle")]), ("kick", [("user", "mel")]), ("ban", [("user", "mel")]), ("ban", [("pattern", "z*")]), ("ban", [("address", "192.0.2.1")]),
            ("unban", [("user", "mel")]), ("bans", []), ("mute", [("user", "mel")]), ("unmute", [("user", "mel")]), ("mutes", []), ("role", [("user", "mel"), ("role", "member")]),
            ("invite", [("user", "ivo")]), ("room", []), ("room", [("readOnly", true)]), ("report", [("seq", 1), ("reason", "r")]), ("reports", []), ("resolve", [("report", 1)]), ("audit", []),
        ];
        foreach ((string type, (string, object?)[] fields) in requests)
        {
            string there = Words(await hidden.Asker.AskAsync(type, [("room", hidden.Room), .. fields]), hidden.Room);
            string nowhere = Words(await hidden.Asker.AskAsync(type, [("room", "nowhere"), .. fields]), "nowhere");

            Assert.True(there == nowhere, $"{type}: {there} and {nowhere}");
        }
    }

    private static string Words(WireFrame reply, string room) =>
        string.Join(' ', reply.Json.EnumerateObject().Where(p => p.Name != "re").Select(p => $"{p.Name}={p.Value}")).Replace(room, "ROOM", StringComparison.Ordinal);

    private static TheoryData<string, string> CollectColumns()
    {
        var data = new TheoryData<string, string>();
        foreach ((string place, string relation) in MatrixPage.Cells.Select(c => (c.Place, c.Relation)).Distinct())
        {
            data.Add(place, relation);
        }

        return data;
    }

    private async Task<string> TryAsync(MatrixCell cell)
    {
        if (cell.Place == "*")
        {
            return await MatrixOperations.OnServer[cell.Operation](cast.AskerFor(cell.Relation == "registered" ? "stranger" : cell.Relation), cast);
        }

        return await MatrixOperations.InRoom[cell.Operation](await cast.StageAsync(cell.Place, cell.Relation));
    }
}
