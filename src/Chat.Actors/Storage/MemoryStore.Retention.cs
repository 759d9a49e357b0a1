namespace Chat.Actors.Storage;

/// <content>Finding and removing what was kept long enough.</content>
public sealed partial class MemoryStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<LogExtent>>(
            [
                .. _rooms.Where(r => r.Value.Log.Count > 0 && (after is null || string.CompareOrdinal(r.Key.Value, after.Value.Value) > 0))
                    .OrderBy(r => r.Key.Value, StringComparer.Ordinal)
                    .Take(limit)
                    .Select(r => new LogExtent(r.Key, r.Value.Pruned + 1, r.Value.LastSeq, r.Value.Log[0].At)),
            ]);
        }
    }

    /// <inheritdoc/>
    public Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel)
    {
        lock (_gate)
        {
            return Task.FromResult(_rooms.TryGetValue(room, out Room? found) && found.Log.Count > 0
                ? found.Pruned + 1 + found.Log.Take(within).TakeWhile(m => m.At < time).Count()
                : 0);
        }
    }

    private sealed partial class Room
    {
        public WriteResult.Pruned Prune(long below, int limit)
        {
            int count = (int)Math.Clamp(Math.Min(below - Pruned - 1, limit), 0, Log.Count);
            foreach (StoredMessage message in Log.Take(count))
            {
                _byKey.Remove((message.Author, message.Key));
            }

            Log.RemoveRange(0, count);
            Numbers.RemoveRange(0, count);
            Pruned += count;
            return new WriteResult.Pruned(Pruned + 1, count);
        }
    }
}
