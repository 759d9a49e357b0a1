using System.Diagnostics.Metrics;
using Akka.Actor;
using Akka.Event;

namespace Chat.Actors.Telemetry;

/// <summary>Counts what no actor took. Its actor listens to the actor system's own event stream.</summary>
public sealed class ActorMetrics : UntypedActor
{
    private static readonly Counter<long> DeadLetters =
        ChatMeter.Meter.CreateCounter<long>("akkachat.actors.dead_letters", "{message}", "Messages for actors that were gone.");

    private static readonly Counter<long> Unknown =
        ChatMeter.Meter.CreateCounter<long>("akkachat.actors.unhandled", "{message}", "Messages that an actor does not know: a fault in the server.");

    private static readonly Counter<long> Errors =
        ChatMeter.Meter.CreateCounter<long>("akkachat.actors.errors", "{error}", "Errors that actors logged, such as one that failed and was restarted.");

    internal static void Zero()
    {
        DeadLetters.Add(0);
        Unknown.Add(0);
        Errors.Add(0);
    }

    /// <summary>How to make one.</summary>
    public static Props Props() => Akka.Actor.Props.Create(() => new ActorMetrics());

    /// <inheritdoc/>
    protected override void PreStart()
    {
        EventStream events = Context.System.EventStream;
        events.Subscribe(Self, typeof(DeadLetter));
        events.Subscribe(Self, typeof(UnhandledMessage));
        events.Subscribe(Self, typeof(Error));
    }

    /// <inheritdoc/>
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case DeadLetter:
                DeadLetters.Add(1);
                break;
            case UnhandledMessage:
                Unknown.Add(1);
                break;
            case Error:
                Errors.Add(1);
                break;
        }
    }
}
