namespace Chat.Storage.Postgres;

/// <content>What limits need to know.</content>
public sealed partial class PostgresStore
{
    /// <inheritdoc/>
    public Task<long> CountRoomsAsync(CancellationToken cancel) => ReadAsync(() => _reader.CountRoomsAsync(cancel));
}
