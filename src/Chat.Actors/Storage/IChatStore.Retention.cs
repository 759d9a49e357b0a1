namespace Chat.Actors.Storage;

/// <content>What it takes to find messages that have been kept long enough; <see cref="Write.Prune"/> removes them.</content>
public partial interface IChatStore
{
    /// <summary>Logs that hold messages, private ones too, by room id, those after <paramref name="after"/>.</summary>
    Task<IReadOnlyList<LogExtent>> ListLogsAsync(RoomId? after, int limit, CancellationToken cancel);

    /// <summary>Where a log reaches a time, looked for in its oldest messages only.</summary>
    /// <param name="room">The room.</param>
    /// <param name="time">The time.</param>
    /// <param name="within">How many of the oldest messages to look at.</param>
    /// <param name="cancel">Ends the search.</param>
    /// <returns>
    /// The seq of the first message that is not older; one more than the last that was looked at where all of these are older; 0 for an
    /// empty log.
    /// </returns>
    Task<long> SeqAtAsync(RoomId room, DateTimeOffset time, int within, CancellationToken cancel);
}

/// <summary>Which part of a room's log is kept.</summary>
/// <param name="Room">The room.</param>
/// <param name="First">The oldest message's seq.</param>
/// <param name="Last">The newest message's seq.</param>
/// <param name="Oldest">When the oldest message was posted.</param>
public sealed record LogExtent(RoomId Room, long First, long Last, DateTimeOffset Oldest);
