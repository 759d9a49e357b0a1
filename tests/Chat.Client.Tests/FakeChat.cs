using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Chat.Client.Commands;
using Chat.Client.Connecting;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tests;

/// <summary>A server in a teacup: one user's view, changed by the library's own reducer.</summary>
internal sealed partial class FakeChat : IChat
{
    public const int MaxTextBytes = 16384;

    private readonly Lock _gate = new();
    private readonly Channel<ChatUpdate> _updates = Channel.CreateUnbounded<ChatUpdate>();
    private readonly Dictionary<string, long> _seqs = new(RoomNames.Users);
    private readonly List<string> _requests = [];
    private int _told;
    private int _taken;

    public FakeChat(string user = "Alice", params RoomSummary[] rooms)
    {
        Apply(new ChatInput.HelloAccepted(
            new HelloOk(user, true, "token", new LimitsInfo(65536, MaxTextBytes), rooms, new ServerInfo("AkkaChat", "0.1.0")), new Dictionary<string, long>()));
        foreach (RoomSummary room in rooms)
        {
            _seqs[room.Room] = room.Seq;
        }
    }

    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 10, 30, 15, TimeSpan.Zero);

    public ChatState State { get; private set; } = ChatState.Start("Alice");

    /// <summary>What was asked so far.</summary>
    public List<string> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    public Func<string, ChatException?> Refuse { get; set; } = _ => null;

    public Func<RoomsOk> Rooms { get; set; } = () => new RoomsOk([]);

    public Func<SearchOk> Found { get; set; } = () => new SearchOk([]);

    public SessionsOk Sessions { get; set; } = new([]);

    public Func<HistoryOk>? History { get; set; }

    public bool Quitted { get; private set; }

    public static ChatException Error(string code, string message) => new(code, message);

    public void Event(Event happened)
    {
        lock (_gate)
        {
            Apply(new ChatInput.EventArrived(happened, Now));
            Tell(new ChatUpdate.EventReceived(State, happened));
        }
    }

    public void Says(string room, string from, string text, string? kind = null, string key = "k")
    {
        lock (_gate)
        {
            long seq = _seqs[room] = _seqs.GetValueOrDefault(room) + 1;
            Event(new MessageEvent(room, seq, Now, from, text, key, kind));
        }
    }

    public void Members(string room, IReadOnlyList<UserEntry> users)
    {
        lock (_gate)
        {
            Apply(new ChatInput.MembersPage(new UsersOk(room, users), null));
            Tell(new ChatUpdate.RoomChanged(State, room));
        }
    }

    public void Comes(string room, string user, string role = RoomRole.Member) => Event(new JoinedEvent(room, user, UserStatus.Online, role, Now));

    public void Measures(double milliseconds)
    {
        var trip = TimeSpan.FromMilliseconds(milliseconds);
        lock (_gate)
        {
            Apply(new ChatInput.RoundTripMeasured(trip));
            Tell(new ChatUpdate.RoundTripMeasured(State, trip));
        }
    }

    public void Connection(ConnectionState connection)
    {
        lock (_gate)
        {
            Apply(new ChatInput.ConnectionMoved(connection));
            Tell(new ChatUpdate.ConnectionChanged(State, connection));
        }
    }

    public void Renames(string user, string to, string? room = null) => Event(new RenamedEvent(user, to, Now, room));

    public void ReadsElsewhere(string room, long seq) => Event(new ReadEvent(room, seq));

    public void ForgetRequests()
    {
        lock (_gate)
        {
            _requests.Clear();
        }
    }

    public void End() => _updates.Writer.TryComplete();

    /// <summary>True once whoever follows the updates has done with all that there were.</summary>
    public bool HasToldAll => Volatile.Read(ref _taken) == Volatile.Read(ref _told);

    public async IAsyncEnumerable<ChatUpdate> UpdatesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ChatUpdate update in _updates.Reader.ReadAllAsync(cancellationToken))
        {
            yield return update;

            // Who asks for the next one has done with this one.
            Interlocked.Increment(ref _taken);
        }
    }

    public void RetryNow() => Note("retry");

    public Task<JoinOk> JoinAsync(string room, CancellationToken cancellationToken = default)
    {
        Note($"join {room}");
        var ok = new JoinOk(room, _seqs.GetValueOrDefault(room), "", [new UserEntry(State.Self, UserStatus.Online, RoomRole.Owner)]);
        lock (_gate)
        {
            Apply(new ChatInput.RoomJoined(ok));
            Tell(new ChatUpdate.RoomChanged(State, room));
            Comes(room, State.Self, RoomRole.Owner);
        }

        return Task.FromResult(ok);
    }

    public Task LeaveAsync(string room, CancellationToken cancellationToken = default)
    {
        Note($"leave {room}");
        Event(new LeftEvent(room, State.Self, "left", Now));
        return Task.CompletedTask;
    }

    public Task<HistoryOk> HistoryAsync(string room, long? before, int? limit, CancellationToken cancellationToken = default)
    {
        Note($"history {room} {before}");
        HistoryOk page = HistoryOf is { } historyOf ? historyOf(room, before) : History is { } history ? history() : new HistoryOk(room, [], true, false);
        lock (_gate)
        {
            Apply(new ChatInput.HistoryPage(page));
            Tell(new ChatUpdate.HistoryMerged(State, room, page.Messages, FilledGap: false));
        }

        return Task.FromResult(page);
    }

    public Task<HistoryOk> HistoryAroundAsync(string room, long around, int? limit, CancellationToken cancellationToken = default) =>
        Answer($"history {room} around {around} {limit}", History?.Invoke() ?? new HistoryOk(room, [], true, true));

    public Task<SearchOk> SearchAsync(SearchLine line, string? cursor, int? limit, CancellationToken cancellationToken = default) =>
        Answer($"search {line.Text} in {line.Room} from {line.From} before {line.Before} cursor {cursor}", Found());

    public Task<ReadOk> MarkReadAsync(string room, long seq, CancellationToken cancellationToken = default)
    {
        Note($"read {room} {seq}");
        lock (_gate)
        {
            Apply(new ChatInput.ReadMoved(new ReadOk(room, seq)));
            Tell(new ChatUpdate.RoomChanged(State, room));
        }

        return Task.FromResult(new ReadOk(room, seq));
    }

    public Task<RoomsOk> ListRoomsAsync(string? after = null, int? limit = null, CancellationToken cancellationToken = default) => Answer("rooms", Rooms());

    public Task<UsersOk> ListUsersAsync(string room, string? after = null, int? limit = null, CancellationToken cancellationToken = default) =>
        Answer($"users {room}", new UsersOk(room, [.. State.Rooms[room].Members.Values]));

    public Task SetAwayAsync(string? text, CancellationToken cancellationToken = default)
    {
        Note($"away {text}");
        lock (_gate)
        {
            Apply(new ChatInput.AwaySet(text));
            Tell(new ChatUpdate.SelfChanged(State));
        }

        return Task.CompletedTask;
    }

    public Task<TopicOk> SetTopicAsync(string room, string topic, CancellationToken cancellationToken = default) => Answer($"topic {room} {topic}", new TopicOk(room, topic));

    public Task<TopicOk> GetTopicAsync(string room, CancellationToken cancellationToken = default) => Answer($"topic {room}", new TopicOk(room, State.Rooms[room].Topic));

    public Task<WhoisOk> WhoisAsync(string user, CancellationToken cancellationToken = default) => Answer($"whois {user}", new WhoisOk(user, true, UserStatus.Online, null, Now));

    public Task<NickOk> NickAsync(string user, CancellationToken cancellationToken = default) => Answer($"nick {user}", new NickOk(user));

    public Task RegisterAsync(string password, string? invite, CancellationToken cancellationToken = default) => Answer($"register {password} {invite}".Trim(), true);

    public Task ChangePasswordAsync(string oldPassword, string newPassword, CancellationToken cancellationToken = default) =>
        Answer($"password {oldPassword} {newPassword}", true);

    public Task<SessionsOk> SessionsAsync(CancellationToken cancellationToken = default) => Answer("sessions", Sessions);

    public Task RevokeAsync(string session, CancellationToken cancellationToken = default) => Answer($"revoke {session}", true);

    public Task UnregisterAsync(string password, CancellationToken cancellationToken = default) => Answer($"unregister {password}", true);

    public Task TypingAsync(string room, bool active, CancellationToken cancellationToken = default) => Answer(active ? $"typing {room}" : $"typing no more {room}", true);

    public Task QuitAsync(CancellationToken cancellationToken = default)
    {
        Quitted = true;
        return Answer("quit", true);
    }

    public ValueTask CloseAsync()
    {
        End();
        return ValueTask.CompletedTask;
    }

    private Task<T> Answer<T>(string request, T answer)
    {
        Note(request);
        return Task.FromResult(answer);
    }

    private void Note(string request)
    {
        lock (_gate)
        {
            _requests.Add(request);
        }

        if (Refuse(request) is { } refusal)
        {
            throw refusal;
        }
    }

    private void Tell(ChatUpdate update)
    {
        Interlocked.Increment(ref _told);
        if (!_updates.Writer.TryWrite(update))
        {
            Interlocked.Decrement(ref _told);
        }
    }

    private void Apply(ChatInput input) => State = ChatReducer.Apply(State, input);
}
