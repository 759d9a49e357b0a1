using System.Net.Sockets;
using System.Text.Json;
using Chat.Faults.History;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Faults.Workload;

/// <summary>
/// A client that trusts nobody: it makes its frames itself, has many requests in flight, drops connections that don't answer, and comes back with its token
/// and its cursors. Everything happens in one loop.
/// </summary>
internal sealed class WireParticipant : IParticipant
{
    private const long Patience = 4_000_000;
    private const long PingAfter = 2_000_000;
    private const int LingerOneIn = 3;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(4);

    private readonly World _world;
    private readonly IReadOnlyList<int> _rooms;
    private readonly Random _random;
    private readonly WireOutbox _outbox;
    private readonly WireInbox _inbox;
    private readonly Dictionary<long, int> _joins = [];
    private readonly List<Task> _lingering = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;
    private string? _token;
    private string? _password;
    private bool _isToRegister;
    private long _registerId;
    private long _helloId;
    private bool _isGreeted;
    private bool _isEnded;
    private long _heardAt;
    private volatile bool _isTalking;

    public WireParticipant(World world, int user, IReadOnlyList<int> rooms)
    {
        _world = world;
        _rooms = rooms;
        Name = world.History.Users[user];
        _random = new Random(world.Seed + user);
        ClientTrack track = world.History.AddClient(ClientKind.Wire, user);
        _outbox = new WireOutbox(world, track, Name, rooms, _random);
        _inbox = new WireInbox(world, track, Name, rooms);
    }

    public string Name { get; }

    /// <summary>Two devices of one registered user; enter the first before the second.</summary>
    public static IReadOnlyList<WireParticipant> Pair(World world, int user, IReadOnlyList<int> rooms)
    {
        string password = $"password {world.Seed} {user}";
        var one = new WireParticipant(world, user, rooms) { _password = password, _isToRegister = true };
        var other = new WireParticipant(world, user, rooms) { _password = password };
        WireOutbox.Pair(one._outbox, other._outbox);
        return [one, other];
    }

    public async Task EnterAsync(CancellationToken cancel)
    {
        _run = RunAsync();
        await _entered.Task.WaitAsync(cancel).ConfigureAwait(false);
    }

    public void Talk() => _isTalking = true;

    public string? Unfinished() => _outbox.Unsettled is > 0 and int left ? $"{left} messages without an end" : _inbox.Missing();

    /// <summary>Its view is what it saw: there is nothing more to note.</summary>
    public void NoteView()
    {
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _run.ConfigureAwait(false);
        await Task.WhenAll(_lingering).ConfigureAwait(false);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                WireLink link = await WireLink.OpenAsync(_world.Server, _stop.Token).ConfigureAwait(false);
                await ConverseAsync(link).ConfigureAwait(false);
                await LeaveAsync(link).ConfigureAwait(false);
                await Task.Delay(_random.Next(10, 200), _stop.Token).ConfigureAwait(false);
            }
            catch (SocketException)
            {
                await Task.Delay(Tick).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task ConverseAsync(WireLink link)
    {
        _isGreeted = false;
        _isEnded = false;
        _heardAt = _world.Gauge.Now;
        _joins.Clear();
        if (_isToRegister)
        {
            _registerId = link.Send(id => new RegisterRequest(id, Name, _password!));
        }
        else
        {
            Greet(link);
        }

        try
        {
            while (!_isEnded && !_stop.IsCancellationRequested && await link.ReadAsync(frame => Take(link, frame), Tick).ConfigureAwait(false))
            {
                if (!Proceed(link))
                {
                    break;
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or JsonException)
        {
            _world.History.Add(IncidentKind.BadWire, $"{Name} got what is no frame: {e.Message}");
        }

        _outbox.LoseAll();
    }

    private void Greet(WireLink link) => _helloId = link.Send(id => new HelloRequest(
        id, Name, _token is null ? _password : null, _token, _token is null ? null : _inbox.Cursors(), "Chat.Faults"));

    private bool Proceed(WireLink link)
    {
        long silence = _world.Gauge.Now - _heardAt;
        if (silence > Patience)
        {
            return false;
        }

        if (_isGreeted && _isTalking)
        {
            _outbox.Fill(link);
            _inbox.Fill(link);
        }

        if (_isGreeted && silence > PingAfter && !_outbox.IsWaiting)
        {
            link.Send(id => new PingRequest(id));
        }

        return true;
    }

    // A connection that does not answer is sometimes left open: the server then has two of the same user for a while.
    private async Task LeaveAsync(WireLink link)
    {
        _lingering.RemoveAll(task => task.IsCompleted);
        if (_isTalking && !_isEnded && _random.Next(LingerOneIn) == 0)
        {
            _lingering.Add(CloseLaterAsync(link));
        }
        else
        {
            await link.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task CloseLaterAsync(WireLink link)
    {
        await Task.Delay(Linger, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await link.DisposeAsync().ConfigureAwait(false);
    }

    private void Take(WireLink link, ServerFrame frame)
    {
        _heardAt = _world.Gauge.Now;
        switch (frame)
        {
            case MessageEvent message:
                _inbox.Take(message);
                break;
            case GapEvent gap:
                _inbox.Take(gap);
                break;
            case RawOk { Re: { } re } ok:
                TakeOk(link, re, ok);
                break;
            case ErrorReply error:
                TakeError(error);
                break;
            case ByeEvent:
                _isEnded = true;
                break;
        }
    }

    private void TakeOk(WireLink link, long re, RawOk ok)
    {
        if (_isToRegister && re == _registerId)
        {
            _isToRegister = false;
            Greet(link);
        }
        else if (re == _helloId)
        {
            Greeted(link, ok.Read<HelloOk>());
        }
        else if (_joins.Remove(re, out int room))
        {
            _inbox.Joined(room, ok.Read<JoinOk>());
            if (_inbox.HasJoined)
            {
                _entered.TrySetResult();
            }
        }
        else if (!_outbox.TryTake(re, ok))
        {
            _inbox.TryTake(re, ok);
        }
    }

    private void Greeted(WireLink link, HelloOk ok)
    {
        _isGreeted = true;
        if (_token is not null)
        {
            _world.Gauge.Reconnect();
            _inbox.Resumed(ok);
        }
        else
        {
            foreach (int room in _rooms)
            {
                _joins[link.Send(id => new JoinRequest(id, _world.History.Rooms[room]))] = room;
            }
        }

        _token = ok.Session;
    }

    private void TakeError(ErrorReply error)
    {
        if (error.Re is { } re && (_outbox.TryTake(re, error) || _inbox.TryTake(re, error)))
        {
            return;
        }

        _isEnded = true;
        if (error.Code == ErrorCodes.AuthFailed)
        {
            _world.History.Add(IncidentKind.SessionLost, $"{Name} is not known any more: {error.Message}");
        }
        else if (error.Code is not (ErrorCodes.Unavailable or ErrorCodes.Overloaded or ErrorCodes.ShuttingDown))
        {
            _world.History.Add(IncidentKind.WrongRefusal, $"{Name} can't come in: {error.Code}: {error.Message}");
        }
    }
}
