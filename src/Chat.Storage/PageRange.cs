using Chat.Actors.Storage;
using Chat.Protocol;

namespace Chat.Storage;

/// <summary>Which rows of a room's log make the page asked for.</summary>
/// <param name="Above">Only seqs above this.</param>
/// <param name="Below">Only seqs below this.</param>
/// <param name="NewestFirst">The end of the range from which the rows are taken.</param>
/// <param name="Limit">At most so many rows.</param>
internal readonly record struct PageRange(long Above, long Below, bool NewestFirst, int Limit)
{
    /// <summary><c>DESC</c> or <c>ASC</c>.</summary>
    public string Direction => NewestFirst ? "DESC" : "ASC";

    /// <summary>The rows of a query.</summary>
    public static PageRange Of(HistoryQuery query)
    {
        int limit = Math.Min(query.Limit, ProtocolLimits.MaxPage);
        return query switch
        {
            { After: { } after } => new(after, long.MaxValue, false, limit),
            { Around: { } around } => new(around - 1 - (limit / 2), around - (limit / 2) + limit, false, limit),
            { Before: { } before } => new(0, before, true, limit),
            _ => new(0, long.MaxValue, true, limit),
        };
    }

    /// <summary>Makes the page.</summary>
    /// <param name="found">The rows, in the order of <see cref="Direction"/>.</param>
    /// <param name="query">What was asked.</param>
    /// <param name="first">The oldest seq in the room; one more than <paramref name="last"/> where no message is left, 0 where there is no room.</param>
    /// <param name="last">The newest seq the room has given.</param>
    public HistoryPage ToPage(List<StoredMessage> found, HistoryQuery query, long first, long last)
    {
        if (NewestFirst)
        {
            found.Reverse();
        }

        IReadOnlyList<StoredMessage> messages = PageText.Fit(found, query);
        return messages.Count > 0
            ? new HistoryPage(messages, messages[0].Seq <= first, messages[^1].Seq >= last)
            : new HistoryPage(messages, Below <= first || first > last || last == 0, Above >= last || first > last || last == 0);
    }
}
