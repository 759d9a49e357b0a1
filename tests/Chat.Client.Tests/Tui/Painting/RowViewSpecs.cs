using Chat.Client.Tui.Painting;
using Xunit;

namespace Chat.Client.Tests.Tui.Painting;

[Collection("Screen")]
public sealed class RowViewSpecs
{
    private const string Address = "https://example.org/x";

    [Fact]
    public void Should_give_the_link_to_its_cells_and_to_no_others()
    {
        using var box = new PaintBox(30, 2, new Palette(colours: true));
        box.Show([[new Span("see ", Ink.Normal), new Span("here", new Look(Ink.Link, Marks.None, Address)), new Span(" now", Ink.Normal)]]);

        Assert.Equal([null, Address, Address, null], new[] { 4, 5, 8, 9 }.Select(x => box.Url(x, 0)));
        Assert.Equal([Address], box.Terminal.Links);
        box.Show([[new Span("see here now", Ink.Link)]]);
        Assert.Equal([], box.Terminal.Links);
    }

    [Fact]
    public void Should_make_no_link_of_an_address_that_is_only_text()
    {
        using var box = new PaintBox(21, 1, new Palette(colours: true));
        box.Show([[new Span(Address, Ink.Normal)]]);

        Assert.Equal([], box.Terminal.Links);
    }

    [Fact]
    public void Should_make_no_links_where_none_are_wanted()
    {
        using var box = new PaintBox(30, 1, new Palette(colours: true) { HasLinks = false });
        box.Show([[new Span("here", new Look(Ink.Link, Marks.None, Address))]]);

        Assert.Equal([], box.Terminal.Links);
    }

    [Fact]
    public void Should_leave_nothing_of_wide_text_behind()
    {
        using var box = new PaintBox(6, 1, new Palette(colours: true));
        foreach (string text in new[] { "日本語", "a日本b", "日本語", "abcdef", "aa日本", "日本語" })
        {
            box.Show([[new Span(text, Ink.Normal)]]);
            Assert.Equal("<" + text + ">", string.Concat(Enumerable.Range(0, 8).Select(x => box.Terminal.At(x, 0))));
            Assert.Equal(">", box.Cell(7, 0).Grapheme);
        }
    }

    [Fact]
    public void Should_begin_each_row_of_a_quote_with_its_bar()
    {
        List<IReadOnlyList<Span>> rows = RowWrap.Wrap([new Span("Bob:", Ink.Nick), .. MessageText.Spans("> one two three\nfour five six", Ink.Normal)], 10, 2);

        Assert.Equal(["Bob:", "  │ one", "  │ two", "  │ three", "  four", "  five six"], rows.Select(row => string.Concat(row.Select(span => span.Text)).TrimEnd()));
    }
}
