using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Trust;

namespace Chat.Sdk.Connection;

/// <summary>
/// Keeps the client connected.
/// <code>
/// Connecting ── hello ok ──► CatchingUp ──► Live
///   ▲   └─ refused ─► Closed       └── lost ──┴─► Offline ── wait ──► Connecting
///                                                                        └─ certificate refused ─► Untrusted ── RetryNow ──► Connecting
/// </code>
/// </summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private readonly ChatClientOptions _options;
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly StateStore _store;
    private readonly SendQueue _sends;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _gate = new();
    private Task _run = Task.CompletedTask;
    private Conversation? _talk;
    private TaskCompletionSource? _retry;
    private DateTimeOffset? _lostAt;
    private LinkEnd? _end;
    private string? _token;
    private string? _password;
    private long _attempts;

    public Supervisor(ChatClientOptions options, StateStore store, SendQueue sends)
    {
        _options = options;
        _store = store;
        _sends = sends;
        _token = options.Session;
        _password = options.Password;
    }

    public string? Token => Volatile.Read(ref _token);

    /// <summary>The conversation that is on.</summary>
    /// <exception cref="ChatException">There is none now.</exception>
    public Conversation Talk => Volatile.Read(ref _talk) ?? throw (_store.State.Connection is ConnectionState.Closed closed
        ? new ChatException(SdkErrorCodes.Closed, closed.Message)
        : new ChatException(SdkErrorCodes.Offline, "There is no connection to the server now; it is being made again."));

    private bool IsSettled
    {
        get
        {
            lock (_gate)
            {
                return _end is not null;
            }
        }
    }

    /// <summary>Starts, and waits for the first hello.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _run = RunAsync();
        return _ready.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the wait before the next attempt.</summary>
    public void RetryNow() => Volatile.Read(ref _retry)?.TrySetResult();

    /// <summary>The user has this password now: it is what brings the user back where the token does not.</summary>
    public void KnowPassword(string password) => Volatile.Write(ref _password, password);

    /// <summary>From now on the end of the connection is the end of the client, for this reason.</summary>
    public void Settle(LinkEnd end)
    {
        lock (_gate)
        {
            _end ??= end;
        }
    }

    /// <summary>Closes for a reason.</summary>
    public async Task CloseAsync(LinkEnd end)
    {
        Settle(end);
        if (!_run.IsCompleted)
        {
            await _stop.CancelAsync().ConfigureAwait(false);
        }

        await _run.ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync(LinkEnd.Disposed).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        LinkEnd end = LinkEnd.Disposed;
        try
        {
            end = await KeepConnectedAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                end = _end ??= end;
            }

            _sends.Close(end);
            _store.Apply(new ChatInput.ConnectionMoved(new ConnectionState.Closed(end.Code, end.Message)));
            _store.Complete();
            _ready.TrySetException(end.ToException());
        }
    }

    private async Task<LinkEnd> KeepConnectedAsync()
    {
        int failures = 0;
        while (true)
        {
            string? token = _token;
            TimeSpan began = _options.Time.Uptime();
            LinkEnd end = await ConverseAsync(token).ConfigureAwait(false);
            if (IsSettled)
            {
                return end;
            }

            if (end.Code == ErrorCodes.AuthFailed && token is not null && LoseToken(end))
            {
                continue;
            }

            bool isHeld = end.Refusal is not null && _options.Tls.WaitsWhenRefused;
            if (!(end.IsPassing || isHeld) || !_ready.Task.IsCompletedSuccessfully)
            {
                return end;
            }

            // A connection that held proves the server well; one that broke at once is one more failure.
            failures = isHeld ? 0 : _options.Time.Uptime() - began >= _options.BackoffMax ? 1 : failures + 1;
            await WaitAsync(end, isHeld ? Timeout.InfiniteTimeSpan : Backoff.Wait(_options, failures, end.RetryAfter)).ConfigureAwait(false);
            if (IsSettled)
            {
                return end;
            }

            _store.Apply(new ChatInput.ConnectionMoved(new ConnectionState.Connecting()));
        }
    }

    // The server does not know the token any more. A password brings the same user back; a guest can only come as a new one.
    private bool LoseToken(LinkEnd end)
    {
        Volatile.Write(ref _token, null);
        if (Volatile.Read(ref _password) is not null)
        {
            return true;
        }

        if (!_store.State.Guest)
        {
            return false;
        }

        _sends.GiveUpSent(end);
        return true;
    }

    private async Task<LinkEnd> ConverseAsync(string? token)
    {
        FrameLink link;
        try
        {
            link = await LinkOpener.OpenAsync(_options, mayAsk: !_ready.Task.IsCompleted, _stop.Token).ConfigureAwait(false);
        }
        catch (ChatException e)
        {
            return LinkEnd.From(e);
        }
        catch (OperationCanceledException)
        {
            return LinkEnd.Disposed;
        }

        var talk = new Conversation(link, _store, _sends, _options);
        Task<LinkEnd> run = talk.RunAsync(_stop.Token);
        try
        {
            await GreetAsync(talk, token, link.Security).ConfigureAwait(false);
            Volatile.Write(ref _talk, talk);
            _sends.Attach(talk);
            _lostAt = null;
            _ready.TrySetResult();
        }
        catch (ChatException e) when (e.Code is not (SdkErrorCodes.Offline or SdkErrorCodes.Closed))
        {
            talk.End(LinkEnd.From(e));
        }
        catch (Exception e) when (e is ChatException or OperationCanceledException)
        {
            // The conversation is over and says why.
        }
        catch
        {
            talk.End(LinkEnd.Disposed);
            await run.ConfigureAwait(false);
            throw;
        }

        try
        {
            return await run.ConfigureAwait(false);
        }
        finally
        {
            Volatile.Write(ref _talk, null);
            _sends.Detach();
        }
    }

    private async Task GreetAsync(Conversation talk, string? token, LinkSecurity security)
    {
        ChatState state = _store.State;
        bool isSameUser = token is not null || Volatile.Read(ref _password) is not null;
        IReadOnlyDictionary<string, long> cursors = isSameUser ? HelloBuilder.Cursors(state) : new Dictionary<string, long>();
        HelloOk ok = await talk.AskAsync<HelloOk>(
            id => new HelloRequest(id, state.Self, token is null ? Volatile.Read(ref _password) : null, token, cursors, _options.ClientName, _instance, ++_attempts, Pings: true),
            ok => new ChatInput.HelloAccepted(ok, cursors) { Security = security },
            _stop.Token).ConfigureAwait(false);
        if (ok.Session != token)
        {
            Volatile.Write(ref _token, ok.Session);
            _options.SessionChanged?.Invoke(ok.Session);
        }
    }

    // For ever means: until somebody has looked at the certificate that was refused.
    private async Task WaitAsync(LinkEnd end, TimeSpan delay)
    {
        var retry = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _retry, retry);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Task pause = Task.Delay(delay, _options.Time, wait.Token);
        DateTimeOffset now = _options.Time.GetUtcNow();
        _lostAt ??= now;
        _store.Apply(new ChatInput.ConnectionMoved(delay == Timeout.InfiniteTimeSpan
            ? new ConnectionState.Untrusted(_lostAt.Value, end.Message, end.Refusal!)
            : new ConnectionState.Offline(_lostAt.Value, now + delay, end.Message)));
        await Task.WhenAny(pause, retry.Task).ConfigureAwait(false);
        await wait.CancelAsync().ConfigureAwait(false);
    }
}
