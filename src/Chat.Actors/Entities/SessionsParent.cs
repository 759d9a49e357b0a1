using Akka.Actor;
using Chat.Actors.Serialization;
using Chat.Actors.Sessions;

namespace Chat.Actors.Entities;

/// <summary>The users' sessions of a single node, by <see cref="IWithUserId"/>.</summary>
public sealed class SessionsParent(Lazy<SessionNeighbours> neighbours, LiveOptions options, TimeProvider time) : EntityParent
{
    /// <summary>How to make one.</summary>
    public static Props Props(Lazy<SessionNeighbours> neighbours, LiveOptions options, TimeProvider time) =>
        Akka.Actor.Props.Create(() => new SessionsParent(neighbours, options, time));

    /// <inheritdoc/>
    protected override string Kind => "session";

    /// <inheritdoc/>
    protected override string? EntityIdOf(object message) => (message as IWithUserId)?.UserId.Value;

    /// <summary>Only a device that arrives, or a user's end, needs a session in memory; what rooms tell a user who is gone is in the storage too.</summary>
    protected override bool Starts(object message)
    {
        if (message is SessionProtocol.Attach or SessionProtocol.Expire or SessionProtocol.Deleted)
        {
            return true;
        }

        UserSession.RefuseGone(message);
        return false;
    }

    /// <inheritdoc/>
    protected override Props PropsFor(string entityId) => UserSession.Props(new UserId(entityId), neighbours.Value, options, time);
}
