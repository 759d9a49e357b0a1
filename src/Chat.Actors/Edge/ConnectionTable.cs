using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Chat.Actors.Limits;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <summary>This node's connections, at most <see cref="ChatOptions.MaxConnections"/>. The edge adds and removes, relays look up.</summary>
public sealed partial class ConnectionTable
{
    private static readonly ByeEvent Full = new(ErrorCodes.Overloaded, "The server has as many connections as it takes; try again later.", 10_000);

    /// <summary>When one of the others ends nobody knows; this is when to look again.</summary>
    private static readonly ByeEvent TooMany = new(
        ErrorCodes.RateLimited, "Your address has as many connections as it may; end one of them first.", 10_000);

    private readonly ConcurrentDictionary<ConnectionId, Connection> _connections = new();
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly RequestGate _requests;
    private long _lastId;
    private int _count;

    /// <summary>An empty table.</summary>
    /// <param name="options">Limits.</param>
    /// <param name="time">The clock of limits by time; null for the system's.</param>
    public ConnectionTable(LiveOptions options, TimeProvider? time = null)
    {
        _options = options;
        _time = time ?? TimeProvider.System;
        Addresses = new AddressGate(options, _time);
        Users = new UserBudgets(options, _time);
        _requests = new RequestGate(options, Addresses, _time);
    }

    /// <summary>What each address may do.</summary>
    public AddressGate Addresses { get; }

    /// <summary>What each user may do.</summary>
    public UserBudgets Users { get; }

    /// <summary>The limits that count now.</summary>
    public LimitOptions Limits => _options.Current.Limits;

    /// <summary>How many there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Makes room for one more connection.</summary>
    /// <param name="remote">The peer's address and port, as the transport knows them.</param>
    /// <param name="transport">What carries the connection's bytes.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="refusal">The only frame the peer is to get, where there is no connection.</param>
    /// <returns>False when the node is full, or the address banned or has had its share.</returns>
    public bool TryOpen(
        IPEndPoint remote, IConnectionTransport transport, [NotNullWhen(true)] out Connection? connection, [NotNullWhen(false)] out ByeEvent? refusal)
    {
        ArgumentNullException.ThrowIfNull(remote);
        if (WhyBanned(remote.Address, _time.GetUtcNow()) is { } banned)
        {
            (connection, refusal) = (null, banned);
            return false;
        }

        connection = null;
        if (Interlocked.Increment(ref _count) > _options.Current.MaxConnections)
        {
            refusal = Full;
        }
        else
        {
            refusal = Addresses.Enter(remote.Address, out long wait) switch
            {
                AddressGate.Entry.TooMany => TooMany,
                AddressGate.Entry.TooFast => new ByeEvent(
                    ErrorCodes.RateLimited, "Your address connects too often; wait a moment.", UptimeExtensions.Milliseconds(wait)),
                _ => null,
            };
        }

        if (refusal is not null)
        {
            Interlocked.Decrement(ref _count);
            return false;
        }

        connection = new Connection(new ConnectionId(Interlocked.Increment(ref _lastId)), remote, _options, transport, _requests);
        _connections[connection.Id] = connection;
        EdgeMetrics.Open(connection.Carrier);
        return true;
    }

    /// <summary>Finds a connection that is still there.</summary>
    public bool TryGet(ConnectionId id, [NotNullWhen(true)] out Connection? connection) => _connections.TryGetValue(id, out connection);

    /// <summary>A connection has proved to be that user's: from now on what it does is the user's doing. Once, before it is removed, by its actor.</summary>
    public void Identify(Connection connection, UserId user)
    {
        ArgumentNullException.ThrowIfNull(connection);
        connection.User = user;
        connection.Budget = Users.Enter(user);
    }

    /// <summary>Forgets a connection. Doing it again changes nothing.</summary>
    public void Remove(ConnectionId id)
    {
        if (_connections.TryRemove(id, out Connection? connection))
        {
            Interlocked.Decrement(ref _count);
            EdgeMetrics.Close(connection.Carrier);
            Addresses.Leave(connection.Remote.Address);
            if (connection.User is { } user)
            {
                Users.Leave(user);
            }

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
