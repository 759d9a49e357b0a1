using Chat.Server.Settings;
using CsCheck;
using Xunit;

namespace Chat.Server.Tests.Settings;

public sealed class SettingUnitsSpecs
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("17", 17)]
    [InlineData("17B", 17)]
    [InlineData("64KiB", 65_536)]
    [InlineData("64 KiB", 65_536)]
    [InlineData("1GiB", 1_073_741_824)]
    public void Should_read_sizes(string text, long bytes) => Assert.Equal(bytes, SettingUnits.ParseBytes(text));

    [Theory]
    [InlineData("")]
    [InlineData("KiB")]
    [InlineData("-1")]
    [InlineData("1.5MiB")]
    [InlineData("1kb")]
    [InlineData("99999999999999999999")]
    [InlineData("9999999999GiB")]
    public void Should_refuse_what_is_no_size(string text) => Assert.Null(SettingUnits.ParseBytes(text));

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("-1s")]
    [InlineData("10 parsecs")]
    [InlineData("99999999999999d")]
    public void Should_refuse_what_is_no_duration(string text) => Assert.Null(SettingUnits.ParseDuration(text));

    [Fact]
    public void Should_read_back_every_size_it_writes()
        => Gen.Long[0, long.MaxValue].Sample(bytes => Assert.Equal(bytes, SettingUnits.ParseBytes(SettingUnits.Format(bytes))));

    [Fact]
    public void Should_read_back_every_duration_it_writes()
        => Gen.Long[0, 1_000_000_000_000].Select(ms => TimeSpan.FromMilliseconds(ms % 100_000_000_000))
            .Sample(span => Assert.Equal(span, SettingUnits.ParseDuration(SettingUnits.Format(span))));
}
