using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Chat.Actors.Edge;

/// <summary>This node's connections, at most <see cref="ChatOptions.MaxConnections"/>. The edge adds and removes, relays look up.</summary>
public sealed class ConnectionTable(LiveOptions options)
{
    private readonly ConcurrentDictionary<ConnectionId, Connection> _connections = new();
    private long _lastId;
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Makes room for one more connection.</summary>
    /// <param name="remote">The peer's address, for the log.</param>
    /// <param name="transport">What carries the connection's bytes.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>False when the node is full.</returns>
    public bool TryOpen(string remote, IConnectionTransport transport, [NotNullWhen(true)] out Connection? connection)
    {
        if (Interlocked.Increment(ref _count) > options.Current.MaxConnections)
        {
            Interlocked.Decrement(ref _count);
            connection = null;
            return false;
        }

        connection = new Connection(new ConnectionId(Interlocked.Increment(ref _lastId)), remote, options, transport);
        _connections[connection.Id] = connection;
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
            connection.End();
        }
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
