using Chat.Actors.Storage;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Chat.Storage.Sqlite;

/// <content>Searching.</content>
public sealed partial class SqliteStore
{
    /// <inheritdoc/>
    public Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(reading => Search(reading, query, cancel), cancel);
    }

    private static SearchPage? Search(SqliteReading reading, SearchQuery query, CancellationToken cancel)
    {
        // Disposed before the connection is kept for the next read: no later read is interrupted for this one.
        using CancellationTokenRegistration interrupt = cancel.Register(() => raw.sqlite3_interrupt(reading.Connection.Handle));
        try
        {
            return SqliteReader.Search(reading, query, cancel);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The search was ended.", e, cancel);
        }
    }
}
