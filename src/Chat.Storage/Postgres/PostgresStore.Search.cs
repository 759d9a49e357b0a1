using Chat.Actors.Storage;

namespace Chat.Storage.Postgres;

/// <content>Searching.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(() => _reader.SearchAsync(query, cancel));
    }
}
