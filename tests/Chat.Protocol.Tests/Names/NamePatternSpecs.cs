using System.Text.RegularExpressions;
using Chat.Protocol.Names;
using CsCheck;
using Xunit;

namespace Chat.Protocol.Tests.Names;

public class NamePatternSpecs
{
    [Theory]
    [InlineData("mallory*", "mallory", true)]
    [InlineData("mallory*", "mallory2", true)]
    [InlineData("mallory*", "amallory", false)]
    [InlineData("*bot", "spambot", true)]
    [InlineData("*bot", "bots", false)]
    [InlineData("guest??", "guest12", true)]
    [InlineData("guest??", "guest1", false)]
    [InlineData("a*b*c", "aXXbYYc", true)]
    [InlineData("a*b*c", "aXXcYYb", false)]
    [InlineData("кот?", "котя", true)]
    public void Should_match_as_people_expect(string pattern, string name, bool matches) => Assert.Equal(matches, NamePattern.Matches(pattern, name));

    [Fact]
    public void Should_compare_as_names_are_compared()
    {
        Assert.True(NamePattern.TryParse("MALLORY**", NamePolicy.Ascii, out string folded, out _));
        Assert.Equal("mallory*", folded);
        Assert.True(NamePattern.TryParse("Straße*", NamePolicy.Unicode, out string unicode, out _));
        Assert.True(NameRules.TryParse("STRASSE1", NameKind.User, NamePolicy.Unicode, out ChatName name, out _));
        Assert.True(NamePattern.Matches(unicode, name.Folded));
    }

    [Theory]
    [InlineData("mallory*", "ma11ory", true)]
    [InlineData("mallory*", "MaIIory_", true)]
    [InlineData("mallory*", "rnallory7", true)]
    [InlineData("?dmin", "adm1n", true)]
    [InlineData("adrnin*", "admin", true)]
    [InlineData("mallory*", "malory", false)]
    [InlineData("ace*", "асе", true)]
    [InlineData("асе*", "ace2", true)]
    [InlineData("кот*", "котик", true)]
    [InlineData("кот*", "kot", true)]
    [InlineData("жук*", "xyk", false)]
    public void Should_match_what_looks_like_it(string pattern, string name, bool matches)
    {
        Assert.True(NamePattern.TryParse(pattern, NamePolicy.Unicode, out string folded, out _));
        Assert.True(NameRules.TryParse(name, NameKind.User, NamePolicy.Unicode, out ChatName parsed, out _));
        Assert.Equal(matches, NamePattern.Matches(folded, parsed));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*?*")]
    [InlineData("a b")]
    [InlineData("[a-z]+")]
    [InlineData("кот*")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void Should_refuse_what_is_no_pattern(string raw)
    {
        Assert.False(NamePattern.TryParse(raw, NamePolicy.Ascii, out _, out string? problem));
        Assert.NotEmpty(problem);
    }

    [Fact]
    public void Should_match_what_a_regular_expression_does() => Gen.Select(Gen.Char["ab*?"].Array[1, 12], Gen.Char["ab"].Array[0, 12]).Sample((p, n) =>
    {
        (string pattern, string name) = (new string(p), new string(n));
        string expression = "^" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$";
        return NamePattern.Matches(pattern, name) == Regex.IsMatch(name, expression);
    });

    [Fact]
    public void Should_not_take_forever_over_many_stars() =>
        Assert.False(NamePattern.Matches(string.Concat(Enumerable.Repeat("a*", 32)) + "b", new string('a', 200)));
}
