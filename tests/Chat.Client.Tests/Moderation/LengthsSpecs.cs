using Chat.Client.Moderation;
using Xunit;

namespace Chat.Client.Tests.Moderation;

public sealed class LengthsSpecs
{
    [Theory]
    [InlineData("90s", 90)]
    [InlineData("10m", 600)]
    [InlineData("2H", 7200)]
    [InlineData("7d", 604_800)]
    [InlineData("2w", 1_209_600)]
    [InlineData("3650d", 315_360_000)]
    public void Should_read_a_length(string written, long seconds)
    {
        Assert.True(Lengths.TryRead(written, out TimeSpan length));
        Assert.Equal(TimeSpan.FromSeconds(seconds), length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("0m")]
    [InlineData("-1m")]
    [InlineData("10")]
    [InlineData("10x")]
    [InlineData("1.5h")]
    [InlineData("3651d")]
    [InlineData("99999999999s")]
    public void Should_refuse_what_is_none(string written) => Assert.False(Lengths.TryRead(written, out _));

    [Theory]
    [InlineData(1, "1 second", "1s")]
    [InlineData(60, "1 minute", "1m")]
    [InlineData(90, "90 seconds", "90s")]
    [InlineData(600, "10 minutes", "10m")]
    [InlineData(599, "10 minutes", "599s")]
    [InlineData(3600, "1 hour", "1h")]
    [InlineData(7200, "2 hours", "2h")]
    [InlineData(604_800, "1 week", "1w")]
    [InlineData(864_000, "10 days", "10d")]
    public void Should_say_a_length(int seconds, string words, string typed)
    {
        Assert.Equal(words, Lengths.InWords(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(typed, Lengths.Short(TimeSpan.FromSeconds(seconds)));
    }
}
