using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol.Frames;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

public sealed class MessageLayoutSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
    private readonly MessageLayout _layout = new(TimeZoneInfo.Utc);

    [Fact]
    public void Should_break_at_spaces_and_indent_what_follows() => Assert.Equal(
        ["10:30 Bob: one two three four", "      five six seven eight"],
        Lay("one two three four five six seven eight", 30));

    [Fact]
    public void Should_break_a_long_word_where_the_row_ends() => Assert.Equal(
        ["10:30 Bob:", "      abcdefghijklmnopqrstuvwxyz", "      ABCDEFGHIJ"],
        Lay("abcdefghijklmnopqrstuvwxyzABCDEFGHIJ", 32));

    [Fact]
    public void Should_never_cut_a_wide_character() => Assert.Equal(
        ["10:30 Bob: 日本", "  語日本語日本語"],
        Lay("日本語日本語日本語", 16));

    [Fact]
    public void Should_keep_marks_with_their_letter() => Assert.Equal(["10:30 Bob: ne\u0301e e\u0301a"], Lay("ne\u0301e e\u0301a", 40));

    [Fact]
    public void Should_count_emoji_as_two_columns() => Assert.Equal(
        ["10:30 Bob: 👍👍", "  👍👍"],
        Lay("👍👍👍👍", 16));

    [Fact]
    public void Should_keep_the_lines_of_a_text() => Assert.Equal(["10:30 Bob: one", "      two", "", "      four"], Lay("one\ntwo\n\nfour", 40));

    [Fact]
    public void Should_show_an_action() => Assert.Equal(["10:30 * Bob waves"], Lay("waves", 40, MessageKind.Action));

    [Fact]
    public void Should_fit_any_text_into_any_width_and_lose_no_letter()
    {
        _layout.Text = new TextOptions { HasMarkup = false };
        Gen<string> texts = Gen.OneOf(Gen.String, Gen.String["ab 日本👍e\u0301\n"]);
        Gen.Select(texts, Gen.Int[2, 60]).Sample((text, width) =>
        {
            List<string> rows = Lay(text, width, trim: false);
            Assert.All(rows, row => Assert.True(Glyphs.Columns(row) <= width));
            Assert.Equal(Letters(Chat.Client.Text.CleanText.Block(text)), Letters(string.Concat(rows))["10:30Bob:".Length..]);
        });
    }

    private static string Letters(string text) => string.Concat(text.Split('\n').SelectMany(Glyphs.Of).Select(glyph => glyph.Text).Where(glyph => glyph != " "));

    private List<string> Lay(string text, int width, string? kind = null, bool trim = true) =>
        [.. _layout.Rows(new TimelineItem.Said(new MessageInfo(1, At, "Bob", text, "k", kind), false), width)
            .Select(row => string.Concat(row.Select(span => span.Text)))
            .Select(row => trim ? row.TrimEnd() : row)];
}
