using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Chat.Bench.Net;

/// <summary>
/// Where connections come from on Linux: the system gives one address some 28,000 ports towards one server, so those beyond come from 127.0.0.2, and so on;
/// all of 127.0.0.0/8 is this machine.
/// </summary>
internal static class LoopbackSources
{
    private const string Range = "/proc/sys/net/ipv4/ip_local_port_range";
    private const int StandardPorts = 28_232;
    private const int MostAddresses = 200;

    // Some ports are taken by others, or wait for stray packets of a connection that has ended.
    private const double Share = 0.7;

    private static readonly int PerAddress = (int)(Ports() * Share);

    /// <summary>The address for a connection; null where the system may choose.</summary>
    /// <param name="server">Where to.</param>
    /// <param name="index">Of the connection, from 0.</param>
    public static IPAddress? For(EndPoint server, int index)
    {
        int address = index / PerAddress;
        return address > 0 && address < MostAddresses && OperatingSystem.IsLinux()
            && server is IPEndPoint { AddressFamily: AddressFamily.InterNetwork } endPoint && IPAddress.IsLoopback(endPoint.Address)
            ? new IPAddress([127, 0, 0, (byte)(1 + address)])
            : null;
    }

    private static int Ports()
    {
        if (!File.Exists(Range))
        {
            return StandardPorts;
        }

        int[] bounds = [.. File.ReadAllText(Range).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];
        return bounds[1] - bounds[0] + 1;
    }
}
