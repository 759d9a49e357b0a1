using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Npgsql;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>The start on a database, and the line an operator gets where it fails.</summary>
[NeedsPostgres]
public sealed class PostgresOpenSpecs(TestDatabase database) : PostgresSpecs(database)
{
    [Fact]
    public async Task Should_keep_everything_over_a_restart()
    {
        await using (PostgresStore store = Database.Open())
        {
            await CommitAsync(
                store,
                new Write.PutUser(new StoredUser(Alice, "Alice", "alice", "a1ice", Guest: true, At)),
                new Write.PutToken(new StoredToken("hash", Alice, null)),
                new Write.CreateRoom(Lobby, "Lobby", "1obby", [new StoredMember(Alice, "Alice", "owner")]),
                new Write.SetTopic(Lobby, "talk"),
                Say("k1"));
        }

        await using PostgresStore again = Database.Open();
        StoredRoom? room = await again.LoadRoomAsync(Lobby, CancellationToken.None);

        Assert.Equal(("Lobby", "talk", 1L), (room!.Name, room.Topic, room.LastSeq));
        Assert.Equal([new StoredMember(Alice, "Alice", "owner")], room.Members);
        Assert.Equal(["k1"], await KeysAsync(again));
        Assert.Equal(Alice, (await again.FindTokenAsync("hash", CancellationToken.None))!.User);
        Assert.Equal(At, Assert.Single(await again.LoadUsersAsync(CancellationToken.None)).SeenAt);
        Assert.Equal([Stored(1, duplicate: true)], await CommitAsync(again, Say("k1")));
    }

    [Fact]
    public async Task Should_refuse_a_database_of_a_newer_program()
    {
        await Database.Open().DisposeAsync();
        await Database.RunAsync("INSERT INTO schemaversions (scriptname, applied) VALUES ('Chat.Storage.Postgres.Migrations.9999-later.sql', now())");

        Assert.Contains("newer version", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_that_the_server_is_away()
    {
        Proxy.Away = true;

        Assert.Matches(@"^PostgreSQL, 127\.0\.0\.1:\d+/akkachat_\w+ can't be reached: .+\. Start it, or mend data\.postgres\.$", Refusal(text => (text.Host, text.Port) = ("127.0.0.1", Proxy.Port)));
    }

    [Fact]
    public void Should_say_that_the_password_is_wrong_and_not_show_it()
    {
        string line = Refusal(text => text.Password = "wrong-one");

        Assert.Contains("password authentication failed", line, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-one", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_say_how_to_make_a_database_that_is_missing()
        => Assert.EndsWith("there is no such database. Make it with: createdb -E UTF8 nowhere", Refusal(text => text.Database = "nowhere"), StringComparison.Ordinal);

    private string Refusal(Action<NpgsqlConnectionStringBuilder>? change = null)
    {
        var text = new NpgsqlConnectionStringBuilder(Database.ConnectionString);
        change?.Invoke(text);
        StorageException refusal = Assert.Throws<StorageException>(
            () => PostgresStore.Open(TestDatabase.Options(text.ConnectionString), Microsoft.Extensions.Logging.Abstractions.NullLogger<PostgresStore>.Instance));
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }
}
