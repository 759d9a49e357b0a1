using System.Net.Sockets;

namespace Chat.Faults.Proxy;

/// <summary>A client's connection through the proxy.</summary>
internal sealed class ProxiedConnection
{
    private readonly Socket _client;
    private readonly Socket _server;

    public ProxiedConnection(Socket client, Socket server)
    {
        _client = client;
        _server = server;
        ToServer = new Flow(client, server, Cut);
        ToClient = new Flow(server, client, Cut);
    }

    /// <summary>What the client sends.</summary>
    public Flow ToServer { get; }

    /// <summary>What the server sends.</summary>
    public Flow ToClient { get; }

    /// <summary>Hands bytes on until both directions have ended.</summary>
    public async Task RunAsync()
    {
        await Task.WhenAll(ToServer.RunAsync(), ToClient.RunAsync()).ConfigureAwait(false);
        Cut();
    }

    /// <summary>Cuts it at once: both ends see a reset, and what was on its way is gone.</summary>
    public void Cut()
    {
        Reset(_client);
        Reset(_server);
        Resume();
    }

    /// <summary>Ends whatever fault it has.</summary>
    public void Resume()
    {
        ToServer.Resume();
        ToClient.Resume();
    }

    private static void Reset(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }
}
