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
        return ReadAsync(connection => Search(connection, query, cancel), cancel);
    }

    private static SearchPage? Search(SqliteConnection connection, SearchQuery query, CancellationToken cancel)
    {
        // Disposed before the connection goes back to the pool: no later read is interrupted for this one.
        using CancellationTokenRegistration interrupt = cancel.Register(() => raw.sqlite3_interrupt(connection.Handle));
        try
        {
            return SqliteReader.Search(connection, query, cancel);
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            throw new OperationCanceledException("The search was ended.", e, cancel);
        }
    }
}
