using Chat.Client.Attention;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Attention;

public sealed class HighlightsSpecs
{
    [Fact]
    public void Should_find_words_where_they_stand_alone() =>
        Assert.Equal(["Alice", "ALICE", "a-b"], new Highlights(["alice", "a-b"]).Find("Alice, malice @ALICE a-b xa-b").Select(range => "Alice, malice @ALICE a-b xa-b"[range]));

    [Fact]
    public void Should_match_where_it_finds_any() => Gen.Select(Gen.String[Gen.Char["aAb_ .é😀"], 0, 12], Gen.String[Gen.Char["ab_.é"], 0, 3], Gen.String[Gen.Char["abA"], 0, 2]).Sample((text, first, second) =>
    {
        var highlights = new Highlights([first, second]);
        Assert.Equal(highlights.Find(text).Any(), highlights.Matches(text));
    });
}
