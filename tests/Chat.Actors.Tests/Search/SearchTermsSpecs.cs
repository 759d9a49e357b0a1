using Chat.Actors.Search;
using CsCheck;

namespace Chat.Actors.Tests.Search;

public sealed class SearchTermsSpecs
{
    private static readonly string[] Pieces = ["\"", "*", "-", "a", "snake", " ", "AND", "OR", "NOT", "NEAR(", ")", ":", "text:", "日本", "é", "^", "{", "+", "'", ";--", "\u201c"];

    private static readonly Gen<string> AnyLine = Gen.OneOf(
        Gen.String,
        Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[0, 20].Select(string.Concat));

    [Theory]
    [InlineData("snake oil", "\"snake\" \"oil\"")]
    [InlineData("\"snake oil\"", "\"snake oil\"")]
    [InlineData("\"snake oil", "\"snake oil\"")]
    [InlineData("say\"snake oil\"loud", "\"say\" \"snake oil\" \"loud\"")]
    [InlineData("\"\" \" \" snake\"", "\"snake\"")]
    [InlineData("snake* \"a pla\"*", "\"snake\"* \"a pla\"*")]
    [InlineData("a* * snake *", "\"a\" \"snake\"")]
    [InlineData("-snake +oil", "\"snake\" \"oil\"")]
    [InlineData("snake AND oil NEAR(x)", "\"snake\" \"and\" \"oil\" \"near x\"")]
    [InlineData("text:snake", "\"text snake\"")]
    [InlineData("日本語 x", "\"日 本 語\" \"x\"")]
    [InlineData("Snake SNAKE snäke", "\"snake\"")]
    [InlineData("!? \"...\" * -", "")]
    [InlineData("", "")]
    public void Should_read_a_line(string line, string printed) => Assert.Equal(printed, SearchTerms.Print(SearchTerms.Parse(line)));

    [Fact]
    public void Should_read_any_line_and_read_its_own_print_as_the_same() =>
        AnyLine.Sample(line => SearchTerms.Parse(SearchTerms.Print(SearchTerms.Parse(line))).SequenceEqual(SearchTerms.Parse(line)));

    [Fact]
    public void Should_find_in_a_line_the_words_it_is_made_of() =>
        AnyLine.Sample(line => SearchTerms.Parse(line).All(phrase => phrase.IsIn(SearchText.Tokens(line))));

    [Theory]
    [InlineData("b c", true)]
    [InlineData("a b c", true)]
    [InlineData("a c", false)]
    [InlineData("a b c d", false)]
    public void Should_match_words_side_by_side(string words, bool found) =>
        Assert.Equal(found, new SearchPhrase(words.Split(' '), IsPrefix: false).IsIn(["a", "b", "b", "c", "a", "b", "c"]));
}
