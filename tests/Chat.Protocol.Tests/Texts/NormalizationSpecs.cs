using System.Text;
using Chat.Protocol.Texts;
using CsCheck;
using Xunit;

namespace Chat.Protocol.Tests.Texts;

public sealed class NormalizationSpecs
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("\uFFFE", "\uFFFE")]
    [InlineData("e\uFFFE\u0301e\u0301", "e\uFFFE\u0301\u00e9")]
    public void Should_normalize_also_what_is_no_character(string text, string normal) => Assert.Equal(normal, text.NormalizeAny(NormalizationForm.FormC));

    [Fact]
    public void Should_replace_half_of_a_pair() => Assert.Equal("\uFFFDx", new string([(char)0xD800, 'x']).NormalizeAny(NormalizationForm.FormC));

    [Theory]
    [InlineData(NormalizationForm.FormC)]
    [InlineData(NormalizationForm.FormKC)]
    [InlineData(NormalizationForm.FormKD)]
    public void Should_never_throw_and_change_nothing_the_second_time(NormalizationForm form) => Gen.String[Gen.Char, 0, 30].Sample(text =>
        text.NormalizeAny(form) is var once && once.NormalizeAny(form) == once);
}
