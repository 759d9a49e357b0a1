using Akka.Actor;
using Chat.Actors.Limits;
using Chat.Actors.Storage;

namespace Chat.Actors.Sessions;

/// <summary>Whom a session talks to besides its devices.</summary>
/// <param name="Store">For reading.</param>
/// <param name="Writer">The node's <see cref="MessageWriter"/>.</param>
/// <param name="Rooms">The rooms, by <see cref="Serialization.IWithRoomId"/>.</param>
/// <param name="Directory">The user directory.</param>
public sealed record SessionNeighbours(IChatStore Store, IActorRef Writer, IActorRef Rooms, IActorRef Directory)
{
    /// <summary>What each user may do; null where nobody counts.</summary>
    public UserBudgets? Budgets { get; init; }
}
