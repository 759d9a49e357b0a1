using Chat.Actors.Moderation;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Moderation;

public class ReportPagesSpecs
{
    [Theory]
    [InlineData(3, 10, 3, false)]
    [InlineData(3, 3, 3, false)]
    [InlineData(4, 3, 3, true)]
    [InlineData(0, 3, 0, false)]
    public void Should_hold_as_many_as_were_asked_for(int found, int limit, int shown, bool isMore)
    {
        (IReadOnlyList<StoredReport> page, bool more) = ReportPages.Of([.. Reports(found, "x")], limit);

        Assert.Equal((shown, isMore), (page.Count, more));
    }

    [Fact]
    public void Should_hold_no_more_text_than_a_page_of_messages()
    {
        string text = new('x', 16 * 1024);
        StoredReport[] found = [.. Reports(20, text)];

        (IReadOnlyList<StoredReport> page, bool more) = ReportPages.Of(found, 20);

        Assert.True(more);
        Assert.InRange(page.Sum(r => r.Text!.Length + r.Reason.Length), text.Length, ProtocolLimits.MaxPageTextBytes);
        Assert.Equal(found.Take(page.Count), page);
    }

    private static IEnumerable<StoredReport> Reports(int count, string text) =>
        Enumerable.Range(1, count).Select(i => new StoredReport(i, i, "mallory", text, "bob", "insults", Sample.Now, Sample.Lobby, "Lobby"));
}
