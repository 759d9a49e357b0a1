using Chat.Client.Tests.Text;
using Chat.Client.Text;
using Chat.Client.Tui.Painting;
using Xunit;
using GraphemeHelper = Terminal.Gui.Drawing.GraphemeHelper;

namespace Chat.Client.Tests.Tui.Painting;

[Collection("Screen")]
public sealed class CorpusSpecs
{
    private const int Rows = 30;

    [Fact]
    public void Should_know_two_hundred_nasty_strings() => Assert.True(Corpus.All.Select(nasty => nasty.Text).Distinct().Count() >= 200);

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(20)]
    [InlineData(61)]
    public void Should_keep_every_row_aligned_and_every_neighbour_whole(int width)
    {
        using var box = new PaintBox(width, Rows, new Palette(colours: true));
        foreach ((string name, string text) in Corpus.All)
        {
            foreach (TextOptions options in new TextOptions[] { new(), new() { IsRaw = true }, new() { HasMarkup = false } })
            {
                List<IReadOnlyList<Span>> rows = RowWrap.Wrap(MessageText.Spans(text, Ink.Normal, options), width, 1);
                rows = rows[..Math.Min(Rows, rows.Count)];
                box.Show(rows);
                Compare(box, rows, name);
            }
        }
    }

    [Fact]
    public void Should_never_begin_a_row_with_what_joins_the_place_before()
    {
        foreach ((string name, string text) in Corpus.All)
        {
            Glyph[] glyphs = [.. CleanText.Block(text, joinsEmoji: true).Split('\n').SelectMany(Glyphs.Of)];
            Assert.All(glyphs, glyph => Assert.True(GraphemeHelper.GetGraphemeCount(glyph.Text) == 1 && glyph.Columns is 1 or 2, $"{name}: {glyph}"));
        }
    }

    [Fact]
    public void Should_paint_nothing_where_nothing_has_changed()
    {
        using var box = new PaintBox(40, Rows, new Palette(colours: true));
        foreach ((string name, string text) in Corpus.All)
        {
            IReadOnlyList<Span>[] rows = [.. RowWrap.Wrap(MessageText.Spans(text, Ink.Normal), 40, 1).Take(Rows - 1), .. Enumerable.Repeat<IReadOnlyList<Span>>([], Rows)];
            rows[Rows - 1] = [new Span("before", Ink.Normal)];
            box.Show(rows);
            rows[Rows - 1] = [new Span("after", Ink.Normal)];
            Assert.True(box.Show(rows) < 2 * 40, $"{name} is written again though it stands there.");
        }
    }

    private static void Compare(PaintBox box, List<IReadOnlyList<Span>> rows, string name)
    {
        Assert.True(box.Terminal.Foreign.Count == 0, $"{name}: the terminal was given {string.Join(", ", box.Terminal.Foreign.Take(5))}");
        for (int y = 0; y < box.Height; y++)
        {
            Assert.True(box.Terminal.At(0, y) == "<" && box.Terminal.At(box.Width + 1, y) == ">", $"{name}: row {y} harms its neighbour.");
            Assert.True(box.Cell(0, y).Grapheme == "<" && box.Cell(box.Width + 1, y).Grapheme == ">", $"{name}: row {y} harms its neighbour's cell.");
            int x = 1;
            foreach (Glyph glyph in y < rows.Count ? Glyphs.Of(string.Concat(rows[y].Select(span => span.Text))) : [])
            {
                Assert.True(glyph.Text.Normalize() == box.Terminal.At(x, y).Normalize(), $"{name}: '{glyph.Text}' is expected at {x},{y}, and '{box.Terminal.At(x, y)}' stands there.");
                x += glyph.Columns;
            }

            for (; x <= box.Width; x++)
            {
                Assert.True(box.Terminal.At(x, y) == " ", $"{name}: something is left at {x},{y}.");
            }
        }
    }
}
