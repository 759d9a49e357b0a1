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

            // Connections, sessions, rooms and relays end, and an answer may come too late: whoever still waited for it would be seen to be stuck. The others never end.
            case DeadLetter letter when letter.Recipient.Path.Parent.Name == "user":
                faults.Enqueue($"dead letter: {letter.Message.GetType()} to {letter.Recipient.Path}");
                break;
        }
    }
}
