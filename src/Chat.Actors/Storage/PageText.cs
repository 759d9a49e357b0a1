using System.Text;
using Chat.Protocol;

namespace Chat.Actors.Storage;

/// <summary>Keeps a page of messages within <see cref="ProtocolLimits.MaxPageTextBytes"/> of text, for every store the same way.</summary>
public static class PageText
{
    /// <summary>Grows a page from the message that was asked for to both sides while its text fits; at least one message.</summary>
    /// <param name="messages">What the store found, ascending by seq.</param>
    /// <param name="query">What was asked.</param>
    /// <returns>The part that fits.</returns>
    public static IReadOnlyList<StoredMessage> Fit(IReadOnlyList<StoredMessage> messages, HistoryQuery query)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ArgumentNullException.ThrowIfNull(query);
        int low = CentreOf(messages, query);
        int high = low;
        int centre = low;
        int left = ProtocolLimits.MaxPageTextBytes;
        while (low > 0 || high < messages.Count)
        {
            bool newer = high < messages.Count && (low == 0 || high - centre <= centre - low);
            left -= Encoding.UTF8.GetByteCount(messages[newer ? high : low - 1].Text);
            if (left < 0 && high > low)
            {
                break;
            }

            high += newer ? 1 : 0;
            low -= newer ? 0 : 1;
        }

        return [.. messages.Skip(low).Take(high - low)];
    }

    /// <summary>How many texts, from the first on, make a page; at least one where there is one.</summary>
    public static int CountThatFits(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        int left = ProtocolLimits.MaxPageTextBytes;
        int count = 0;
        foreach (string text in texts)
        {
            left -= Encoding.UTF8.GetByteCount(text);
            if (left < 0 && count > 0)
            {
                break;
            }

            count++;
        }

        return count;
    }

    /// <summary>The index before which the page grows to older messages and behind which to newer ones.</summary>
    private static int CentreOf(IReadOnlyList<StoredMessage> messages, HistoryQuery query) => query switch
    {
        { After: not null } => 0,
        { Around: { } around } => messages.Count(m => m.Seq < around),
        _ => messages.Count,
    };
}
