using Chat.Client.Attention;
using Chat.Client.Settings;
using Xunit;

namespace Chat.Client.Tests.Attention;

public sealed class QuietTimeSpecs
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 13, 30, 0, TimeSpan.FromHours(1));

    [Theory]
    [InlineData("on", "dnd")]
    [InlineData("", "dnd")]
    [InlineData("off", null)]
    [InlineData("45m", "dnd until 14:15")]
    [InlineData("2h", "dnd until 15:30")]
    [InlineData("until 14:00", "dnd until 14:00")]
    [InlineData("until 9:05", "dnd until 09:05")]
    public void Should_last_as_long_as_is_asked(string written, string? shown)
    {
        var kept = new KeptState();
        var quiet = new QuietTime(kept);
        quiet.Set(QuietWish.Read(written)!, Now);

        Assert.Equal(shown, quiet.Describe(Now));
        Assert.Equal(shown == "dnd", quiet.Lasts(Now.AddDays(2)));
        Assert.Equal(shown, new QuietTime(kept).Describe(Now));
    }

    [Fact]
    public void Should_change_over_without_a_word()
    {
        var quiet = new QuietTime(new KeptState());
        quiet.Set(new QuietWish.Span(TimeSpan.FromHours(1)), Now);
        quiet.Set(new QuietWish.Switch(), Now);
        Assert.False(quiet.Lasts(Now));
    }

    [Theory]
    [InlineData("30")]
    [InlineData("0m")]
    [InlineData("-5m")]
    [InlineData("5hm")]
    [InlineData("9999999999h")]
    [InlineData("until 25:00")]
    [InlineData("until")]
    [InlineData("maybe")]
    public void Should_not_take_what_is_no_time(string written) => Assert.Null(QuietWish.Read(written));
}
