using Chat.Actors.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Chat.Storage.Postgres;

/// <summary>
/// Stores batches on the one connection that writes, which it owns and opens anew when it is lost. One batch at a time. A batch is refused only
/// when it is known not to be stored, and repeated only then.
/// </summary>
internal sealed partial class PostgresWriter(PostgresDatabase database, ILogger log) : IAsyncDisposable
{
    private const int MostAttempts = 5;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    private readonly Guid _id = Guid.NewGuid();
    private NpgsqlConnection? _connection;
    private long _number;

    /// <summary>Stores a batch.</summary>
    /// <param name="writes">What.</param>
    /// <param name="stopping">Ends the wait for the fate of a commit whose answer was lost, and nothing else.</param>
    /// <exception cref="StorageException">Nothing of it is stored.</exception>
    /// <exception cref="OperationCanceledException">The node stops without knowing whether it is stored.</exception>
    public async Task<IReadOnlyList<WriteResult>> CommitAsync(IReadOnlyList<Write> writes, CancellationToken stopping)
    {
        for (int attempt = 1; ; attempt++)
        {
            NpgsqlConnection connection = await ConnectAsync().ConfigureAwait(false);
            using var batch = new PostgresBatch(connection, writes);
            try
            {
                await batch.RunAsync(_id, ++_number).ConfigureAwait(false);
                return batch.Results;
            }
            catch (Exception e)
            {
                // The connection may be in any state now. Closing it also ends a transaction that is still open.
                await DropAsync().ConfigureAwait(false);
                if (batch.CommitSent && !Refuses(e) && await IsStoredAsync(_number, e, stopping).ConfigureAwait(false))
                {
                    return batch.Results;
                }

                if (attempt == MostAttempts || !IsPassing(e))
                {
                    throw e as StorageException ?? new StorageException($"{database.Description} could not be written: {Reason(e)}", e);
                }

                LogRepeats(database.Description, Reason(e));
            }

            await Task.Delay(FirstPause * attempt * (0.5 + Random.Shared.NextDouble()), stopping).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await DropAsync().ConfigureAwait(false);

    /// <summary>True where the server itself has said that it rolled the batch back.</summary>
    private static bool Refuses(Exception e) => e is PostgresException { InvariantSeverity: "ERROR" };

    /// <summary>True where the same batch may succeed on a new connection: another node was in the way, or the connection was lost.</summary>
    private static bool IsPassing(Exception e) => e switch
    {
        PostgresBatch.RaceException => true,
        PostgresException { InvariantSeverity: "ERROR" } refusal => refusal.SqlState
            is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        NpgsqlException lost => lost.InnerException is not TimeoutException,
        _ => false,
    };

    /// <summary>One line, without the place in the statement that Npgsql adds.</summary>
    private static string Reason(Exception e) => e is PostgresException refusal ? $"{refusal.MessageText} ({refusal.SqlState})" : e.Message;

    private async Task<NpgsqlConnection> ConnectAsync()
    {
        try
        {
            return _connection ??= await database.OpenToWriteAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            throw new StorageException($"{database.Description} can't be reached: {Reason(e)}", e);
        }
    }

    private async Task DropAsync()
    {
        NpgsqlConnection? connection = _connection;
        _connection = null;
        if (connection is not null)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Asks what became of a batch until the server knows. The batch's transaction holds the writer's row of <c>commits</c>, so the question waits for
    /// its end, and then finds the batch's number there or not. (A transaction id would not do: after a crash the server may give the same one again.)
    /// </summary>
    private async Task<bool> IsStoredAsync(long number, Exception cause, CancellationToken stopping)
    {
        LogInDoubt(database.Description, Reason(cause));
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await using NpgsqlConnection connection = await database.OpenToWriteAsync(stopping).ConfigureAwait(false);
                using var ask = new NpgsqlCommand(
                    "INSERT INTO commits (writer, batch) VALUES ($1, 0) ON CONFLICT (writer) DO UPDATE SET at = excluded.at RETURNING batch", connection)
                {
                    Parameters = { new() { Value = _id } },
                };
                bool stored = (long?)await ask.ExecuteScalarAsync(stopping).ConfigureAwait(false) == number;
                LogFate(database.Description, stored ? "stored" : "not stored");
                return stored;
            }
            catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
            {
                LogStillInDoubt(database.Description, Reason(e));
            }

            await Task.Delay(pause, stopping).ConfigureAwait(false);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Database}: a batch was not stored and is tried again: {Reason}")]
    private partial void LogRepeats(string database, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Database}: the answer to a commit was lost: {Reason}. Nobody is told anything until the server says whether it is stored")]
    private partial void LogInDoubt(string database, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Database} can't say yet what became of the commit: {Reason}. Senders wait")]
    private partial void LogStillInDoubt(string database, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Database}: the commit whose answer was lost is {Fate}")]
    private partial void LogFate(string database, string fate);
}
