using Chat.Actors.Storage;
using Chat.Bench.Common;
using Chat.Storage.Postgres;
using Chat.Storage.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Chat.Bench.Scenarios;

/// <summary>An empty storage to measure, gone afterwards.</summary>
internal sealed class CommitTarget : IAsyncDisposable
{
    private readonly Func<Task> _remove;

    private CommitTarget(string name, IChatStore store, Func<Task> remove) => (Name, Store, _remove) = (name, store, remove);

    public string Name { get; }

    public IChatStore Store { get; }

    /// <summary>A file in the system's directory for temporary files.</summary>
    public static CommitTarget OpenSqlite()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("akkachat-bench-");
        return new CommitTarget("SQLite", SqliteStore.Open(directory.FullName), () =>
        {
            directory.Delete(recursive: true);
            return Task.CompletedTask;
        });
    }

    /// <summary>A schema of its own in that database.</summary>
    /// <exception cref="BenchException">The text is no connection string.</exception>
    public static async Task<CommitTarget> OpenPostgresAsync(string connectionString, CancellationToken cancel)
    {
        string schema = $"bench_{Guid.NewGuid():N}";
        string own = new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema }.ConnectionString;
        if (!PostgresOptions.TryParse(own, out PostgresOptions? options))
        {
            throw new BenchException("The connection string of PostgreSQL has no host.");
        }

        await RunAsync($"CREATE SCHEMA {schema}", cancel).ConfigureAwait(false);

        // Opening blocks, which a thread that polls sockets must not (SocketTuning).
        PostgresStore store = await Task.Run(() => PostgresStore.Open(options, NullLogger<PostgresStore>.Instance), cancel).ConfigureAwait(false);
        return new CommitTarget("PostgreSQL", store, () => RunAsync($"DROP SCHEMA {schema} CASCADE", CancellationToken.None));

        async Task RunAsync(string sql, CancellationToken stop)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(stop).ConfigureAwait(false);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(stop).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync().ConfigureAwait(false);
        await _remove().ConfigureAwait(false);
    }
}
