using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Server.Settings;

/// <summary>An address to listen on.</summary>
/// <param name="Address">An address of this machine; <see cref="IPAddress.IPv6Any"/> for all of them, IPv4 included.</param>
/// <param name="Port">0 to 65535; 0 picks a free one.</param>
public sealed record ListenAddress(IPAddress Address, int Port)
{
    /// <summary>What <see cref="TryParse"/> takes, in words.</summary>
    public const string Allowed =
        "HOST:PORT, where HOST is an IPv4 address, an IPv6 address in brackets, localhost or *, and PORT is 0 to 65535";

    /// <summary>Reads HOST:PORT.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out ListenAddress? address)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        int colon = text.LastIndexOf(':');
        if (colon <= 0
            || !ushort.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out ushort port)
            || HostOf(text[..colon]) is not { } host)
        {
            return false;
        }

        address = new ListenAddress(host, port);
        return true;
    }

    /// <summary>The same for a socket.</summary>
    public IPEndPoint ToEndPoint() => new(Address, Port);

    /// <summary>HOST:PORT.</summary>
    public override string ToString() => new IPEndPoint(Address, Port).ToString();

    private static IPAddress? HostOf(string host)
    {
        if (host == "*")
        {
            return Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any;
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        bool bracketed = host.StartsWith('[') && host.EndsWith(']');
        if (!IPAddress.TryParse(bracketed ? host[1..^1] : host, out IPAddress? address))
        {
            return null;
        }

        return bracketed == (address.AddressFamily == AddressFamily.InterNetworkV6) && IsWrittenInFull(host, address)
            ? address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address
            : null;
    }

    /// <summary>The platform's parser takes "1", "127.1" and octal "010.0.0.1" for IPv4 addresses; in settings that is a typing error.</summary>
    internal static bool IsWrittenInFull(string text, IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 || text == address.ToString();
}
