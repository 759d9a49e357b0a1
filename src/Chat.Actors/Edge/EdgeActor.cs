using System.Globalization;
using Akka.Actor;
using Chat.Actors.Directory;

namespace Chat.Actors.Edge;

/// <summary>Starts an actor for each connection. One that fails is stopped, which closes its socket; the others never notice.</summary>
public sealed class EdgeActor(ConnectionNeighbours neighbours, LiveOptions options) : UntypedActor
{
    private bool _draining;

    /// <summary>How to make one.</summary>
    public static Props Props(ConnectionNeighbours neighbours, LiveOptions options) =>
        Akka.Actor.Props.Create(() => new EdgeActor(neighbours, options));

    /// <inheritdoc/>
    protected override void PreStart() => neighbours.Directory.Tell(new DirectoryProtocol.WatchBans(Self));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Open open:
                IActorRef connection = Context.ActorOf(ConnectionActor.Props(open.Connection, neighbours, options), NameOf(open.Connection.Id));
                if (_draining)
                {
                    connection.Tell(ConnectionProtocol.Drain.Instance);
                }

                Sender.Tell(connection);
                break;
            case ConnectionProtocol.Drain:
                _draining = true;
                foreach (IActorRef child in Context.GetChildren())
                {
                    child.Tell(ConnectionProtocol.Drain.Instance);
                }

                break;
            case DirectoryProtocol.AddressBans bans:
                neighbours.Connections.Ban(bans.Bans, Context.System.Scheduler.Now);
                break;
            case ConnectionProtocol.Abandoned abandoned:
                Context.Child(NameOf(abandoned.Id)).Tell(ConnectionProtocol.Closed.Instance);
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private static string NameOf(ConnectionId id) => id.Value.ToString(CultureInfo.InvariantCulture);
}
