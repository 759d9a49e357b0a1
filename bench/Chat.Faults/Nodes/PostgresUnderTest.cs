using System.Diagnostics;
using Chat.Bench.Common;
using Npgsql;

namespace Chat.Faults.Nodes;

/// <summary>PostgreSQL: a database of the run's own on a server that runs already. Disposing drops it.</summary>
/// <param name="connection">Of a role that may make databases.</param>
/// <param name="restart">Restarts the server, as a line for sh; null where that can't be had.</param>
/// <param name="directory">The chat server's data directory.</param>
internal sealed class PostgresUnderTest(string connection, string? restart, string directory) : IStorageUnderTest
{
    private static readonly TimeSpan BackTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly string _database = $"chat_faults_{Environment.ProcessId}";
    private bool _isMade;

    public string Description => "PostgreSQL";

    public string DataDirectory { get; } = directory;

    public IReadOnlyList<string> Settings => ["data.storage = postgres", $"data.postgres = \"{Own}\""];

    public string? RestartObstacle => restart is null ? "no --postgres-restart tells how" : null;

    public bool SeesCommits => false;

    private string Own => new NpgsqlConnectionStringBuilder(connection) { Database = _database }.ToString();

    // Without a pool: its connections would not outlive the restarts.
    private NpgsqlConnectionStringBuilder Unpooled => new(Own) { Pooling = false };

    public async Task PrepareAsync(CancellationToken cancel)
    {
        try
        {
            await AdministerAsync($"CREATE DATABASE {_database} ENCODING 'UTF8' TEMPLATE template0", cancel).ConfigureAwait(false);
            _isMade = true;
        }
        catch (NpgsqlException e)
        {
            throw new BenchException($"No database could be made on the PostgreSQL server: {e.Message}", e);
        }
    }

    public async Task LockAsync(TimeSpan hold, CancellationToken cancel)
    {
        await using var locker = new NpgsqlConnection(Unpooled.ToString());
        await locker.OpenAsync(CancellationToken.None).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await locker.BeginTransactionAsync(CancellationToken.None).ConfigureAwait(false);
        await using var command = new NpgsqlCommand("LOCK TABLE messages IN EXCLUSIVE MODE", locker, transaction);
        await command.ExecuteNonQueryAsync(CancellationToken.None).ConfigureAwait(false);
        await Task.Delay(hold, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async Task RestartAsync(CancellationToken cancel)
    {
        using Process process = Process.Start(new ProcessStartInfo("sh", ["-c", restart!]) { RedirectStandardOutput = true })
            ?? throw new BenchException("sh could not be started.");
        await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        if (process.ExitCode != 0)
        {
            throw new BenchException($"The command that restarts PostgreSQL ended with exit code {process.ExitCode}.");
        }

        await BackAsync(cancel).ConfigureAwait(false);
    }

    public Task<bool> CommitBeginsAsync(TimeSpan most, CancellationToken cancel) => Task.FromResult(false);

    /// <summary>Reads all messages: PostgreSQL complains where one can't be read.</summary>
    public async Task<string?> FindDamageAsync(CancellationToken cancel)
    {
        try
        {
            await using var reader = new NpgsqlConnection(Unpooled.ToString());
            await reader.OpenAsync(cancel).ConfigureAwait(false);
            await using var command = new NpgsqlCommand("SELECT sum(length(text)) FROM messages", reader) { CommandTimeout = 0 };
            await command.ExecuteScalarAsync(cancel).ConfigureAwait(false);
            return null;
        }
        catch (NpgsqlException e)
        {
            return e.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isMade)
        {
            await AdministerAsync($"DROP DATABASE {_database} WITH (FORCE)", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task BackAsync(CancellationToken cancel)
    {
        long began = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                await using var probe = new NpgsqlConnection(Unpooled.ToString());
                await probe.OpenAsync(cancel).ConfigureAwait(false);
                return;
            }
            catch (NpgsqlException e)
            {
                if (Stopwatch.GetElapsedTime(began) > BackTimeout)
                {
                    throw new BenchException($"PostgreSQL did not come back after it was restarted: {e.Message}", e);
                }

                await Task.Delay(Poll, cancel).ConfigureAwait(false);
            }
        }
    }

    private async Task AdministerAsync(string sql, CancellationToken cancel)
    {
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connection) { Pooling = false }.ToString());
        await server.OpenAsync(cancel).ConfigureAwait(false);
        await using var command = new NpgsqlCommand(sql, server);
        await command.ExecuteNonQueryAsync(cancel).ConfigureAwait(false);
    }
}
