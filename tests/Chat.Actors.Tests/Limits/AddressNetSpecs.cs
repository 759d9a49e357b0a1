using System.Net;
using Chat.Actors.Limits;

namespace Chat.Actors.Tests.Limits;

public class AddressNetSpecs
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("127.0.0.1", "127.0.0.2", false)]
    [InlineData("0.0.0.1", "::1", false)]
    public void Should_count_for_one_or_for_two(string one, string other, bool same) =>
        Assert.Equal(same, AddressNet.Of(IPAddress.Parse(one)) == AddressNet.Of(IPAddress.Parse(other)));

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.255.0.9", true)]
    [InlineData("::ffff:127.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("192.0.2.1", false)]
    [InlineData("2001:db8::1", false)]
    public void Should_know_the_machine_itself(string address, bool isLoopback) =>
        Assert.Equal(isLoopback, AddressNet.Of(IPAddress.Parse(address)).IsLoopback);

    [Fact]
    public void Should_be_written_as_people_do() =>
        Assert.Equal(["192.0.2.1", "2001:db8:1:2::/64"], new[] { "192.0.2.1", "2001:db8:1:2::7" }.Select(a => AddressNet.Of(IPAddress.Parse(a)).ToString()));
}
