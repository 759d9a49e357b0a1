using System.Net;
using Chat.Actors.Moderation;
using CsCheck;

namespace Chat.Actors.Tests.Moderation;

public class AddressRangeSpecs
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("192.0.2.7/32", "192.0.2.7")]
    [InlineData("203.0.113.9/24", "203.0.113.0/24")]
    [InlineData("10.1.2.3/0", "0.0.0.0/0")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7/120", "192.0.2.0/24")]
    [InlineData("2001:DB8:0::1", "2001:db8::1")]
    [InlineData("2001:db8:1:2:3::/64", "2001:db8:1:2::/64")]
    public void Should_write_the_same_addresses_in_one_way(string written, string normal)
    {
        Assert.True(AddressRange.TryParse(written, out AddressRange? range));
        Assert.Equal(normal, range.ToString());
        Assert.True(AddressRange.TryParse(normal, out AddressRange? again));
        Assert.Equal(normal, again.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.org")]
    [InlineData("1")]
    [InlineData("10.1")]
    [InlineData("010.0.0.1")]
    [InlineData("0x7f.0.0.1")]
    [InlineData("192.0.2.7/33")]
    [InlineData("192.0.2.7/-1")]
    [InlineData("192.0.2.7/")]
    [InlineData("192.0.2.0/24/24")]
    [InlineData("2001:db8::/129")]
    [InlineData("::ffff:0:0/80")]
    [InlineData("fe80::1%eth0")]
    public void Should_refuse_what_is_no_address(string? written) => Assert.False(AddressRange.TryParse(written, out _));

    [Theory]
    [InlineData("203.0.113.0/24", "203.0.113.255", true)]
    [InlineData("203.0.113.0/24", "::ffff:203.0.113.255", true)]
    [InlineData("203.0.113.0/24", "203.0.114.0", false)]
    [InlineData("203.0.113.0/25", "203.0.113.128", false)]
    [InlineData("2001:db8::/32", "2001:db8:ffff::1", true)]
    [InlineData("2001:db8::/32", "203.0.113.1", false)]
    [InlineData("0.0.0.0/0", "2001:db8::1", false)]
    public void Should_tell_who_is_within(string range, string address, bool within)
    {
        Assert.True(AddressRange.TryParse(range, out AddressRange? parsed));
        Assert.Equal(within, parsed.Contains(IPAddress.Parse(address)));
    }

    [Fact]
    public void Should_contain_an_address_wherever_the_first_bits_are_the_same() =>
        Gen.Select(Gen.UInt, Gen.UInt, Gen.Int[0, 32]).Sample((one, other, bits) =>
        {
            Assert.True(AddressRange.TryParse($"{Address(one)}/{bits}", out AddressRange? range));
            bool same = bits == 0 || one >> (32 - bits) == other >> (32 - bits);
            return range.Contains(Address(other)) == same && range.Contains(Address(other).MapToIPv6()) == same;
        });

    [Fact]
    public void Should_write_a_peers_address_without_its_scope() =>
        Assert.Equal("fe80::1", AddressRange.Normalize(new IPAddress(IPAddress.Parse("fe80::1").GetAddressBytes(), 3)));

    private static IPAddress Address(uint value) => new([(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value]);
}
