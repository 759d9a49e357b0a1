using Chat.Client.Tui.Editing;
using Chat.Client.Tui.Painting;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

public sealed class EditRowsSpecs
{
    [Theory]
    [InlineData("one two three", 8, "one two |three")]
    [InlineData("abcdefghij", 4, "abcd|efgh|ij")]
    [InlineData("日本語テキスト", 5, "日本|語テ|キス|ト")]
    [InlineData("ab 日本語", 5, "ab 日|本語")]
    [InlineData("a\n\nb\n", 8, "a||b|")]
    [InlineData("", 8, "")]
    [InlineData("a\u202eb", 8, "a·b")]
    [InlineData("日", 1, "日")]
    public void Should_break_at_blanks_and_beside_wide_characters(string text, int width, string rows) => Assert.Equal(rows, Shown(new EditRows(text, width)));

    [Fact]
    public void Should_show_one_mark_for_each_character_of_a_secret() => Assert.Equal("•••", Shown(new EditRows("a日👨‍👩‍👧", 10, masked: true)));

    [Theory]
    [InlineData("日本語テキスト", 5, 2, 1, 0)]
    [InlineData("日本語テキスト", 5, 7, 3, 2)]
    [InlineData("one two three", 8, 8, 1, 0)]
    [InlineData("a\nb", 8, 1, 0, 1)]
    [InlineData("a\n", 8, 2, 1, 0)]
    [InlineData("e\u0301日x", 8, 3, 0, 3)]
    public void Should_know_where_a_place_is_shown(string text, int width, int at, int row, int column) => Assert.Equal((row, column), new EditRows(text, width).Find(at));

    [Fact]
    public void Should_find_each_place_again_and_never_be_too_wide()
    {
        Gen.Select(Gen.OneOf("a", " ", "日", "👍🏽", "e\u0301", "🇯🇵", "\n", "\t", "\u200b", "word").Array[0, 40].Select(string.Concat), Gen.Int[4, 20]).Sample((text, width) =>
        {
            var rows = new EditRows(text, width);
            foreach (int at in EditText.Borders(text))
            {
                (int row, int column) = rows.Find(at);
                Assert.InRange(column, 0, width);
                Assert.Equal(at, rows.At(row, column));
            }

            for (int row = 0; row < rows.Count; row++)
            {
                Assert.InRange(rows.Spans(row).Sum(span => Glyphs.Columns(span.Text)), 0, width);
            }
        });
    }

    private static string Shown(EditRows rows) => string.Join('|', Enumerable.Range(0, rows.Count).Select(row => string.Concat(rows.Spans(row).Select(span => span.Text))));
}
