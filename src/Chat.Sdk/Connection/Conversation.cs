using System.Text.Json;
using System.Threading.Channels;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>
/// One connection from hello to its end: matches answers to requests, and hands events and answers to the state in the order in which they came.
/// </summary>
internal sealed class Conversation
{
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan TypingHolds = TimeSpan.FromSeconds(6);

    private readonly FrameLink _link;
    private readonly StateStore _store;
    private readonly SendQueue _sends;
    private readonly ChatClientOptions _options;
    private readonly Fetcher _fetcher;
    private readonly RoundTrips _roundTrips;
    private readonly Lock _gate = new();
    private readonly Dictionary<long, PendingReply> _pending = [];
    private readonly TaskCompletionSource<LinkEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastId;
    private bool _isOver;
    private LinkEnd? _said;

    public Conversation(FrameLink link, StateStore store, SendQueue sends, ChatClientOptions options)
    {
        _link = link;
        _store = store;
        _sends = sends;
        _options = options;
        _fetcher = new Fetcher(store, this, options);
        _roundTrips = new RoundTrips(options.Time.Uptime());
    }

    /// <summary>Ends the conversation from this side.</summary>
    public void End(LinkEnd end) => _ended.TrySetResult(end);

    /// <summary>Runs the connection until it ends, and says why it did.</summary>
    public async Task<LinkEnd> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task write = _link.WriteAsync(stop.Token);
        Task<LinkEnd> read = _link.ReadAsync(Take, stop.Token);
        Task<LinkEnd> watch = WatchAsync(stop.Token);
        try
        {
            LinkEnd end = await (await Task.WhenAny(read, watch, _ended.Task).ConfigureAwait(false)).ConfigureAwait(false);
            return _said ?? end;
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(read, watch, write).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _link.DisposeAsync().ConfigureAwait(false);
            FailAll(cancellationToken.IsCancellationRequested
                ? new ChatException(SdkErrorCodes.Closed, LinkEnd.Disposed.Message)
                : new ChatException(SdkErrorCodes.Offline, _said?.Message ?? LinkEnd.Lost.Message));
        }
    }

    /// <summary>Asks, and waits for the answer. Cancelling ends the wait only.</summary>
    /// <exception cref="ChatException">The server refused, or there is no answer.</exception>
    public async Task<T> AskAsync<T>(Func<long, Request> make, Func<T, ChatInput>? toInput, CancellationToken cancellationToken)
        where T : OkReply
    {
        var reply = new AwaitedReply<T>(_store, toInput);
        (long id, byte[] frame) = Register(make, reply);
        try
        {
            await _link.SendAsync(frame, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            Forget(id);
            throw e is OperationCanceledException ? e : new ChatException(SdkErrorCodes.Offline, LinkEnd.Lost.Message, e);
        }

        return await reply.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks without waiting.</summary>
    /// <returns>False where the request can't be taken now.</returns>
    /// <exception cref="ChatException">The request can't be made at all: it is too large.</exception>
    public bool TryAsk(Func<long, Request> make, PendingReply reply)
    {
        try
        {
            (long id, byte[] frame) = Register(make, reply);
            if (_link.TrySend(frame))
            {
                return true;
            }

            Forget(id);
            return false;
        }
        catch (ChatException e) when (e.Code is SdkErrorCodes.Offline or SdkErrorCodes.QueueFull)
        {
            return false;
        }
    }

    private (long Id, byte[] Frame) Register(Func<long, Request> make, PendingReply reply)
    {
        lock (_gate)
        {
            if (_isOver)
            {
                throw new ChatException(SdkErrorCodes.Offline, _said?.Message ?? LinkEnd.Lost.Message);
            }

            if (_pending.Count >= _options.MaxPendingRequests)
            {
                throw new ChatException(SdkErrorCodes.QueueFull, $"{_pending.Count} requests wait for an answer; wait for some of them.");
            }

            Request request = make(++_lastId);
            byte[] frame = FrameCodec.Encode(request);
            CheckSize(frame);
            reply.AskedAt = _options.Time.Uptime();
            _roundTrips.Ask(request, reply);
            _pending.Add(_lastId, reply);
            return (_lastId, frame);
        }
    }

    // A longer frame would make the server close the connection, and again each time it is repeated.
    private void CheckSize(byte[] frame)
    {
        int most = _store.State.Limits.MaxFrameBytes;
        if (frame.Length - ProtocolLimits.PrefixBytes > most)
        {
            throw new ChatException(ErrorCodes.TooLarge, $"This server takes at most {most} bytes at once; send it in parts.");
        }
    }

    private void Forget(long id)
    {
        lock (_gate)
        {
            _pending.Remove(id);
        }
    }

    private void Take(ServerFrame frame)
    {
        switch (frame)
        {
            case Reply { Re: { } re } reply:
                Settle(re, reply);
                break;
            case ErrorReply error:
                TakeComplaint(WireRules.Check(error));
                break;
            case Event said:
                TakeEvent(WireRules.Check(said));
                break;
        }

        _fetcher.Pump();
    }

    // About bytes, not about a request. Before hello it is the refusal; later it only explains the end that follows.
    private void TakeComplaint(ErrorReply error) =>
        _said = LinkEnd.From(ChatException.From(error)) with
        {
            Code = _store.State.Connection.IsConnected ? SdkErrorCodes.Offline : error.Code,
        };

    private void TakeEvent(Event said)
    {
        if (said is RenamedEvent renamed && EventReducer.MovedPrivate(_store.State, renamed) is { } moved)
        {
            _sends.MoveRoom(moved.From, moved.To);
        }

        if (said is PingEvent)
        {
            // Where no request can be taken now, others are on their way: those are signs of life too.
            TryPing();
            return;
        }

        if (said is ByeEvent bye)
        {
            _said = LinkEnd.From(bye);
        }

        _store.Apply(new ChatInput.EventArrived(said, _options.Time.GetUtcNow()));
    }

    private void Settle(long re, Reply reply)
    {
        PendingReply? pending;
        lock (_gate)
        {
            if (!_pending.Remove(re, out pending))
            {
                return;
            }
        }

        _roundTrips.Measure(pending, _options.Time.Uptime());
        try
        {
            if (reply is RawOk ok)
            {
                pending.Succeed(ok);
            }
            else
            {
                pending.Fail(ChatException.From(WireRules.Check((ErrorReply)reply)));
            }
        }
        catch (JsonException e)
        {
            pending.Fail(new ChatException(SdkErrorCodes.BadReply, LinkEnd.Garbled.Message, e));
            throw;
        }
    }

    private void FailAll(ChatException error)
    {
        PendingReply[] left;
        lock (_gate)
        {
            _isOver = true;
            left = [.. _pending.Values];
            _pending.Clear();
        }

        foreach (PendingReply reply in left)
        {
            reply.Fail(error);
        }
    }

    private async Task<LinkEnd> WatchAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Tick, _options.Time);
        TimeSpan? pingedAt = null;
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
            {
                TimeSpan now = _options.Time.Uptime();
                pingedAt = pingedAt is { } at && _link.HeardAt >= at ? null : pingedAt;
                if (now - pingedAt >= _options.PingTimeout)
                {
                    return LinkEnd.Silent;
                }

                bool isDue = now - _link.HeardAt >= _options.PingInterval || now - _roundTrips.AskedAt >= _options.PingInterval;
                if (pingedAt is null && isDue && _store.State.Connection.IsConnected)
                {
                    pingedAt = TryPing() ? now : null;
                }

                _roundTrips.Tell(_store, now);
                ExpireReplies(now);
                ExpireTyping();
                _sends.Pump();
                _fetcher.Pump();
            }
        }
        catch (OperationCanceledException)
        {
        }

        return LinkEnd.Lost;
    }

    private bool TryPing() => TryAsk(id => new PingRequest(id), new HandledReply<OkReply>(static _ => { }, static _ => { }));

    private void ExpireReplies(TimeSpan now)
    {
        PendingReply[] late;
        lock (_gate)
        {
            long[] ids = [.. _pending.Where(pending => now - pending.Value.AskedAt >= _options.RequestTimeout).Select(pending => pending.Key)];
            late = Array.ConvertAll(ids, id => _pending[id]);
            Array.ForEach(ids, id => _pending.Remove(id));
        }

        foreach (PendingReply reply in late)
        {
            reply.Fail(new ChatException(SdkErrorCodes.Timeout, $"The server did not answer within {_options.RequestTimeout.TotalSeconds:0} s."));
        }
    }

    private void ExpireTyping()
    {
        if (_store.State.Rooms.Values.Any(room => !room.Typing.IsEmpty))
        {
            _store.Apply(new ChatInput.TypingExpired(_options.Time.GetUtcNow() - TypingHolds));
        }
    }
}
