using Chat.Client.Tui.Moving;
using Xunit;

namespace Chat.Client.Tests.Tui.Moving;

public sealed class FuzzySpecs
{
    [Theory]
    [InlineData("py", new[] { "python", "happy", "jpy-tools" })]
    [InlineData("gb", new[] { "green-bay", "GreatBuild", "lightbulb" })]
    [InlineData("team", new[] { "team", "team-red", "the-early-morning" })]
    [InlineData("日", new[] { "日本", "今日" })]
    public void Should_put_the_likeliest_first(string letters, string[] ranked)
    {
        Assert.Equal(ranked, ranked.Reverse().OrderByDescending(name => Fuzzy.Match(letters, name)!.Score));
    }

    [Theory]
    [InlineData("pto", "python", new[] { 0, 2, 4 })]
    [InlineData("ON", "python", new[] { 4, 5 })]
    [InlineData("aab", "xaayaab", new[] { 4, 5, 6 })]
    [InlineData("", "python", new int[0])]
    public void Should_say_where_the_letters_stand(string letters, string name, int[] at) => Assert.Equal(at, Fuzzy.Match(letters, name)!.At);

    [Theory]
    [InlineData("pyz", "python")]
    [InlineData("nop", "python")]
    [InlineData("pythons", "python")]
    public void Should_know_what_does_not_fit(string letters, string name) => Assert.Null(Fuzzy.Match(letters, name));
}
