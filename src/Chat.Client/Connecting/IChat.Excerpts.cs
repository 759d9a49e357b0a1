using Chat.Sdk.State;

namespace Chat.Client.Connecting;

/// <content>Messages far from the newest. Reading there moves no read marker.</content>
internal partial interface IChat
{
    /// <summary>Makes a message readable, in the log or in the room's excerpt.</summary>
    Task<MessagePlace> OpenExcerptAsync(string room, long seq, int? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Reads on from the room's excerpt, until it meets the log.</summary>
    Task<MessagePlace> ExtendExcerptAsync(string room, bool older, int? limit = null, CancellationToken cancellationToken = default);

    /// <summary>Drops the room's excerpt.</summary>
    void CloseExcerpt(string room);

    /// <summary>Finds the seq of the first message at or after a time; null where there is none.</summary>
    Task<long?> FindDateAsync(string room, DateTimeOffset at, CancellationToken cancellationToken = default);
}
