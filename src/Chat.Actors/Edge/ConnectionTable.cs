using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <summary>This node's connections, at most <see cref="ChatOptions.MaxConnections"/>. The edge adds and removes, relays look up.</summary>
public sealed partial class ConnectionTable(LiveOptions options)
{
    private static readonly ByeEvent Full = new(ErrorCodes.Overloaded, "The server has as many connections as it takes; try again later.", 10_000);

    private readonly ConcurrentDictionary<ConnectionId, Connection> _connections = new();
    private long _lastId;
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Makes room for one more connection.</summary>
    /// <param name="remote">The peer's address and port, as the transport knows them.</param>
    /// <param name="transport">What carries the connection's bytes.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="refusal">The only frame the peer is to get, where there is no connection.</param>
    /// <returns>False when the node is full, or the address banned.</returns>
    public bool TryOpen(
        IPEndPoint remote, IConnectionTransport transport, [NotNullWhen(true)] out Connection? connection, [NotNullWhen(false)] out ByeEvent? refusal)
    {
        ArgumentNullException.ThrowIfNull(remote);
        if (WhyBanned(remote.Address, TimeProvider.System.GetUtcNow()) is { } banned)
        {
            (connection, refusal) = (null, banned);
            return false;
        }

        if (Interlocked.Increment(ref _count) > options.Current.MaxConnections)
        {
            Interlocked.Decrement(ref _count);
            (connection, refusal) = (null, Full);
            return false;
        }

        refusal = null;
        connection = new Connection(new ConnectionId(Interlocked.Increment(ref _lastId)), remote, options, transport);
        _connections[connection.Id] = connection;
        EdgeMetrics.Open(connection.Carrier);
        return true;
    }

    /// <summary>Finds a connection that is still there.</summary>
    public bool TryGet(ConnectionId id, [NotNullWhen(true)] out Connection? connection) => _connections.TryGetValue(id, out connection);

    /// <summary>Forgets a connection. Doing it again changes nothing.</summary>
    public void Remove(ConnectionId id)
    {
        if (_connections.TryRemove(id, out Connection? connection))
        {
            Interlocked.Decrement(ref _count);
            EdgeMetrics.Close(connection.Carrier);
            connection.End();
        }
    }

    /// <summary>Bytes that wait for peers: of all together, and of the one for which most wait.</summary>
    public (long Total, long Most) PendingBytes()
    {
        long total = 0;
        long most = 0;
        foreach ((_, Connection connection) in _connections)
        {
            long pending = connection.Outbox.PendingBytes;
            total += pending;
            most = Math.Max(most, pending);
        }

        return (total, most);
    }

    /// <summary>Cuts all connections that are left.</summary>
    public void AbortAll()
    {
        foreach (Connection connection in _connections.Values)
        {
            connection.Abort();
        }
    }
}
