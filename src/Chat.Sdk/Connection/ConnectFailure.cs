using System.Net.Sockets;

namespace Chat.Sdk.Connection;

/// <summary>Why no connection could be made, in words that do not depend on the machine, and what to look at.</summary>
internal static class ConnectFailure
{
    /// <summary>A sentence for people.</summary>
    /// <param name="error">What the socket said.</param>
    /// <param name="server">Host and port as people write them.</param>
    /// <param name="said">The socket's own words, for what is not known here.</param>
    public static string Of(SocketError error, string server, string said) => error switch
    {
        SocketError.ConnectionRefused => $"Nothing listens at {server}: is the server running, and the port right?",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery =>
            $"No address is known for {server}: is the name right, and does this machine resolve names?",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.NetworkDown or SocketError.HostDown =>
            $"There is no way to {server}: is this machine's network up?",
        SocketError.TimedOut => $"No answer from {server}: is the host up, and does a firewall let the port through?",
        _ => $"Can't reach {server}: {said}",
    };
}
