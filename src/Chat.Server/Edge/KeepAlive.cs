using System.Net.Sockets;
using Chat.Actors.Limits;

namespace Chat.Server.Edge;

/// <summary>
/// Lets the network find out that a peer is gone. A client may listen for ever without a word; of one that never said that it answers pings only the network can tell.
/// </summary>
internal static class KeepAlive
{
    private const int Probes = 4;
    private const int Tcp = 6;
    private const int LinuxUserTimeout = 18;

    /// <summary>Asks the system to probe a silent peer, and to give up on one that acknowledges nothing any more.</summary>
    public static void Set(Socket socket, LimitOptions limits)
    {
        int quiet = Seconds(limits.IdlePing), rest = Seconds((limits.IdleTimeout - limits.IdlePing) / Probes);
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, quiet);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, rest);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);
        if (OperatingSystem.IsLinux())
        {
            // Else what is sent to a dead peer is repeated for a quarter of an hour, and no probe is sent meanwhile.
            socket.SetRawSocketOption(Tcp, LinuxUserTimeout, BitConverter.GetBytes((int)limits.IdleTimeout.TotalMilliseconds));
        }
    }

    private static int Seconds(TimeSpan span) => (int)Math.Clamp(span.TotalSeconds, 1, 32_767);
}
