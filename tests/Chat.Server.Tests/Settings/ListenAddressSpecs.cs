using System.Net;
using Chat.Server.Settings;
using Xunit;

namespace Chat.Server.Tests.Settings;

public sealed class ListenAddressSpecs
{
    [Theory]
    [InlineData("127.0.0.1:12345", "127.0.0.1:12345")]
    [InlineData("0.0.0.0:0", "0.0.0.0:0")]
    [InlineData("[::1]:65535", "[::1]:65535")]
    [InlineData("localhost:1", "127.0.0.1:1")]
    [InlineData("[::ffff:127.0.0.1]:1", "127.0.0.1:1")]
    public void Should_read_host_and_port(string text, string expected)
    {
        Assert.True(ListenAddress.TryParse(text, out ListenAddress? address));
        Assert.Equal(expected, address.ToString());
    }

    [Fact]
    public void Should_take_a_star_for_every_address()
    {
        Assert.True(ListenAddress.TryParse("*:5", out ListenAddress? address));
        Assert.True(address.Address.Equals(IPAddress.IPv6Any) || address.Address.Equals(IPAddress.Any));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("12345")]
    [InlineData(":12345")]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:")]
    [InlineData("127.0.0.1:65536")]
    [InlineData("127.0.0.1:-1")]
    [InlineData("127.0.0.1: 5")]
    [InlineData("127.1:5")]
    [InlineData("010.0.0.1:5")]
    [InlineData("0x7f.0.0.1:5")]
    [InlineData("1:5")]
    [InlineData("::1:5")]
    [InlineData("[127.0.0.1]:5")]
    [InlineData("example.org:5")]
    public void Should_refuse_anything_else(string text) => Assert.False(ListenAddress.TryParse(text, out _));
}
