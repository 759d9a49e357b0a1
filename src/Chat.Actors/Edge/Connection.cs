using Akka.Actor;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Edge;

/// <summary>
/// One connected device as its node sees it: the outbox, the requests in flight and the credit that bounds them.
/// Relays and the connection's actor write to it from their own threads.
/// </summary>
public sealed class Connection : IDisposable
{
    private static readonly byte[] SlowConsumer = FrameCodec.Encode(new ByeEvent(
        ErrorCodes.SlowConsumer,
        "You read too slowly and too much was waiting; connect again with your cursors, nothing is lost."));

    private readonly Lock _gate = new();
    private readonly ReplyOrder _order = new();
    private readonly List<ReadOnlyMemory<byte>> _ready = [];
    private readonly List<(Func<bool> IsDue, Action Callback)> _waiting = [];
    private readonly SemaphoreSlim _credit;
    private bool _disposed;

    /// <summary>A fresh connection.</summary>
    /// <param name="id">Unique on this node.</param>
    /// <param name="remote">The peer's address, for the log.</param>
    /// <param name="options">Bounds of outbox and requests in flight.</param>
    /// <param name="onClosing">Called once when the last frame is queued; must not block.</param>
    public Connection(ConnectionId id, string remote, ChatOptions options, Action onClosing)
    {
        ArgumentNullException.ThrowIfNull(options);
        Id = id;
        Remote = remote;
        Outbox = new Outbox(options.OutboxBytes, SlowConsumer, onClosing);
        _credit = new SemaphoreSlim(options.InFlight, options.InFlight);
    }

    /// <summary>Unique on this node.</summary>
    public ConnectionId Id { get; }

    /// <summary>The peer's address, for the log.</summary>
    public string Remote { get; }

    /// <summary>What waits for the socket.</summary>
    public Outbox Outbox { get; }

    /// <summary>Waits until another request may be taken; then its frame must be announced with <see cref="Begin"/>.</summary>
    public Task WaitForCreditAsync(CancellationToken cancel) => _credit.WaitAsync(cancel);

    /// <summary>Notes a request that was read.</summary>
    /// <param name="room">The room it names, as written; null when it names none.</param>
    /// <returns>The ticket that its reply must bring.</returns>
    public long Begin(string? room)
    {
        lock (_gate)
        {
            return _order.Begin(room);
        }
    }

    /// <summary>Answers a request: the frame leaves when the earlier requests on the same room have been answered. A second answer is ignored.</summary>
    public void Reply(long ticket, ReadOnlyMemory<byte> frame)
    {
        Action? due;
        lock (_gate)
        {
            if (!_order.Complete(ticket, frame, _ready))
            {
                return;
            }

            foreach (ReadOnlyMemory<byte> ready in _ready)
            {
                Outbox.Post(ready);
            }

            if (!_disposed && _ready.Count > 0)
            {
                _credit.Release(_ready.Count);
            }

            _ready.Clear();
            due = TakeDue();
        }

        due?.Invoke();
    }

    /// <summary>Whether a request's reply, when it comes, leaves at once.</summary>
    public bool IsNext(long ticket)
    {
        lock (_gate)
        {
            return _order.IsNext(ticket);
        }
    }

    /// <summary>Whether no earlier request is open.</summary>
    public bool IsOldest(long ticket)
    {
        lock (_gate)
        {
            return _order.IsOldest(ticket);
        }
    }

    /// <summary>Calls back once when <see cref="IsNext"/> holds, at once if it does.</summary>
    public void WhenNext(long ticket, Action callback) => When(() => _order.IsNext(ticket), callback);

    /// <summary>Calls back once when <see cref="IsOldest"/> holds, at once if it does.</summary>
    public void WhenOldest(long ticket, Action callback) => When(() => _order.IsOldest(ticket), callback);

    /// <summary>Queues frames that are no replies.</summary>
    public void Post(ReadOnlyMemory<byte> frames) => Outbox.Post(frames);

    /// <summary>Calls back once when no request is in flight, at once if there is none.</summary>
    public void WhenIdle(Action callback) => When(() => _order.InFlight == 0, callback);

    /// <summary>Says goodbye and closes once everything queued is out.</summary>
    public void Close(ByeEvent bye) => Close(FrameCodec.Encode(bye));

    /// <summary>Closes once everything queued is out, with that frame as the last where there is one.</summary>
    public void Close(ReadOnlyMemory<byte> lastFrame = default) => Outbox.Close(lastFrame);

    private void When(Func<bool> isDue, Action callback)
    {
        ArgumentNullException.ThrowIfNull(callback);
        lock (_gate)
        {
            if (!isDue())
            {
                _waiting.Add((isDue, callback));
                return;
            }
        }

        callback();
    }

    private Action? TakeDue()
    {
        Action? taken = null;
        for (int i = 0; i < _waiting.Count;)
        {
            if (_waiting[i].IsDue())
            {
                taken += _waiting[i].Callback;
                _waiting.RemoveAt(i);
            }
            else
            {
                i++;
            }
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _credit.Dispose();
        }
    }
}
