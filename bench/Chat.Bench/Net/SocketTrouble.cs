using System.Net.Sockets;
using Chat.Bench.Common;

namespace Chat.Bench.Net;

/// <summary>Says what to do when the system does not let everyone connect.</summary>
internal static class SocketTrouble
{
    /// <summary>
    /// Loads what an error needs. Without a file handle left the runtime can't load anything any more, the type of the very
    /// exception included, and would abort.
    /// </summary>
    public static void Prepare() => _ = Explain(new SocketException((int)SocketError.TooManyOpenSockets), 0);

    /// <summary>The line for the user.</summary>
    /// <param name="e">What the system said.</param>
    /// <param name="connections">How many were wanted.</param>
    public static BenchException Explain(SocketException e, int connections) => new(
        e.SocketErrorCode switch
        {
            SocketError.TooManyOpenSockets => $"This process may not open {connections} sockets. Raise the limit of open files for it and for the server, "
                + $"for example with 'ulimit -n {connections + 1000}' (where that is refused, the hard limit must be raised first).",
            SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse =>
                $"This machine has no local port left for {connections} connections. Use fewer, or widen the range of local ports "
                + "(Linux: sysctl net.ipv4.ip_local_port_range; Windows: netsh int ipv4 set dynamicport tcp).",
            SocketError.ConnectionRefused => "Nothing listens there.",
            _ => $"Can't connect: {e.Message}",
        },
        e);
}
