using System.Net.Sockets;

namespace Chat.Client.Startup;

/// <summary>Tells whether a server can be reached, before anyone is asked who to be there.</summary>
internal static class Reachability
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Opens a connection and closes it.</summary>
    /// <returns>Why there is none, in English; null where there is.</returns>
    public static async Task<string?> ProblemAsync(Uri server, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Patience);
        try
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(server.Host, server.Port, stop.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"{server.Host}:{server.Port} does not answer. Is the address right, and does a firewall let you through?";
        }
        catch (SocketException e)
        {
            return e.SocketErrorCode switch
            {
                SocketError.ConnectionRefused => $"Nothing listens at {server.Host}:{server.Port}. Is the server running, and the port right?",
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"There is no host {server.Host}. Is the name right?",
                _ => $"{server.Host}:{server.Port} can't be reached: {e.Message}.",
            };
        }
    }
}
