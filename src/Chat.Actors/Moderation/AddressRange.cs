using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Actors.Moderation;

/// <summary>An IP address or a network, normalized: equal texts mean the same addresses. IPv4 addresses within IPv6 are IPv4 ones.</summary>
public sealed class AddressRange
{
    private const int MappedBits = 96;

    private readonly byte[] _bytes;
    private readonly int _bits;
    private readonly string _text;

    private AddressRange(byte[] bytes, int bits)
    {
        _bytes = bytes;
        _bits = bits;
        var address = new IPAddress(bytes);
        _text = bits == bytes.Length * 8 ? address.ToString() : string.Create(CultureInfo.InvariantCulture, $"{address}/{bits}");
    }

    /// <summary>Reads an address such as <c>192.0.2.7</c> or <c>2001:db8::1</c>, or a network such as <c>203.0.113.0/24</c>.</summary>
    /// <param name="written">As a person wrote it. Bits behind the network's are cleared.</param>
    /// <param name="range">What it is.</param>
    public static bool TryParse(string? written, [NotNullWhen(true)] out AddressRange? range)
    {
        range = null;
        if (written is null)
        {
            return false;
        }

        string[] parts = written.Split('/');
        if (parts.Length > 2 || !IsWhole(parts[0]) || !IPAddress.TryParse(parts[0], out IPAddress? address) || address.ScopeIdOrZero() != 0)
        {
            return false;
        }

        int most = address.GetAddressBytes().Length * 8;
        int bits = most;
        if (parts.Length == 2 && (!int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > most))
        {
            return false;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            if (bits < MappedBits)
            {
                return false;
            }

            (address, bits) = (address.MapToIPv4(), bits - MappedBits);
        }

        range = new AddressRange(Masked(address.GetAddressBytes(), bits), bits);
        return true;
    }

    /// <summary>A peer's address as bans know it: without port and scope, IPv4 where it is one.</summary>
    public static string Normalize(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return new IPAddress(Plain(address).GetAddressBytes()).ToString();
    }

    /// <summary>Whether an address is this one, or in this network.</summary>
    public bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        byte[] bytes = Plain(address).GetAddressBytes();
        return bytes.Length == _bytes.Length && Masked(bytes, _bits).AsSpan().SequenceEqual(_bytes);
    }

    /// <summary>The address, or the network in CIDR form.</summary>
    public override string ToString() => _text;

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    // The runtime also reads "1", "0x7f.1" and the like, which people do not mean.
    private static bool IsWhole(string address) =>
        address.Contains(':', StringComparison.Ordinal) || (address.Split('.') is { Length: 4 } parts && parts.All(p => p.Length is >= 1 and <= 3 && p.All(char.IsAsciiDigit) && (p.Length == 1 || p[0] != '0')));

    private static byte[] Masked(byte[] bytes, int bits)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            int kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xff << (8 - kept));
        }

        return bytes;
    }
}

file static class AddressExtensions
{
    public static long ScopeIdOrZero(this IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? address.ScopeId : 0;
}
