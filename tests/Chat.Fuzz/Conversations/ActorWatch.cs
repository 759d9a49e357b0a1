using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace Chat.Fuzz.Conversations;

/// <summary>Hears what a node's actors can't do anything with.</summary>
internal sealed class ActorWatch(ConcurrentQueue<string> faults) : UntypedActor
{
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(UnhandledMessage));
        Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case UnhandledMessage unhandled:
                faults.Enqueue($"unhandled: {unhandled.Message.GetType()} at {unhandled.Recipient.Path}");
                break;

            // A connection may be gone when its answer comes; nobody else of ours may.
            case DeadLetter letter when !IsOfConnection(letter.Recipient.Path):
                faults.Enqueue($"dead letter: {letter.Message.GetType()} to {letter.Recipient.Path}");
                break;
        }
    }

    private static bool IsOfConnection(ActorPath path) => path.Parent.Name == "edge";
}
