using Akka.Actor;
using Chat.Actors.Storage;

namespace Chat.Actors.Edge;

/// <summary>Whom a connection's actor talks to.</summary>
/// <param name="Connections">This node's connections.</param>
/// <param name="Store">For the catalog of rooms.</param>
/// <param name="Hub">This node's <see cref="Rooms.RelayHub"/>.</param>
/// <param name="Sessions">The users' sessions.</param>
/// <param name="Directory">The user directory.</param>
/// <param name="Searcher">This node's <see cref="Search.Searcher"/>.</param>
public sealed record ConnectionNeighbours(ConnectionTable Connections, IChatStore Store, IActorRef Hub, IActorRef Sessions, IActorRef Directory, IActorRef Searcher)
{
    /// <summary>Reads what clients ask for.</summary>
    public PageReads Pages { get; init; } = new();
}
