using Akka.Actor;
using Chat.Actors.Limits;
using Chat.Actors.Storage;

namespace Chat.Actors.Rooms;

/// <summary>Whom a room talks to besides relays.</summary>
/// <param name="Store">For reading.</param>
/// <param name="Writer">The node's <see cref="MessageWriter"/>.</param>
/// <param name="Sessions">The users' sessions, by <see cref="Serialization.IWithUserId"/>.</param>
/// <param name="Directory">The user directory.</param>
public sealed record RoomNeighbours(IChatStore Store, IActorRef Writer, IActorRef Sessions, IActorRef Directory)
{
    /// <summary>How many rooms there are; null where nobody counts.</summary>
    public RoomCensus? Census { get; init; }

    /// <summary>Reads what clients ask for.</summary>
    public PageReads Pages { get; init; } = new();
}
