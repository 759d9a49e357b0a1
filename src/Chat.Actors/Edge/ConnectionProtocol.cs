using Chat.Protocol.Frames;

namespace Chat.Actors.Edge;

/// <summary>What the transport says to a <see cref="ConnectionActor"/>, and to the <see cref="EdgeActor"/> above it.</summary>
public static class ConnectionProtocol
{
    /// <summary>A client has connected. Answered with the connection's actor.</summary>
    public sealed record Open(Connection Connection);

    /// <summary>Whoever asked to <see cref="Open"/> this connection did not wait for its actor: it must end.</summary>
    public sealed record Abandoned(ConnectionId Id);

    /// <summary>A request was read.</summary>
    /// <param name="Frame">The request.</param>
    /// <param name="Ticket">From <see cref="Connection.Begin"/>.</param>
    /// <param name="Trace">The context of its trace; null where there is none.</param>
    public sealed record Requested(Request Frame, long Ticket, string? Trace = null);

    /// <summary>The socket is closed.</summary>
    public sealed record Closed
    {
        /// <summary>The one there is.</summary>
        public static Closed Instance { get; } = new();
    }

    /// <summary>The server is stopping: finish what was accepted, say goodbye. The <see cref="EdgeActor"/> passes it on to all connections, later ones too.</summary>
    public sealed record Drain
    {
        /// <summary>The one there is.</summary>
        public static Drain Instance { get; } = new();
    }

    internal sealed record HandshakeTimeout
    {
        public static HandshakeTimeout Instance { get; } = new();
    }

    /// <summary>The request that waits on this room is the next to be answered there.</summary>
    internal sealed record Turn(string Room);

    internal sealed record Drained
    {
        public static Drained Instance { get; } = new();
    }
}
