using Chat.Actors.Storage;

namespace Chat.Actors.Limits;

/// <summary>
/// How many rooms there are in all, so that nobody makes more than the node shall hold. What the storage has is counted once, in the background; for what is made until that is known, and for what other
/// nodes make, it may be a few more. For any thread.
/// </summary>
public sealed class RoomCensus(IChatStore store)
{
    private readonly Lock _lock = new();
    private Task<long>? _stored;
    private long _made;
    private long? _madeBefore;

    /// <summary>Ends when what the storage has is counted. For specs.</summary>
    internal Task WhenCounted
    {
        get
        {
            lock (_lock)
            {
                return _stored ?? Task.CompletedTask;
            }
        }
    }

    /// <summary>Makes room for one more.</summary>
    /// <param name="most">Most rooms in all; 0 for no limit.</param>
    public bool TryAdd(int most)
    {
        lock (_lock)
        {
            if (_stored is null or { IsFaulted: true } or { IsCanceled: true })
            {
                _stored = Task.Run(() => store.CountRoomsAsync(CancellationToken.None));
            }

            if (_stored.IsCompletedSuccessfully)
            {
                // What was made while the storage counted is among what it found, or was a moment late: it must not count twice.
                _madeBefore ??= _made;
                if (most > 0 && _stored.Result + _made - _madeBefore >= most)
                {
                    return false;
                }
            }

            _made++;
            return true;
        }
    }

    /// <summary>A room was not made after all.</summary>
    public void Remove()
    {
        lock (_lock)
        {
            _made--;
        }
    }
}
