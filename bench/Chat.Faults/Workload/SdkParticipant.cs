using Chat.Faults.History;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Faults.Workload;

/// <summary>A client on the library, as a bot would be: it sends, reads updates, and leaves reconnecting and repeating to the library.</summary>
internal sealed class SdkParticipant : IParticipant
{
    /// <summary>Messages to one room that wait for their acknowledgement.</summary>
    private const int Window = 4;

    private readonly World _world;
    private readonly IReadOnlyList<int> _rooms;
    private readonly ClientTrack _track;
    private readonly List<Task> _talks = [];
    private ChatClient? _client;
    private Task _watch = Task.CompletedTask;
    private int _number;
    private int _unanswered;
    private int _sessions;
    private volatile bool _isLeaving;

    public SdkParticipant(World world, int user, IReadOnlyList<int> rooms)
    {
        _world = world;
        _rooms = rooms;
        _track = world.History.AddClient(ClientKind.Sdk, user);
        Name = world.History.Users[user];
    }

    public string Name { get; }

    private ChatClient Client => _client ?? throw new InvalidOperationException("it has not entered");

    public async Task EnterAsync(CancellationToken cancel)
    {
        _client = await ChatClient.ConnectAsync(Options(), cancel).ConfigureAwait(false);
        _watch = WatchAsync(_client.UpdatesAsync(CancellationToken.None));
        foreach (int room in _rooms)
        {
            JoinOk ok = await _client.JoinAsync(_world.History.Rooms[room], cancel).ConfigureAwait(false);
            _track.Add(new Sight(SightKind.Joined, room, ok.Seq));
        }
    }

    public void Talk() => _talks.AddRange(_rooms.Select(room => Task.Run(() => TalkAsync(room))));

    public string? Unfinished()
    {
        if (Volatile.Read(ref _unanswered) is > 0 and int unanswered)
        {
            return $"{unanswered} messages without an answer";
        }

        ChatState state = Client.State;
        foreach (int room in _rooms)
        {
            long cursor = state.Rooms.GetValueOrDefault(_world.History.Rooms[room])?.Cursor ?? 0;
            if (cursor < _world.Gauge.Newest(room))
            {
                return $"room {_world.History.Rooms[room]} only up to {cursor} of {_world.Gauge.Newest(room)} ({state.Connection.GetType().Name})";
            }
        }

        return null;
    }

    public void NoteView()
    {
        ChatState state = Client.State;
        foreach (int room in _rooms)
        {
            if (state.Rooms.GetValueOrDefault(_world.History.Rooms[room]) is not { } view)
            {
                _world.History.Add(IncidentKind.MembershipLost, $"{Name} is not in {_world.History.Rooms[room]} any more, says the library");
                continue;
            }

            foreach (MessageInfo m in view.Messages)
            {
                _track.Add(new Sight(SightKind.View, room, m.Seq, _world.Print(m.From, m.Key, m.Text, m.At)));
            }

            _track.Add(new Sight(SightKind.ViewEnd, room, view.Cursor));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _isLeaving = true;
        if (_client is not null)
        {
            await _client.DisposeAsync().ConfigureAwait(false);
        }

        await Task.WhenAll(_talks).ConfigureAwait(false);
        await _watch.ConfigureAwait(false);
    }

    private ChatClientOptions Options() => new()
    {
        Server = new Uri($"chat://{_world.Server}"),
        User = Name,
        ClientName = "Chat.Faults",
        BackoffMin = TimeSpan.FromMilliseconds(50),
        BackoffMax = TimeSpan.FromSeconds(1),
        ConnectTimeout = TimeSpan.FromSeconds(5),
        RequestTimeout = TimeSpan.FromSeconds(5),
        PingInterval = TimeSpan.FromSeconds(2),
        PingTimeout = TimeSpan.FromSeconds(2),
        MessagesPerRoom = 10_000,
        MaxGap = 10_000,
        UpdateBuffer = 200_000,
        SessionChanged = _ => NoteSession(),
    };

    private void NoteSession()
    {
        if (Interlocked.Increment(ref _sessions) > 1)
        {
            _world.History.Add(IncidentKind.SessionLost, $"{Name} had to come as a new user");
        }
    }

    private async Task TalkAsync(int room)
    {
        var open = new Queue<Task>();
        while (_world.IsProducing && !_isLeaving)
        {
            open.Enqueue(PostAsync(room));
            if (open.Count >= Window)
            {
                await open.Dequeue().ConfigureAwait(false);
            }
        }

        await Task.WhenAll(open).ConfigureAwait(false);
    }

    private async Task PostAsync(int room)
    {
        int number = Interlocked.Increment(ref _number);
        string text = Texts.Of(_world.Seed, Name, number);
        long at = _world.Gauge.Now;
        _world.Gauge.Asked();
        Interlocked.Increment(ref _unanswered);
        Task<SendOk> sending = Client.SendAsync(_world.History.Rooms[room], text);
        string? key = Client.State.Sends.FindLast(send => send.Text == text)?.Key;
        _track.Add(new Ask(number, room, key is null ? 0 : Fingerprint.Of(key), Fingerprint.Of(text), at));
        try
        {
            SendOk ok = await sending.ConfigureAwait(false);
            _track.Add(new Answer(number, AnswerKind.Ok, ok.Seq, ok.At.ToUnixTimeMilliseconds(), _world.Gauge.Now));
            _world.Gauge.Ok(room, ok.Seq, isFirst: true);
        }
        catch (ChatException e)
        {
            // The library does not tell what became of its attempts before this one.
            _track.Add(new Answer(number, AnswerKind.Unknown, 0, 0, _world.Gauge.Now));
            _world.Gauge.Lose();
            if (!_isLeaving)
            {
                _world.History.Add(IncidentKind.WrongRefusal, $"{Name} could not post to {_world.History.Rooms[room]}: {e.Code}: {e.Message}");
            }

            await Task.Delay(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        finally
        {
            _world.Gauge.Settled();
            Interlocked.Decrement(ref _unanswered);
        }
    }

    private async Task WatchAsync(IAsyncEnumerable<ChatUpdate> updates)
    {
        await foreach (ChatUpdate update in updates.ConfigureAwait(false))
        {
            Take(update);
        }

        if (!_isLeaving && Client.State.Connection is ConnectionState.Closed closed)
        {
            _world.History.Add(IncidentKind.WrongRefusal, $"{Name}: the library gave up: {closed.Code}: {closed.Message}");
        }
    }

    private void Take(ChatUpdate update)
    {
        switch (update)
        {
            case ChatUpdate.EventReceived { Event: MessageEvent m }:
                See(SightKind.Live, m.Room, m.Seq, _world.Print(m.From, m.Key, m.Text, m.At));
                break;
            case ChatUpdate.EventReceived { Event: GapEvent gap }:
                TakeGap(gap, update.State);
                break;
            case ChatUpdate.HistoryMerged merged:
                foreach (MessageInfo m in merged.Messages)
                {
                    See(SightKind.Page, merged.Room, m.Seq, _world.Print(m.From, m.Key, m.Text, m.At));
                }

                break;
            case ChatUpdate.ConnectionChanged { Connection: ConnectionState.CatchingUp }:
                _world.Gauge.Reconnect();
                break;
            case ChatUpdate.Resynced resynced:
                foreach (RoomView view in resynced.State.Rooms.Values.Where(view => _world.Room(view.Name) >= 0))
                {
                    _track.Add(new Sight(SightKind.Blind, _world.Room(view.Name), view.Cursor));
                }

                break;
        }
    }

    private void TakeGap(GapEvent gap, ChatState state)
    {
        _world.Gauge.Gap();
        if (state.Rooms.GetValueOrDefault(gap.Room)?.Gap is { } left && left.From > gap.From)
        {
            _track.Add(new Sight(SightKind.Passed, _world.Room(gap.Room), gap.From, (ulong)(left.From - 1)));
        }
    }

    private void See(SightKind kind, string room, long seq, ulong print)
    {
        if (_world.Room(room) is >= 0 and int index)
        {
            _track.Add(new Sight(kind, index, seq, print));
            _world.Gauge.See(index, seq);
        }
        else
        {
            _world.History.Add(IncidentKind.BadWire, $"{Name} got a message of the room {room}, which it never joined");
        }
    }
}
