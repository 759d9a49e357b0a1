using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Chat.Server.Tests.EndToEnd.Support;

namespace Chat.Server.Tests.Tls;

/// <summary>
/// Offers a server one version and some suites, in bytes of its own, and tells what it makes of them: no library stands between that would refuse to
/// offer what is weak.
/// </summary>
internal static class TlsProbe
{
    public const int Ssl3 = 0x0300;
    public const int Tls10 = 0x0301;
    public const int Tls11 = 0x0302;
    public const int Tls12 = 0x0303;
    public const int Tls13 = 0x0304;

    private const byte Handshake = 22;
    private const byte ServerHello = 2;

    /// <summary>Says hello.</summary>
    /// <returns>The suite that the server chose; null where it refused.</returns>
    public static async Task<TlsCipherSuite?> OfferAsync(IPEndPoint server, int version, params TlsCipherSuite[] suites)
    {
        using var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        await socket.ConnectAsync(server, deadline.Token);
        await socket.SendAsync(Hello(version, suites), deadline.Token);
        await using var stream = new NetworkStream(socket);
        byte[] head = new byte[5];
        try
        {
            if (await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, deadline.Token) < head.Length || head[0] != Handshake)
            {
                return null;
            }
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // A refusal, too: the reset has overtaken the alert.
            return null;
        }

        byte[] message = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3))];
        await stream.ReadExactlyAsync(message, deadline.Token);
        if (message[0] != ServerHello)
        {
            throw new InvalidOperationException($"a handshake message of type {message[0]}");
        }

        // Type, length, version, random, then the session, the suite and the compression.
        const int sessionAt = 1 + 3 + 2 + 32;
        ReadOnlySpan<byte> behind = message.AsSpan(sessionAt + 1 + message[sessionAt]);
        return behind[2] == 0
            ? (TlsCipherSuite)BinaryPrimitives.ReadUInt16BigEndian(behind)
            : throw new InvalidOperationException($"the server compresses, by method {behind[2]}");
    }

    private static byte[] Hello(int version, TlsCipherSuite[] suites)
    {
        byte[] extensions =
        [
            .. Extension(10, Counted([0, 29, 0, 23, 0, 24])),
            .. Extension(11, [1, 0]),
            .. Extension(13, Counted([4, 3, 8, 4, 4, 1, 5, 3, 8, 5, 5, 1, 8, 6, 6, 1, 2, 3, 2, 1])),
            .. version == Tls13 ? Extension(43, [2, .. Number(version)]) : [],

            // No key yet: a server that agrees with the rest asks for one by a ServerHello.
            .. version == Tls13 ? Extension(51, Counted([])) : [],
        ];
        byte[] body =
        [
            .. Number(Math.Min(version, Tls12)),
            .. new byte[32],
            0,
            .. Counted([.. suites.SelectMany(suite => Number((int)suite))]),

            // Compression and none; the newest version knows none only.
            .. version == Tls13 ? (byte[])[1, 0] : [2, 1, 0],
            .. Counted(extensions),
        ];
        byte[] message = [1, 0, .. Number(body.Length), .. body];
        return [Handshake, .. Number(Math.Min(version, Tls10)), .. Counted(message)];
    }

    private static byte[] Extension(int type, byte[] content) => [.. Number(type), .. Counted(content)];

    private static byte[] Counted(byte[] content) => [.. Number(content.Length), .. content];

    private static byte[] Number(int value) => [(byte)(value >> 8), (byte)value];
}
