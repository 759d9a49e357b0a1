using System.Net.Sockets;

namespace Chat.Server.Edge;

/// <summary>
/// How much the system keeps for a peer that does not take it. By itself it keeps megabytes, and as long as it takes what is sent the outbox is empty: who never reads could go on asking for a long
/// time. What is on its way to a peer does not count, so a fast line is as fast as before.
/// </summary>
internal static class SystemBuffer
{
    /// <summary>Bytes that are not on their way yet.</summary>
    public const int MostUnsent = 128 * 1024;

    private const int Tcp = 6;
    private const int LinuxNotSentLowWater = 25;

    /// <summary>Sets it for all connections of a socket that is to listen.</summary>
    /// <returns>The socket.</returns>
    public static Socket Bound(Socket listener)
    {
        if (OperatingSystem.IsLinux())
        {
            listener.SetRawSocketOption(Tcp, LinuxNotSentLowWater, BitConverter.GetBytes(MostUnsent));
        }

        return listener;
    }
}
