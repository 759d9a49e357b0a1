using Akka.Actor;
using Chat.Actors.Edge;

namespace Chat.Actors.Rooms;

/// <summary>
/// Flushes many connections on the thread pool, as many at once as there are cores. After each stretch a worker goes to the end of the pool's queue,
/// so that a large room does not keep others waiting.
/// </summary>
internal sealed class FanOutPass : IThreadPoolWorkItem
{
    /// <summary>Connections that are flushed at a stretch: some 100 to 200 µs.</summary>
    public const int Stretch = 64;

    private readonly IReadOnlyList<Connection> _due;
    private readonly IActorRef _relay;
    private int _next;
    private int _workers;

    /// <param name="due">Whose turn the caller has. It must not change until the pass is over.</param>
    /// <param name="relay">Is told <see cref="RelayProtocol.PassDone"/> then.</param>
    public FanOutPass(IReadOnlyList<Connection> due, IActorRef relay)
    {
        _due = due;
        _relay = relay;
        _workers = Math.Min(Environment.ProcessorCount, (due.Count + Stretch - 1) / Stretch);
    }

    /// <summary>Begins.</summary>
    public void Start()
    {
        // Counted before the first worker begins: one that is quick counts down.
        int workers = _workers;
        for (int i = 0; i < workers; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        int from = Interlocked.Add(ref _next, Stretch) - Stretch;
        int to = Math.Min(from + Stretch, _due.Count);
        for (int i = from; i < to; i++)
        {
            _due[i].Flush();
        }

        if (to < _due.Count)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else if (Interlocked.Decrement(ref _workers) == 0)
        {
            _relay.Tell(new RelayProtocol.PassDone(this));
        }
    }
}
