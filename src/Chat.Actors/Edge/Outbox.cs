using System.Buffers;

namespace Chat.Actors.Edge;

/// <summary>
/// The frames that wait for one connection's peer, bounded in bytes. Many threads post; one at a time sends, the one that has the turn.
/// <code>
///   at rest ──Post: true──► the poster has the turn ──Next: Piece──► sending ──Next: Piece──► …
///      ▲                                                                └──Next: Empty──► at rest, the turn is gone
///      └─────────────────────────────────────────────────────────────────────┘        └──Next: Ended──► nothing more will come
/// </code>
/// Posting never waits; when the bound is passed everything queued is dropped for one last frame, because the client can read all of it
/// again from its cursors. Answers are counted besides: who does not take them gets no further requests done (<see cref="WaitForRoomAsync"/>).
/// </summary>
public sealed partial class Outbox
{
    /// <summary>Small pieces are sent together, up to so many bytes. A larger piece is sent as it is, without a copy.</summary>
    public const int GatherBytes = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly LiveOptions _options;
    private readonly ReadOnlyMemory<byte> _overflowFrame;

    // What waits is most often one piece that others share: it needs no queue of its own.
    private ReadOnlyMemory<byte> _first;
    private Queue<ReadOnlyMemory<byte>>? _rest;
    private int _bytes;
    private int _sending;
    private bool _closing;
    private bool _taken;

    /// <summary>An empty outbox.</summary>
    /// <param name="options">Most bytes that may be unsent, those that are being sent included.</param>
    /// <param name="overflowFrame">The frame that ends the connection when it would be more.</param>
    public Outbox(LiveOptions options, ReadOnlyMemory<byte> overflowFrame)
    {
        _options = options;
        _overflowFrame = overflowFrame;
    }

    /// <summary>What <see cref="Next"/> found.</summary>
    public enum Step
    {
        /// <summary>Something to send.</summary>
        Piece,

        /// <summary>Nothing, and the turn is gone: whoever posts next has it.</summary>
        Empty,

        /// <summary>Nothing, and nothing more will come: the last frame was sent.</summary>
        Ended,
    }

    /// <summary>What posting has led to.</summary>
    [Flags]
    public enum Posted
    {
        /// <summary>Nothing to do.</summary>
        Nothing = 0,

        /// <summary>The poster has the turn and must see to it that it is taken.</summary>
        HasTurn = 1,

        /// <summary>The last frame is in; this is told once.</summary>
        IsClosing = 2,
    }

    /// <summary>Bytes that are not sent yet.</summary>
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
    /// <param name="frames">The frames.</param>
    /// <param name="areAnswers">Whether the peer has asked for them.</param>
    public Posted Post(ReadOnlyMemory<byte> frames, bool areAnswers = false)
    {
        lock (_gate)
        {
            if (_closing || frames.IsEmpty)
            {
                return Posted.Nothing;
            }

            if (_bytes + frames.Length <= _options.Current.OutboxBytes)
            {
                Enqueue(frames);
                if (areAnswers)
                {
                    CountAnswers(frames.Length);
                }

                return TakeTurn();
            }

            Clear();
            Enqueue(_overflowFrame);
            _closing = true;
            return TakeTurn() | Posted.IsClosing;
        }
    }

    /// <summary>Queues the last frame, possibly empty: what is queued goes out, then comes the end.</summary>
    public Posted Close(ReadOnlyMemory<byte> lastFrame)
    {
        lock (_gate)
        {
            if (_closing)
            {
                return Posted.Nothing;
            }

            if (!lastFrame.IsEmpty)
            {
                Enqueue(lastFrame);
            }

            _closing = true;
            return TakeTurn() | Posted.IsClosing;
        }
    }

    /// <summary>Takes what is to be sent next; what was taken before has been sent. Only who has the turn calls it.</summary>
    /// <param name="piece">Whole frames, to be released when they are sent.</param>
    public Step Next(out OutboxPiece piece)
    {
        TaskCompletionSource? waiter;
        Step step;
        lock (_gate)
        {
            _bytes -= _sending;
            waiter = SendAnswers(_sending);
            _sending = 0;
            piece = default;
            if (_first.IsEmpty)
            {
                _taken = _closing;
                step = _closing ? Step.Ended : Step.Empty;
            }
            else
            {
                piece = _rest is null || _first.Length + _rest.Peek().Length > GatherBytes ? new OutboxPiece(Dequeue(), null) : Gather();
                _sending = piece.Bytes.Length;
                step = Step.Piece;
            }
        }

        waiter?.TrySetResult();
        return step;
    }

    /// <summary>The peer is gone: what is queued has no reader, and nothing more is taken.</summary>
    public void Abandon()
    {
        lock (_gate)
        {
            Clear();
            _bytes = _sending = _answers = _untilAnswered = 0;
            _closing = _taken = true;
        }
    }

    private OutboxPiece Gather()
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(GatherBytes);
        int filled = 0;
        while (!_first.IsEmpty && filled + _first.Length <= GatherBytes)
        {
            _first.CopyTo(buffer.AsMemory(filled));
            filled += _first.Length;
            Dequeue();
        }

        return new OutboxPiece(buffer.AsMemory(0, filled), buffer);
    }

    private void Enqueue(ReadOnlyMemory<byte> frames)
    {
        _bytes += frames.Length;
        if (_first.IsEmpty)
        {
            _first = frames;
        }
        else
        {
            (_rest ??= new Queue<ReadOnlyMemory<byte>>()).Enqueue(frames);
        }
    }

    private ReadOnlyMemory<byte> Dequeue()
    {
        ReadOnlyMemory<byte> first = _first;
        _first = _rest is null ? default : _rest.Dequeue();
        if (_rest is { Count: 0 })
        {
            _rest = null;
        }

        return first;
    }

    private void Clear()
    {
        _first = default;
        _rest = null;
        _bytes = _sending;
        _untilAnswered = Math.Min(_untilAnswered, _sending);
    }

    private Posted TakeTurn()
    {
        if (_taken)
        {
            return Posted.Nothing;
        }

        _taken = true;
        return Posted.HasTurn;
    }
}
