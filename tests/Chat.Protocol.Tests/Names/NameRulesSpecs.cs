using Chat.Protocol.Names;
using Xunit;

namespace Chat.Protocol.Tests.Names;

public sealed class NameRulesSpecs
{
    [Theory]
    [InlineData("alice")]
    [InlineData("Bob_2.x-y")]
    [InlineData("_a")]
    [InlineData("7")]
    public void Should_accept_ASCII_names_as_written(string raw)
    {
        Assert.Equal(raw, Parse(raw, NamePolicy.Ascii).Display);
        Assert.Equal(Parse(raw, NamePolicy.Ascii), Parse(raw, NamePolicy.Unicode));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("...")]
    [InlineData("-_.")]
    [InlineData("a b")]
    [InlineData(" a")]
    [InlineData("a\n")]
    [InlineData("a\0")]
    [InlineData("@a")]
    [InlineData("bob~7")]
    [InlineData("a|b")]
    [InlineData("a/b")]
    [InlineData("a\u001b[31m")]
    public void Should_refuse_under_either_policy(string? raw)
    {
        Assert.False(Parses(raw, NamePolicy.Ascii));
        Assert.False(Parses(raw, NamePolicy.Unicode));
    }

    [Theory]
    [InlineData("é")]
    [InlineData("аlice")]
    [InlineData("Алиса")]
    [InlineData("ａlice")]
    [InlineData("山田")]
    public void Should_refuse_other_letters_where_the_policy_is_ASCII(string raw) => Assert.False(Parses(raw, NamePolicy.Ascii));

    [Theory]
    [InlineData("José")]
    [InlineData("Zoë-2")]
    [InlineData("Nguyễn")]
    [InlineData("Łukasz")]
    [InlineData("Алиса_7")]
    [InlineData("Νίκος")]
    [InlineData("Արամ")]
    [InlineData("שרה")]
    [InlineData("محمد")]
    [InlineData("मोहन")]
    [InlineData("สมชาย")]
    [InlineData("გიორგი")]
    [InlineData("김철수")]
    [InlineData("金철수")]
    [InlineData("山田たろう")]
    [InlineData("コーヒー")]
    [InlineData("李小龙")]
    public void Should_accept_letters_of_one_script(string raw) => Assert.True(Parses(raw, NamePolicy.Unicode));

    [Theory]
    [InlineData("аlice")] // Cyrillic and Latin
    [InlineData("bοb")] // Greek and Latin
    [InlineData("김たろう")] // Hangul and Hiragana
    [InlineData("Алиσα")] // Cyrillic and Greek
    [InlineData("a\u0627")] // Latin and Arabic
    public void Should_refuse_letters_of_several_scripts(string raw) => Assert.False(Parses(raw, NamePolicy.Unicode));

    [Theory]
    [InlineData("al\u200Bice")] // zero width space
    [InlineData("al\u200Dice")] // zero width joiner
    [InlineData("al\u202Eice")] // right-to-left override
    [InlineData("al\u2066ice")] // bidi isolate
    [InlineData("al\u00ADice")] // soft hyphen
    [InlineData("al\uFE0Fice")] // variation selector
    [InlineData("al\u034Fice")] // combining grapheme joiner
    [InlineData("al\u00A0ice")] // no-break space
    [InlineData("\u3164")] // Hangul filler, a letter that shows nothing
    [InlineData("\u115F\u1160")] // Hangul jamo fillers
    [InlineData("\uD800lice")] // half a surrogate pair
    [InlineData("lice\uDC00")]
    [InlineData("\uE000")] // private use
    [InlineData("😀")]
    [InlineData("ᎪᏞᏆᏟᎬ")] // Cherokee, which passes for ALICE
    [InlineData("𝓐lice½")]
    [InlineData("\u0301a")] // a mark on nothing
    [InlineData("a_\u0301")]
    [InlineData("\u0301\u0302")]
    [InlineData("a\u0323\u0323")] // the same mark twice
    [InlineData("a\u0323\u0330\u0331\u0325\u0304")] // a pile of marks
    [InlineData("1\u0662")] // digits of two systems
    public void Should_refuse_what_hides_or_deceives(string raw) => Assert.False(Parses(raw, NamePolicy.Unicode));

    [Fact]
    public void Should_count_characters_after_normalisation()
    {
        Assert.True(Parses(new string('a', 32), NamePolicy.Ascii));
        Assert.False(Parses(new string('a', 33), NamePolicy.Ascii));
        Assert.True(Parses(Repeat("e\u0301", 32), NamePolicy.Unicode));
        Assert.False(Parses(Repeat("e\u0301", 33), NamePolicy.Unicode));
        Assert.True(Parses(Repeat("\U00020000", 32), NamePolicy.Unicode));
        Assert.False(Parses(Repeat("\U00020000", 33), NamePolicy.Unicode));
        Assert.False(Parses(Repeat("\uFDFA", 32), NamePolicy.Unicode));
        Assert.True(NameRules.TryParse(new string('r', 64), NameKind.Room, NamePolicy.Ascii, out _, out _));
        Assert.False(NameRules.TryParse(new string('r', 65), NameKind.Room, NamePolicy.Ascii, out _, out _));
        Assert.False(Parses(new string('\u0301', 1_000_000), NamePolicy.Unicode));
    }

    [Theory]
    [InlineData("Alice", "aLICE")]
    [InlineData("Straße", "STRASSE")]
    [InlineData("Νίκος", "ΝΊΚΟΣ")]
    [InlineData("Алиса", "АЛИСА")]
    [InlineData("ａｌｉｃｅ", "alice")]
    [InlineData("e\u0301", "\u00C9")]
    [InlineData("\uFB01n", "FIN")]
    [InlineData("\u212Belvin", "åelvin")]
    public void Should_take_case_and_compatibility_forms_for_the_same_name(string one, string other)
    {
        Assert.Equal(Parse(one, NamePolicy.Unicode).Folded, Parse(other, NamePolicy.Unicode).Folded);
        Assert.Equal(Parse(one, NamePolicy.Unicode).Skeleton, Parse(other, NamePolicy.Unicode).Skeleton);
    }

    [Theory]
    [InlineData("lan", "Ian")]
    [InlineData("Alice", "A1ice")]
    [InlineData("ALICE", "alice")]
    [InlineData("Bob", "B0b")]
    [InlineData("BOB", "b0b")]
    [InlineData("tim", "tirn")]
    [InlineData("TIM", "tlrn")]
    [InlineData("мосо", "rnoco")]
    [InlineData("асе", "ace")] // Cyrillic
    [InlineData("СОСОА", "cocoa")] // Cyrillic capitals
    [InlineData("ΑΚΗ", "akh")] // Greek capitals
    [InlineData("ορα", "opa")] // Greek small letters
    [InlineData("օո", "on")] // Armenian
    [InlineData("סס", "oo")] // Hebrew
    [InlineData("ıan", "Ian")]
    [InlineData("İan", "ian")]
    [InlineData("i\u0307an", "ian")]
    [InlineData("١٥", "10")] // Arabic-Indic digits
    public void Should_give_lookalikes_one_skeleton(string one, string other) =>
        Assert.Equal(Parse(one, NamePolicy.Unicode).Skeleton, Parse(other, NamePolicy.Unicode).Skeleton);

    [Theory]
    [InlineData("bob", "rob")]
    [InlineData("nan", "van")]
    [InlineData("hat", "nat")]
    [InlineData("Алиса", "Алина")]
    [InlineData("Νίκος", "Βίκος")]
    [InlineData("まり", "まる")]
    [InlineData("김철수", "김영수")]
    [InlineData("café", "cafe")]
    public void Should_keep_names_apart_that_look_different(string one, string other) =>
        Assert.NotEqual(Parse(one, NamePolicy.Unicode).Skeleton, Parse(other, NamePolicy.Unicode).Skeleton);

    [Fact]
    public void Should_refuse_a_name_that_passes_for_two_Latin_ones()
    {
        // Greek 'νο' is 'vo' to the eye, its capitals 'NO': no single skeleton would guard both.
        Assert.False(NameRules.TryParse("νο", NameKind.User, NamePolicy.Unicode, out _, out string? problem));
        Assert.Contains("two different Latin names", problem, StringComparison.Ordinal);
        Assert.True(Parses("νοσ\u03BB", NamePolicy.Unicode));
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static bool Parses(string? raw, NamePolicy policy)
    {
        bool parses = NameRules.TryParse(raw, NameKind.User, policy, out _, out string? problem);
        Assert.Equal(parses, problem is null);
        return parses;
    }

    private static ChatName Parse(string raw, NamePolicy policy)
    {
        Assert.True(NameRules.TryParse(raw, NameKind.User, policy, out ChatName name, out string? problem), problem);
        return name;
    }
}
