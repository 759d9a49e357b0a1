using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Chat.Faults.Proxy;

/// <summary>Stands between all clients and the server, on an address that stays while servers come and go.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<ProxiedConnection, long> _connections = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accept;
    private IPEndPoint? _target;
    private long _accepted;

    public FaultProxy()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(512);
        EndPoint = (IPEndPoint)_listener.LocalEndPoint!;
        _accept = AcceptAsync();
    }

    /// <summary>Where clients connect.</summary>
    public IPEndPoint EndPoint { get; }

    /// <summary>The server that runs now; null while there is none: clients are turned away.</summary>
    public IPEndPoint? Target
    {
        get => Volatile.Read(ref _target);
        set => Volatile.Write(ref _target, value);
    }

    /// <summary>The connections that are open, the oldest first.</summary>
    public IReadOnlyList<ProxiedConnection> Connections =>
        // The dictionary's own ToArray takes all at one moment; LINQ would copy while clients come and go.
        [.. _connections.ToArray().OrderBy(c => c.Value).Select(c => c.Key)];

    /// <summary>Ends every fault of every connection.</summary>
    public void ResumeAll()
    {
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Resume();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _listener.Dispose();
        await _accept.ConfigureAwait(false);
        foreach (ProxiedConnection connection in _connections.Keys)
        {
            connection.Cut();
        }

        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket client = await _listener.AcceptAsync(_stop.Token).ConfigureAwait(false);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The proxy is closed.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        var server = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (Target is not { } target)
            {
                client.Dispose();
                server.Dispose();
                return;
            }

            await server.ConnectAsync(target, _stop.Token).ConfigureAwait(false);
            client.NoDelay = true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            client.Dispose();
            server.Dispose();
            return;
        }

        var connection = new ProxiedConnection(client, server);
        _connections[connection] = Interlocked.Increment(ref _accepted);
        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            _connections.TryRemove(connection, out _);
        }
    }
}
