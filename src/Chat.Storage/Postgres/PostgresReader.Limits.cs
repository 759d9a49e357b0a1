namespace Chat.Storage.Postgres;

/// <content>What limits need to know.</content>
internal sealed partial class PostgresReader
{
    /// <summary>How many rooms there are, private ones not counted.</summary>
    public async Task<long> CountRoomsAsync(CancellationToken cancel) =>
        (await AllAsync("SELECT count(*) FROM rooms WHERE NOT pair", row => row.GetInt64(0), cancel).ConfigureAwait(false)).Single();
}
