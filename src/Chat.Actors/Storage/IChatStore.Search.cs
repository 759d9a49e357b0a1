using Chat.Actors.Search;

namespace Chat.Actors.Storage;

/// <content>Searching the logs.</content>
public partial interface IChatStore
{
    /// <summary>
    /// Finds messages in the rooms that the asker is in now, newest first. A page ends early at <see cref="Protocol.ProtocolLimits.MaxPageTextBytes"/> of text.
    /// </summary>
    /// <param name="query">What to find.</param>
    /// <param name="cancel">Ends the search within milliseconds, however much there is still to read.</param>
    /// <returns>A page; null where the asker is not in the one room that the query names, or there is no such room.</returns>
    Task<SearchPage?> SearchAsync(SearchQuery query, CancellationToken cancel);
}

/// <summary>What to find.</summary>
/// <param name="Asker">Whose rooms are searched.</param>
/// <param name="Phrases">All of them must occur; at least one.</param>
/// <param name="Limit">At most so many.</param>
public sealed record SearchQuery(UserId Asker, IReadOnlyList<SearchPhrase> Phrases, int Limit)
{
    /// <summary>Only in this room.</summary>
    public RoomId? Room { get; init; }

    /// <summary>Only in the asker's private room with the one of this folded name. Not with <see cref="Room"/>.</summary>
    public string? Peer { get; init; }

    /// <summary>Only what was written under this name, folded by <see cref="SearchText.Fold"/>.</summary>
    public string? From { get; init; }

    /// <summary>Only seqs below this; with <see cref="Room"/> or <see cref="Peer"/>.</summary>
    public long? Before { get; init; }

    /// <summary>The page behind the one whose <see cref="SearchPage.Next"/> this is.</summary>
    public long? Cursor { get; init; }
}

/// <summary>A message that was found.</summary>
/// <param name="No">Its place in the order in which the store took all messages of all rooms.</param>
/// <param name="Room">The room's name as the asker sees it: <c>@bob</c> for a private one.</param>
/// <param name="Message">The message.</param>
public sealed record SearchHit(long No, string Room, StoredMessage Message);

/// <summary>A part of what was found.</summary>
/// <param name="Hits">Newest first.</param>
/// <param name="Next">For <see cref="SearchQuery.Cursor"/>, where there is more.</param>
public sealed record SearchPage(IReadOnlyList<SearchHit> Hits, long? Next)
{
    /// <summary>Cuts a page, for every store the same way.</summary>
    /// <param name="found">Newest first; one more than the limit where there are so many.</param>
    /// <param name="limit">At most so many.</param>
    public static SearchPage Cut(IReadOnlyList<SearchHit> found, int limit)
    {
        ArgumentNullException.ThrowIfNull(found);
        int fits = Math.Min(limit, PageText.CountThatFits(found.Select(hit => hit.Message.Text)));
        return new SearchPage([.. found.Take(fits)], fits < found.Count && fits > 0 ? found[fits - 1].No : null);
    }
}
