using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Chat.Actors.Mailboxes;

/// <summary>
/// The mailbox of actors of which there are thousands, most of them at rest. Akka's own holds a kilobyte before its first message. What
/// feeds it is bounded: the requests in flight, the devices of a user, the members of a room.
/// </summary>
internal sealed class LeanMailbox : MailboxType, IProducesMessageQueue<LeanMessageQueue>
{
    /// <summary>Makes it the mailbox of every actor with a stash, and of those that ask for such a queue.</summary>
    public static string Hocon { get; } =
        $"akka.actor.mailbox.unbounded-deque-based.mailbox-type = \"{typeof(LeanMailbox).FullName}, {typeof(LeanMailbox).Assembly.GetName().Name}\"";

    /// <summary>As Akka makes it.</summary>
    public LeanMailbox(Settings settings, Config config)
        : base(settings, config)
    {
    }

    /// <inheritdoc/>
    public override IMessageQueue Create(IActorRef owner, ActorSystem system) => new LeanMessageQueue();
}
