using Chat.Actors.Storage;
using Chat.Storage.Postgres;
using Chat.Storage.Tests.Postgres.Support;
using Xunit;

namespace Chat.Storage.Tests.Postgres;

/// <summary>Connections and servers that fail at the worst moment: nothing acknowledged is lost, nothing refused is stored.</summary>
[NeedsPostgres]
public sealed class PostgresFaultSpecs(TestDatabase database) : PostgresSpecs(database)
{
    [Fact]
    public async Task Should_know_that_a_commit_is_stored_whose_answer_was_lost()
    {
        await using PostgresStore store = Database.Open(Proxy);
        await MakeLobbyAsync(store);
        Proxy.Next = NextCommit.LosesItsAnswer;

        Assert.Equal([Stored(1), Stored(1, duplicate: true)], await CommitAsync(store, Say("k1"), Say("k1")));
        Assert.Equal([Stored(2)], await CommitAsync(store, Say("k2")));
        Assert.Equal(["k1", "k2"], await KeysAsync(store));
    }

    [Fact]
    public async Task Should_store_a_batch_again_whose_commit_never_arrived()
    {
        await using PostgresStore store = Database.Open(Proxy);
        await MakeLobbyAsync(store);
        Proxy.Next = NextCommit.IsLost;

        Assert.Equal([Stored(1)], await CommitAsync(store, Say("k1")));
        Assert.Equal(["k1"], await KeysAsync(store));
    }

    [Fact]
    public async Task Should_wait_for_a_commit_that_is_still_on_its_way()
    {
        await using PostgresStore store = Database.Open(Proxy);
        await MakeLobbyAsync(store);
        Proxy.Next = NextCommit.IsHeld;

        Task<IReadOnlyList<WriteResult>> commit = CommitAsync(store, Say("k1"));
        await Proxy.HeldAsync();
        await Database.UntilAsync("SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')");
        Assert.False(commit.IsCompleted);
        await Proxy.ReleaseAsync(arrives: true);

        Assert.Equal([Stored(1)], await commit);
        Assert.Equal(["k1"], await KeysAsync(store));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_tell_nothing_about_a_commit_in_doubt_before_the_server_is_back(bool arrives)
    {
        await using PostgresStore store = Database.Open(Proxy);
        await MakeLobbyAsync(store);
        Proxy.Next = NextCommit.IsHeldAndNothingPasses;

        Task<IReadOnlyList<WriteResult>> commit = CommitAsync(store, Say("k1"));
        await Proxy.HeldAsync();
        await Proxy.ReleaseAsync(arrives);
        await Database.UntilAsync("SELECT NOT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction')");
        await Proxy.RefusedAsync();
        Assert.False(commit.IsCompleted);
        Assert.Equal(arrives, await Database.AskAsync<bool>("SELECT EXISTS (SELECT FROM messages)"));
        Proxy.Away = false;

        Assert.Equal([Stored(1)], await commit);
        Assert.Equal(["k1"], await KeysAsync(store));
    }

    [Fact]
    public async Task Should_store_a_batch_again_whose_connection_the_server_ended()
    {
        await using PostgresStore store = Database.Open();
        await MakeLobbyAsync(store);
        await using var blocker = new Npgsql.NpgsqlConnection(Database.ConnectionString);
        await blocker.OpenAsync();
        await using Npgsql.NpgsqlTransaction locking = await blocker.BeginTransactionAsync();
        await using (var command = new Npgsql.NpgsqlCommand("SELECT FROM rooms FOR UPDATE", blocker, locking))
        {
            await command.ExecuteNonQueryAsync();
        }

        const string Waiting = "FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        Task<IReadOnlyList<WriteResult>> commit = CommitAsync(store, Say("k1"));
        await Database.UntilAsync($"SELECT EXISTS (SELECT {Waiting})");
        await Database.RunAsync($"SELECT pg_terminate_backend(pid) {Waiting}");
        await locking.RollbackAsync();

        Assert.Equal([Stored(1)], await commit);
        Assert.Equal(["k1"], await KeysAsync(store));
    }

    [Fact]
    public async Task Should_refuse_while_the_server_is_away_and_heal_when_it_is_back()
    {
        await using PostgresStore store = Database.Open(Proxy);
        await MakeLobbyAsync(store);
        Assert.Empty(await KeysAsync(store));
        Proxy.Away = true;

        StorageException write = await Assert.ThrowsAsync<StorageException>(() => CommitAsync(store, Say("k1")));
        StorageException read = await Assert.ThrowsAsync<StorageException>(() => KeysAsync(store));
        Proxy.Away = false;

        Assert.Contains("can't be reached", write.Message, StringComparison.Ordinal);
        Assert.Contains("could not be read", read.Message, StringComparison.Ordinal);
        Assert.Empty(await KeysAsync(store));
        Assert.Equal([Stored(1)], await CommitAsync(store, Say("k2")));
    }

    [Fact]
    public async Task Should_not_notice_that_idle_connections_were_ended()
    {
        await using PostgresStore store = Database.Open();
        await MakeLobbyAsync(store);
        Assert.Empty(await KeysAsync(store));

        await Database.RunAsync("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        Assert.Empty(await KeysAsync(store));
        Assert.Equal([Stored(1)], await CommitAsync(store, Say("k1")));
    }

    [Fact]
    public async Task Should_store_nothing_of_a_batch_that_fails_and_go_on_with_the_next()
    {
        await using PostgresStore store = Database.Open();
        await MakeLobbyAsync(store);

        StorageException refusal = await Assert.ThrowsAsync<StorageException>(() => CommitAsync(store, Say("k1", "a secret"), Say("k2", "\0")));

        Assert.DoesNotContain("a secret", refusal.ToString(), StringComparison.Ordinal);
        Assert.Equal([Stored(1)], await CommitAsync(store, Say("k3")));
    }
}
