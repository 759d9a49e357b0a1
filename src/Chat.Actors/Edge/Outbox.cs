using System.Buffers;
using System.Threading.Tasks.Sources;

namespace Chat.Actors.Edge;

/// <summary>
/// The frames that wait for one connection's socket, bounded in bytes. Many threads post, one writer drains.
/// Posting never waits; when the bound is passed everything queued is dropped for one last frame,
/// because the client can read all of it again from its cursors.
/// </summary>
public sealed class Outbox : IValueTaskSource<bool>
{
    private readonly Lock _gate = new();
    private readonly int _maxBytes;
    private readonly ReadOnlyMemory<byte> _overflowFrame;
    private readonly Action _onClosing;
    private List<ReadOnlyMemory<byte>> _queued = [];
    private List<ReadOnlyMemory<byte>> _drained = [];
    private ManualResetValueTaskSourceCore<bool> _signal = new() { RunContinuationsAsynchronously = true };
    private int _bytes;
    private bool _closing;
    private bool _waiting;

    /// <summary>An empty outbox.</summary>
    /// <param name="maxBytes">Most bytes that may wait.</param>
    /// <param name="overflowFrame">The frame that ends the connection when more than that waits.</param>
    /// <param name="onClosing">Called once, on the poster's thread, when the last frame is in; must not block.</param>
    public Outbox(int maxBytes, ReadOnlyMemory<byte> overflowFrame, Action onClosing)
    {
        _maxBytes = maxBytes;
        _overflowFrame = overflowFrame;
        _onClosing = onClosing;
    }

    /// <summary>Bytes that wait.</summary>
    public int PendingBytes
    {
        get
        {
            lock (_gate)
            {
                return _bytes;
            }
        }
    }

    /// <summary>Queues whole frames. After the last frame it does nothing.</summary>
    public void Post(ReadOnlyMemory<byte> frames)
    {
        bool closingNow = false;
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }

            if (_bytes + frames.Length > _maxBytes)
            {
                _queued.Clear();
                _queued.Add(_overflowFrame);
                _bytes = _overflowFrame.Length;
                _closing = closingNow = true;
            }
            else
            {
                _queued.Add(frames);
                _bytes += frames.Length;
            }

            Wake();
        }

        if (closingNow)
        {
            _onClosing();
        }
    }

    /// <summary>Queues the last frame, possibly empty: what is queued goes out, then the writer ends.</summary>
    public void Close(ReadOnlyMemory<byte> lastFrame)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return;
            }

            if (!lastFrame.IsEmpty)
            {
                _queued.Add(lastFrame);
                _bytes += lastFrame.Length;
            }

            _closing = true;
            Wake();
        }

        _onClosing();
    }

    /// <summary>Waits for frames. Only the one writer calls it.</summary>
    /// <returns>False when the last frame was drained.</returns>
    public ValueTask<bool> WaitAsync()
    {
        lock (_gate)
        {
            if (_queued.Count > 0)
            {
                return new ValueTask<bool>(true);
            }

            if (_closing)
            {
                return new ValueTask<bool>(false);
            }

            _signal.Reset();
            _waiting = true;
            return new ValueTask<bool>(this, _signal.Version);
        }
    }

    /// <summary>Copies everything queued to the writer's buffer. Only the one writer calls it.</summary>
    public void DrainTo(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        lock (_gate)
        {
            (_queued, _drained) = (_drained, _queued);
            _bytes = 0;
        }

        foreach (ReadOnlyMemory<byte> frames in _drained)
        {
            writer.Write(frames.Span);
        }

        _drained.Clear();
    }

    bool IValueTaskSource<bool>.GetResult(short token) => _signal.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _signal.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _signal.OnCompleted(continuation, state, token, flags);

    private void Wake()
    {
        if (_waiting)
        {
            _waiting = false;
            _signal.SetResult(_queued.Count > 0);
        }
    }
}
