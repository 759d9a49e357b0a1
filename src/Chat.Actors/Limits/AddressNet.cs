using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Chat.Actors.Limits;

/// <summary>
/// Whom an address counts for: an IPv4 address itself, of an IPv6 address the /64, since whoever has one has all of it. An IPv4 address written as IPv6 is IPv4.
/// </summary>
/// <param name="Bits">The IPv4 address, or the upper half of the IPv6 address.</param>
/// <param name="IsV6">Which of the two.</param>
public readonly record struct AddressNet(ulong Bits, bool IsV6)
{
    private const ulong V4Loopback = 127;

    /// <summary>True for the machine itself: 127.0.0.0/8, each address of its own, and ::1.</summary>
    public bool IsLoopback => IsV6 ? Bits == 0 : Bits >> 24 == V4Loopback;

    /// <summary>The net of an address.</summary>
    public static AddressNet Of(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        Span<byte> bytes = stackalloc byte[16];
        address = Plain(address);
        address.TryWriteBytes(bytes, out _);
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? new AddressNet(BinaryPrimitives.ReadUInt64BigEndian(bytes), true)
            : new AddressNet(BinaryPrimitives.ReadUInt32BigEndian(bytes), false);
    }

    /// <summary>An IPv4 address that is written as IPv6 as what it is; any other as it is.</summary>
    public static IPAddress Plain(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
    }

    /// <summary>As people write it.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[IsV6 ? 16 : 4];
        if (IsV6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes, Bits);
            return $"{new IPAddress(bytes)}/64";
        }

        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)Bits);
        return new IPAddress(bytes).ToString();
    }
}
