using Akka.Actor;
using Akka.Dispatch;
using Akka.Dispatch.MessageQueues;

namespace Chat.Actors.Mailboxes;

/// <summary>
/// A linked queue without locks for many senders and the one thread at a time that runs the actor (D. Vyukov's MPSC queue): a sender
/// swaps itself in as the last and then links its predecessor to itself. Empty it is one spent node; a message costs one more.
/// <code>
///   _front ──► what a stash gave back          _head (spent) ──► next ──► … ──► _last
/// </code>
/// </summary>
internal sealed class LeanMessageQueue : IMessageQueue, IUnboundedDequeBasedMessageQueueSemantics
{
    private Node? _front;
    private Node _head;
    private Node _last;

    /// <summary>An empty queue.</summary>
    public LeanMessageQueue() => _head = _last = new Node();

    /// <summary>
    /// Whether one can be taken. A sender between its two steps hides its message, and those behind it, until the second: only then does it
    /// ask for the actor to be run.
    /// </summary>
    public bool HasMessages => Volatile.Read(ref _front) is not null || Volatile.Read(ref _head).Next is not null;

    /// <summary>How many there are; roughly so while it is in use.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            for (Node? node = Volatile.Read(ref _front); node is not null; node = node.Next)
            {
                count++;
            }

            for (Node? node = Volatile.Read(ref _head).Next; node is not null; node = node.Next)
            {
                count++;
            }

            return count;
        }
    }

    /// <inheritdoc/>
    public void Enqueue(IActorRef receiver, Envelope envelope)
    {
        var node = new Node { Envelope = envelope };
        Interlocked.Exchange(ref _last, node).Next = node;

        // The dispatcher looks next whether the actor is at rest. Were that read done before the write above is seen, an actor that goes to rest
        // just now would find no message, and the sender find it awake: nobody would wake it.
        Interlocked.MemoryBarrier();
    }

    /// <summary>Puts a message before all others. Only the thread that runs the actor calls it.</summary>
    public void EnqueueFirst(Envelope envelope) => Volatile.Write(ref _front, new Node { Envelope = envelope, Next = _front });

    /// <inheritdoc/>
    public bool TryDequeue(out Envelope envelope)
    {
        if (_front is { } first)
        {
            envelope = first.Envelope;
            Volatile.Write(ref _front, first.Next);
            return true;
        }

        Node spent = _head;
        if (spent.Next is not { } node)
        {
            envelope = default;
            return false;
        }

        envelope = node.Envelope;
        node.Envelope = default;
        Volatile.Write(ref _head, node);

        // A spent node that has grown old would carry the young ones behind it into old age.
        spent.Next = null;
        return true;
    }

    /// <inheritdoc/>
    public void CleanUp(IActorRef owner, IMessageQueue deadletters)
    {
        ArgumentNullException.ThrowIfNull(deadletters);
        var senders = default(SpinWait);
        while (_front is not null || _head != Volatile.Read(ref _last))
        {
            if (TryDequeue(out Envelope envelope))
            {
                deadletters.Enqueue(owner, envelope);
            }
            else
            {
                senders.SpinOnce();
            }
        }
    }

    private sealed class Node
    {
        private Node? _next;

        public Envelope Envelope { get; set; }

        public Node? Next
        {
            get => Volatile.Read(ref _next);
            set => Volatile.Write(ref _next, value);
        }
    }
}
