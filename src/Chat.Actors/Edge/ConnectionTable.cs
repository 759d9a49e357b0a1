using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Chat.Actors.Edge;

/// <summary>This node's connections, at most <see cref="ChatOptions.MaxConnections"/>. The edge adds and removes, relays look up.</summary>
public sealed class ConnectionTable(ChatOptions options)
{
    private readonly ConcurrentDictionary<ConnectionId, Connection> _connections = new();
    private long _lastId;
    private int _count;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Makes room for one more connection.</summary>
    /// <returns>False when the node is full.</returns>
    public bool TryOpen(string remote, Action onClosing, [NotNullWhen(true)] out Connection? connection)
    {
        if (Interlocked.Increment(ref _count) > options.MaxConnections)
        {
            Interlocked.Decrement(ref _count);
            connection = null;
            return false;
        }

        connection = new Connection(new ConnectionId(Interlocked.Increment(ref _lastId)), remote, options, onClosing);
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
            connection.Dispose();
        }
    }
}
