namespace Chat.Actors.Storage;

/// <content>What limits need to know.</content>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<long> CountRoomsAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_rooms.Keys.LongCount(room => !room.IsPair));
        }
    }
}
