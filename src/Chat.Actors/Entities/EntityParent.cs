using Akka.Actor;
using Akka.Event;
using Chat.Actors.Telemetry;

namespace Chat.Actors.Entities;

/// <summary>
/// Starts entities on demand and addresses them by id: what a shard region does in a cluster, on a single node.
/// <code>
///   message → no child: start it     → forward
///           → child running          → forward
///           → child asked to go      → hold back (bounded) → stopped: start it again, forward
///                                                          → still busy: forward
/// </code>
/// A failing entity is restarted alone; the others never notice.
/// </summary>
public abstract class EntityParent : UntypedActor
{
    /// <summary>Most messages held back for one entity that is stopping: that takes microseconds.</summary>
    private const int MaxHeldBack = 10_000;

    private readonly Dictionary<string, Entity> _entities = new(StringComparer.Ordinal);

    /// <summary>What its entities are, for who counts: one word.</summary>
    protected abstract string Kind { get; }

    /// <summary>The entities in memory.</summary>
    protected IReadOnlyCollection<string> EntityIds => _entities.Keys;

    /// <summary>Says for which entity a message is; null when it is for none.</summary>
    protected abstract string? EntityIdOf(object message);

    /// <summary>How to make an entity.</summary>
    protected abstract Props PropsFor(string entityId);

    /// <summary>Says whether a message is worth starting its entity; if not, it was handled here.</summary>
    protected virtual bool Starts(object message) => true;

    /// <summary>Handles a message that is for no entity.</summary>
    protected virtual void OnOther(object message) => Unhandled(message);

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(maxNrOfRetries: 10, withinTimeRange: TimeSpan.FromMinutes(1), localOnlyDecider: _ => Directive.Restart);

    /// <inheritdoc/>
    protected override void PostStop() => RoomMetrics.Stop(Kind, _entities.Count);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case EntityProtocol.Passivate when _entities.GetValueOrDefault(Decode(Sender)) is { HeldBack: null } entity:
                entity.HeldBack = [];
                Sender.Tell(EntityProtocol.Stop.Instance);
                break;
            case EntityProtocol.Passivate:
                break;
            case EntityProtocol.StillBusy when _entities.GetValueOrDefault(Decode(Sender)) is { HeldBack: { } held } entity:
                entity.HeldBack = null;
                foreach ((object waiting, IActorRef sender) in held)
                {
                    entity.Child.Tell(waiting, sender);
                }

                break;
            case Terminated { ActorRef: var child }:
                OnStopped(Decode(child));
                break;
            default:
                Route(message);
                break;
        }
    }

    /// <summary>Sends a message to an entity that is in memory.</summary>
    /// <returns>False when it is not.</returns>
    protected bool TryForward(string id, object message)
    {
        if (!_entities.TryGetValue(id, out Entity? entity))
        {
            return false;
        }

        if (entity.HeldBack is null)
        {
            entity.Child.Forward(message);
        }
        else if (entity.HeldBack.Count < MaxHeldBack)
        {
            entity.HeldBack.Add((message, Sender));
        }
        else
        {
            Context.GetLogger().Warning("Dropped a {Message} for {Entity}, which does not stop", message.GetType().Name, id);
        }

        return true;
    }

    private static string Decode(IActorRef child) => Uri.UnescapeDataString(child.Path.Name);

    private void Route(object message)
    {
        if (EntityIdOf(message) is not { } id)
        {
            OnOther(message);
        }
        else if (!TryForward(id, message) && Starts(message))
        {
            Start(id).Forward(message);
        }
    }

    private IActorRef Start(string id)
    {
        IActorRef child = Context.Watch(Context.ActorOf(PropsFor(id), Uri.EscapeDataString(id)));
        _entities[id] = new Entity(child);
        RoomMetrics.Start(Kind);
        return child;
    }

    private void OnStopped(string id)
    {
        if (!_entities.Remove(id, out Entity? entity))
        {
            return;
        }

        RoomMetrics.Stop(Kind);
        if (entity.HeldBack is { Count: > 0 } held)
        {
            foreach ((object waiting, IActorRef sender) in held)
            {
                Self.Tell(waiting, sender);
            }
        }
    }

    private sealed class Entity(IActorRef child)
    {
        public IActorRef Child { get; } = child;

        /// <summary>Null while the entity runs.</summary>
        public List<(object Message, IActorRef Sender)>? HeldBack { get; set; }
    }
}
