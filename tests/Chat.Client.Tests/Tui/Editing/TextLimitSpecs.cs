using Chat.Client.Tui.Editing;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

public sealed class TextLimitSpecs
{
    [Theory]
    [InlineData("one two three", 8, "one two|three")]
    [InlineData("a paragraph\n\npara two\nline", 20, "a paragraph|para two\nline")]
    [InlineData("日本語テキスト", 10, "日本語|テキス|ト")]
    [InlineData("👍🏽👍🏽", 9, "👍🏽|👍🏽")]
    [InlineData("short", 10, "short")]
    public void Should_split_between_paragraphs_words_or_graphemes(string text, int most, string pieces) => Assert.Equal(pieces.Split('|'), TextLimit.Split(text, most));

    [Fact]
    public void Should_lose_nothing_but_blanks_and_never_be_too_long()
    {
        Gen.Select(Gen.OneOf("a", " ", "\n", "日", "👍🏽", "word", "e\u0301").Array[0, 60].Select(string.Concat), Gen.Int[8, 40]).Sample((text, most) =>
        {
            IReadOnlyList<string> pieces = TextLimit.Split(text, most);
            Assert.All(pieces, piece => Assert.InRange(TextLimit.Bytes(piece), 1, most));
            Assert.Equal(Letters(text), Letters(string.Concat(pieces)));
        });
    }

    [Theory]
    [InlineData("12345678", 2)]
    [InlineData("/msg bob 12345678", 2)]
    [InlineData("/me 日日日日", -2)]
    [InlineData("//2345678", 2)]
    [InlineData("1234567", null)]
    [InlineData("/whois somebody with a long name", null)]
    public void Should_count_the_bytes_of_the_message_alone(string line, int? left) => Assert.Equal(left, TextLimit.Left(line, 10));

    private static string Letters(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
