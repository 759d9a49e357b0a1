using System.Globalization;
using System.Text;
using Chat.Client.Text;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Text;

public sealed class CleanTextSpecs
{
    [Theory]
    [InlineData("plain text", "plain text")]
    [InlineData("\u001b[31mred\u001b[0m", "\uFFFD[31mred\uFFFD[0m")]
    [InlineData("\u001b]0;title\u0007", "\uFFFD]0;title\uFFFD")]
    [InlineData("\u009b2J\u0000\u007f", "\uFFFD2J\uFFFD\uFFFD")]
    [InlineData("abc\u202edef\u2066x", "abcdefx")]
    [InlineData("a\u200bb\u200dc\ufeffd\u00ade", "abcde")]
    [InlineData("\u2764\ufe0f", "\u2764")]
    [InlineData("a\tb", "a    b")]
    [InlineData("a\r\nb\rc\u2028d", "a b c d")]
    [InlineData("e\u0301\u0302\u0303\u0304\u0305\u0306", "e\u0301\u0302\u0303\u0304")]
    [InlineData("\ud83d\udc4d\ud83c\udffd", "\ud83d\udc4d")]
    [InlineData("日本語 한국어 עברית", "日本語 한국어 עברית")]
    [InlineData("\u1112\u1161\u11ab \u1100 \u1161\u11a8", "한 ㄱ ㅏㄱ")]
    [InlineData("\ud83c\udde9\ud83c\uddea\ud83c\uddeb", "\ud83c\udde9\ud83c\uddeaF")]
    [InlineData("\u0301a \u0301", "\u25cc\u0301a \u25cc\u0301")]
    [InlineData("می\u200cخواهم pay\u200cpal", "می\u200cخواهم paypal")]
    [InlineData("\ue000\u4dc0\ufdd0", "\ufffd\ufffd\ufffd")]
    [InlineData("👨\u200d👩\u200d👧", "👨👩👧")]
    [InlineData(null, "")]
    public void Should_make_hostile_text_harmless(string? text, string clean) => Assert.Equal(clean, CleanText.Line(text));

    [Fact]
    public void Should_replace_half_a_character() => Assert.Equal("\uFFFDx", CleanText.Line(new string([(char)0xD800, 'x'])));

    [Theory]
    [InlineData("👨\u200d👩\u200d👧", "👨\u200d👩\u200d👧")]
    [InlineData("\ud83d\udc4d\ud83c\udffd", "\ud83d\udc4d\ud83c\udffd")]
    [InlineData("a\u200d👩\u200db \ud83c\udffd", "a👩b ")]
    [InlineData("\u2764\ufe0f", "\u2764")]
    public void Should_keep_joined_emoji_and_skin_tones_where_they_are_wanted(string text, string clean) => Assert.Equal(clean, CleanText.Block(text, joinsEmoji: true));

    [Fact]
    public void Should_keep_the_lines_of_a_block() => Assert.Equal("a\nb\n\nc", CleanText.Block("a\r\nb\n\nc\n\n"));

    [Fact]
    public void Should_let_nothing_through_that_controls_or_hides() => Gen.String[Gen.Char, 0, 60].Sample(text =>
        CleanText.Line(text).EnumerateRunes().All(rune => rune.Value == 0x200C ||
            Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)));

    [Fact]
    public void Should_change_clean_text_no_more() => Gen.String[Gen.Char, 0, 60].Sample(text => CleanText.Block(CleanText.Block(text)) == CleanText.Block(text));
}
