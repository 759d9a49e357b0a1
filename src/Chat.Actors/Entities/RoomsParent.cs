using Akka.Actor;
using Chat.Actors.Rooms;
using Chat.Actors.Serialization;

namespace Chat.Actors.Entities;

/// <summary>The rooms of a single node, by <see cref="IWithRoomId"/>.</summary>
public sealed class RoomsParent(Lazy<RoomNeighbours> neighbours, LiveOptions options, TimeProvider time) : EntityParent
{
    /// <summary>How to make one.</summary>
    public static Props Props(Lazy<RoomNeighbours> neighbours, LiveOptions options, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new RoomsParent(neighbours, options, time));

    /// <inheritdoc/>
    protected override string Kind => "room";

    /// <inheritdoc/>
    protected override string? EntityIdOf(object message) => (message as IWithRoomId)?.RoomId.Value;

    /// <inheritdoc/>
    protected override Props PropsFor(string entityId) => Room.Props(new RoomId(entityId), neighbours.Value, options, time);
}
