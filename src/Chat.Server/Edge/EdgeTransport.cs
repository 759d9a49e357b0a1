using Chat.Actors.Edge;
using Chat.Actors.Telemetry;

namespace Chat.Server.Edge;

/// <summary>What all ways to carry an outbox to a peer have in common: the turn on another thread, and how it ends.</summary>
/// <param name="time">For the last moment.</param>
internal abstract class EdgeTransport(TimeProvider time) : IConnectionTransport, IThreadPoolWorkItem
{
    /// <summary>How long the last frames may take to reach a peer that does not read.</summary>
    public static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Connection _connection = null!;
    private ITimer? _cut;
    private TaskCompletionSource? _waiter;
    private bool _ended;
    private bool _skipping;

    /// <summary>True once everything that shall go out is out, or can't.</summary>
    public bool HasEnded => Volatile.Read(ref _ended);

    /// <inheritdoc/>
    public virtual string Carrier => Carriers.Tcp;

    /// <summary>What waits for the peer.</summary>
    protected Outbox Outbox => _connection.Outbox;

    /// <summary>Binds it to its connection, before the first frame is posted.</summary>
    public void Serve(Connection connection) => _connection = connection;

    /// <summary>From here on what comes is read to nowhere, up to an end of its own: the end of sending shall not end that.</summary>
    public void SkipInput() => Volatile.Write(ref _skipping, true);

    /// <summary>Waits until everything that shall go out is out, or can't.</summary>
    public Task WaitForEndAsync()
    {
        lock (_gate)
        {
            return _ended ? Task.CompletedTask : (_waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <inheritdoc/>
    public abstract void Flush();

    /// <inheritdoc/>
    public void FlushSoon() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute() => Flush();

    /// <inheritdoc/>
    public void OnClosing()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _cut = time.CreateTimer(static transport => ((EdgeTransport)transport!).Abort(), this, LastFlush, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public abstract void Abort();

    /// <summary>The peer has all there is, or is gone: who reads shall stop too, and nothing is left to be cut.</summary>
    protected void End()
    {
        lock (_gate)
        {
            _ended = true;
            _cut?.Dispose();
            _waiter?.TrySetResult();
        }

        _connection.End();
        Finish(Volatile.Read(ref _skipping));
    }

    /// <summary>Nothing more is sent. Called once; must not throw.</summary>
    /// <param name="skipping">True where what still comes is read to nowhere; else reading ends too.</param>
    protected abstract void Finish(bool skipping);
}
