using System.Globalization;
using Chat.Client.Commands;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class MessageSpotSpecs
{
    // A Sunday; at this moment it is half past eleven in the zone.
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("an hour east", TimeSpan.FromHours(1), "an hour east", "an hour east");

    [Theory]
    [InlineData("2026-11-20", "2026-11-20 00:00")]
    [InlineData("2026-11-20 14:30", "2026-11-20 14:30")]
    [InlineData("20.11.2026", "2026-11-20 00:00")]
    [InlineData("today", "2026-11-22 00:00")]
    [InlineData("Yesterday 9:05", "2026-11-21 09:05")]
    [InlineData("11:29", "2026-11-22 11:29")]
    [InlineData("14:30", "2026-11-21 14:30")]
    [InlineData("sunday", "2026-11-22 00:00")]
    [InlineData("monday 8:00", "2026-11-16 08:00")]
    public void Should_read_times_as_people_write_them(string written, string expected)
    {
        MessageSpot.At at = Assert.IsType<MessageSpot.At>(MessageSpot.Read(written));

        Assert.Equal(expected, at.Moment(Now, Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
        Assert.Equal(TimeSpan.FromHours(1), at.Moment(Now, Zone).Offset);
    }

    [Fact]
    public void Should_read_places()
    {
        Assert.Equal(new MessageSpot.Number(120), MessageSpot.Read("#120"));
        Assert.Equal(new MessageSpot.Unread(), MessageSpot.Read(" unread "));
        Assert.Equal(new MessageSpot.Oldest(), MessageSpot.Read("start"));
        Assert.Equal(new MessageSpot.Newest(), MessageSpot.Read("END"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#0")]
    [InlineData("#x")]
    [InlineData("120")]
    [InlineData("3")]
    [InlineData("2026-13-01")]
    [InlineData("0001-01-01")]
    [InlineData("25:00")]
    [InlineData("yesterday noon")]
    [InlineData("14:30 14:30 14:30")]
    public void Should_refuse_what_is_no_place(string written) => Assert.Null(MessageSpot.Read(written));
}
