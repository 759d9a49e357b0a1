using System.Globalization;
using Akka.Actor;

namespace Chat.Actors.Edge;

/// <summary>Starts an actor for each connection. One that fails is stopped, which closes its socket; the others never notice.</summary>
public sealed class EdgeActor(ConnectionNeighbours neighbours, ChatOptions options) : UntypedActor
{
    /// <summary>How to make one.</summary>
    public static Props Props(ConnectionNeighbours neighbours, ChatOptions options) =>
        Akka.Actor.Props.Create(() => new EdgeActor(neighbours, options));

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case ConnectionProtocol.Open open:
                Sender.Tell(Context.ActorOf(ConnectionActor.Props(open.Connection, neighbours, options), NameOf(open.Connection.Id)));
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
