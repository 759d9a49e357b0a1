using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>What PostgreSQL's own ways of migrating, committing and planning could get wrong of moderation.</summary>
[NeedsPostgres]
public sealed class PostgresModerationSpecs(TestDatabase database) : PostgresSpecs(database)
{
    /// <summary>Takes back what migration 0004 does.</summary>
    private const string Former =
        """
        DROP TABLE sanctions, invitations, reports, acts;
        DROP INDEX rooms_listed, accounts_of_admins;
        ALTER TABLE rooms DROP access, DROP read_only, DROP slow_seconds, DROP topic_locked;
        ALTER TABLE accounts DROP admin;
        DELETE FROM schemaversions WHERE scriptname LIKE '%.0004-moderation.sql'
        """;

    private static readonly CatalogViewer Stranger = new(new UserId("stranger"), Admin: false, At);

    private static readonly Act Reported = new(At, Alice, "Alice", "report", "Alice");

    [Fact]
    public async Task Should_make_every_room_of_a_former_version_public_and_nobody_an_admin()
    {
        await using (PostgresStore store = Database.Open())
        {
            await CommitAsync(
                store,
                new Write.CreateRoom(Lobby, "Lobby", "1obby", [new StoredMember(Alice, "Alice", "owner")]),
                new Write.Register(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: false, At), new StoredAccount(Alice, "$hash$", At), null, At),
                Say("k1"));
        }

        await Database.RunAsync(Former);
        await using PostgresStore later = Database.Open();

        StoredRoom room = (await later.LoadRoomAsync(Lobby, default))!;
        Assert.Equal([new StoredMember(Alice, "Alice", "owner")], room.Members);
        Assert.Equal(RoomSettings.Open, room.Moderation.Settings);
        Assert.Equal([new CatalogRoom("Lobby", 1, "")], await later.ListRoomsAsync(Stranger, null, 10, default));
        Assert.Equal([new AccountSummary(Alice, At, Disabled: false)], await later.ListAccountsAsync(default));
        Assert.Equal(["k1"], await KeysAsync(later));
        Assert.IsType<WriteResult.Numbered>(Assert.Single(await CommitAsync(later, Report(1))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_know_what_became_of_acts_when_the_answer_to_their_commit_is_lost(bool arrives)
    {
        await using (PostgresStore store = Database.Open())
        {
            await CommitAsync(store, new Write.CreateRoom(Lobby, "Lobby", "1obby", [new StoredMember(Alice, "Alice", "owner")]));
        }

        await using PostgresStore proxied = Database.Open(Proxy);
        await CommitAsync(proxied, Say("k1"));
        Proxy.Next = arrives ? NextCommit.LosesItsAnswer : NextCommit.IsLost;

        IReadOnlyList<WriteResult> results = await CommitAsync(
            proxied,
            Say("k2"),
            Report(2),
            Report(9),
            new Write.FindMessage(Lobby, Alice, "k2"),
            new Write.Moderate(Lobby, [new ModerationChange.SetRole(Alice, "moderator")], Reported with { Name = "role" }));

        Assert.Equal(Stored(2), results[0]);
        Assert.Equal([WriteResult.Missing.Instance, Stored(2, duplicate: true), WriteResult.Done.Instance], results.Skip(2));
        StoredReport report = Assert.Single(await proxied.ListReportsAsync(Lobby, 0, 10, default));
        Assert.Equal(new WriteResult.Numbered(report.Id), results[1]);
        Assert.Equal(["role", "report"], (await proxied.ListActsAsync(Lobby, null, 10, default)).Select(a => a.Act.Name));
        Assert.Equal("moderator", Assert.Single((await proxied.LoadRoomAsync(Lobby, default))!.Members).Role);
    }

    [Fact]
    public async Task Should_look_at_no_private_room_of_others_for_a_page_of_the_list()
    {
        await using PostgresStore store = Database.Open();
        await Database.RunAsync(
            """
            INSERT INTO rooms (id, pair, name, skeleton, access)
                SELECT 'r:' || n, false, 'room' || n, 'room' || n, CASE WHEN n % 10 = 0 THEN 'public' ELSE 'private' END FROM generate_series(1, 20000) n;
            INSERT INTO members (room, user_id, role, read) SELECT no, 'alice-id', 'owner', 0 FROM rooms;
            ANALYZE rooms; ANALYZE members;
            """);

        Assert.Equal(50, (await store.ListRoomsAsync(Stranger, null, 50, default)).Count);

        const string Statistics = "FROM pg_stat_user_indexes WHERE schemaname = current_schema() AND indexrelname";
        await Database.UntilAsync($"SELECT sum(idx_scan) > 0 {Statistics} = 'rooms_listed'");
        Assert.True(await Database.AskAsync<decimal>($"SELECT sum(idx_tup_read) {Statistics} = 'rooms_listed'") <= 100);
        Assert.Equal(0, await Database.AskAsync<decimal>($"SELECT sum(idx_scan) {Statistics} = 'rooms_by_name'"));
    }

    private static Write.Moderate Report(long seq) => new(Lobby, [new ModerationChange.PutReport(seq, Alice, "Alice", "rude", At)], Reported);
}
