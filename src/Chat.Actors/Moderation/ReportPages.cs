using Chat.Actors.Storage;

namespace Chat.Actors.Moderation;

/// <summary>Pages of open reports, which hold the texts of messages and so are bounded as pages of messages are.</summary>
internal static class ReportPages
{
    /// <summary>The beginning of what was found that makes a page, and whether more was found.</summary>
    /// <param name="found">Reports, one more than asked for where there are so many.</param>
    /// <param name="limit">At most so many.</param>
    public static (IReadOnlyList<StoredReport> Page, bool More) Of(IReadOnlyList<StoredReport> found, int limit)
    {
        int fits = Math.Min(limit, PageText.CountThatFits(found.Select(r => r.Text + r.Reason)));
        return ([.. found.Take(fits)], found.Count > fits);
    }
}
