using Chat.Client.Commands;
using Chat.Client.Trust;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;
using Chat.Sdk.Trust;

namespace Chat.Client.Plain.Json;

/// <summary>What happens, as JSON for programs: <c>docs/client.md</c> lists the objects. They change only by addition.</summary>
internal sealed class JsonTranscript : ITranscript
{
    private static readonly Dictionary<SendStatus, string> SendStates = new()
    {
        [SendStatus.Sending] = "sending",
        [SendStatus.Acknowledged] = "acknowledged",
        [SendStatus.Failed] = "failed",
    };

    private readonly RoomFocus _focus;
    private readonly TimeProvider _time;
    private readonly IReadOnlyDictionary<string, long> _cursors;
    private readonly Dictionary<string, long> _told = new(RoomNames.Users);
    private readonly HashSet<string> _ownLeaves = new(RoomNames.Users);
    private ChatState _state;
    private string? _current;

    /// <summary>A transcript that begins with what the state does not hold yet.</summary>
    /// <param name="state">The state.</param>
    /// <param name="focus">The room that is talked in.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cursors">Room → last seq that an earlier run has told.</param>
    public JsonTranscript(ChatState state, RoomFocus focus, TimeProvider time, IReadOnlyDictionary<string, long> cursors)
    {
        (_state, _focus, _time, _cursors) = (state, focus, time, cursors);
        foreach (RoomView room in state.Rooms.Values)
        {
            _told[room.Name] = Math.Max(cursors.GetValueOrDefault(room.Name), cursors.ContainsKey(room.Name) ? 0 : room.Newest);
        }
    }

    /// <summary>The server's certificate is refused, before anything was sent.</summary>
    public static string Untrusted(TrustRefusal refusal) => JsonLine.Of(
        "untrusted",
        ("server", refusal.Shown.Server),
        ("reason", SecurityText.Word(refusal.Reason)),
        ("fingerprint", refusal.Shown.Fingerprint.ToString()),
        ("expected", refusal.Expected?.ToString()),
        ("message", refusal.Shown.Explain()));

    /// <inheritdoc/>
    public IReadOnlyList<string> Welcome(string server)
    {
        _current = _focus.Current;
        return
        [
            JsonLine.Of(
                "connected",
                ("at", Now),
                ("server", server),
                ("user", _state.Self),
                ("guest", _state.Guest),
                ("room", _current),
                ("rooms", _state.Rooms.Keys),
                ("encryption", _state.Security?.Protocol),
                ("trust", _state.Security is { } security ? SecurityText.Word(security) : null),
                ("fingerprint", _state.Security?.Certificate?.Fingerprint.ToString())),
            Connection(_state.Connection),
        ];
    }

    /// <inheritdoc/>
    /// <remarks>The rooms of the beginning stand in the first object.</remarks>
    public IReadOnlyList<string> StartedIn(string room) => [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Start() =>
        [.. _cursors.Keys.SelectMany(room => Skips.In(_state.Rooms.GetValueOrDefault(room), _cursors[room]).Select(Skipped)), .. Beyond()];

    /// <inheritdoc/>
    public IReadOnlyList<string> Tell(ChatUpdate update)
    {
        ChatState before = _state;
        _state = update.State;
        List<string> lines = [.. Skips.Of(update, before).Select(Skipped)];
        lines.AddRange(update switch
        {
            ChatUpdate.EventReceived received => Event(received.Event, before),
            ChatUpdate.ConnectionChanged changed => [Connection(changed.Connection)],
            ChatUpdate.HistoryMerged { FilledGap: true } merged => merged.Messages.Select(message => Message(merged.Room, message)),
            ChatUpdate.SendQueued { Send: { } send } => [Send(send, SendStatus.Sending)],
            ChatUpdate.SendAcknowledged { Send: { } send } => [Send(send, SendStatus.Acknowledged)],
            ChatUpdate.SendFailed { Send: { } send } => [Send(send, SendStatus.Failed)],
            ChatUpdate.Resynced => Resynced(),
            _ => [],
        });
        lines.AddRange(Self(before));
        lines.AddRange(Current());
        return lines;
    }

    /// <inheritdoc/>
    public void Joining(string room)
    {
        // The server's event is told as it comes.
    }

    /// <inheritdoc/>
    public void Leaving(string room) => _ownLeaves.Add(room);

    /// <inheritdoc/>
    public IReadOnlyList<string> Tell(ChatCommand command, CommandOutcome outcome)
    {
        string name = Name(command);
        string[] lines = outcome switch
        {
            CommandOutcome.Sending => [],
            CommandOutcome.Refused refused => [JsonLine.Of("refused", ("command", name), ("code", refused.Code), ("message", refused.Problem))],
            CommandOutcome.Told told =>
                [JsonLine.Of("answer", ("command", name), ("text", told.Headline), ("lines", told.Details.Count == 0 ? null : told.Details), ("data", told.Data))],
            CommandOutcome.Joined joined => [Entered(name, joined.Room)],
            CommandOutcome.Entered entered => [Entered(name, entered.Room)],
            CommandOutcome.Left left => [Left(name, left.Room)],
            _ => [JsonLine.Of("answer", ("command", name))],
        };
        return [.. lines, .. Current()];
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> NotJoined(string room, ChatException refusal) =>
        [JsonLine.Of("refused", ("command", "join"), ("room", room), ("code", refusal.Code), ("message", refusal.Message))];

    /// <inheritdoc/>
    /// <remarks>A message that was taken has told of its failure itself; one that was not has no other word than this.</remarks>
    public IReadOnlyList<string> NotSent(string room, ChatException refusal) => refusal.Code is SdkErrorCodes.QueueFull or SdkErrorCodes.Closed
        ? [JsonLine.Of("refused", ("command", "say"), ("room", room), ("code", refusal.Code), ("message", refusal.Message))]
        : [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Mistaken(string problem) => [JsonLine.Of("refused", ("message", problem))];

    /// <inheritdoc/>
    public IReadOnlyList<string> Asks(string question) => [JsonLine.Of("question", ("text", question))];

    private DateTimeOffset Now => _time.GetUtcNow();

    private static string Name(ChatCommand command) => command.Called;

    private static string Skipped(Skip skip) => JsonLine.Of("skipped", ("room", skip.Room), ("count", skip.Count), ("to", skip.To));

    private string Entered(string command, string room)
    {
        _focus.Enter(room);
        return JsonLine.Of("answer", ("command", command), ("room", room));
    }

    private string Left(string command, string room)
    {
        _focus.Leave(room, _state);
        return JsonLine.Of("answer", ("command", command), ("room", room));
    }

    private IEnumerable<string> Event(Event happened, ChatState before)
    {
        switch (happened)
        {
            case MessageEvent message:
                return message.Seq <= _told.GetValueOrDefault(message.Room) ? [] : [Message(message)];
            case LeftEvent left when before.IsMe(left):
                _told.Remove(left.Room);
                if (!_ownLeaves.Remove(left.Room))
                {
                    _focus.Follow(_state);
                }

                break;
            case RenamedEvent renamed:
                _focus.Rename(RoomNames.PrivateWith(renamed.User), RoomNames.PrivateWith(renamed.To));
                break;
        }

        return [JsonLine.Of(happened)];
    }

    private string Message(string room, MessageInfo message) =>
        Message(new MessageEvent(room, message.Seq, message.At, message.From, message.Text, message.Key, message.Kind));

    private string Message(MessageEvent message)
    {
        _told[message.Room] = Math.Max(message.Seq, _told.GetValueOrDefault(message.Room));
        return JsonLine.Of(message, "own", _state.IsSelf(message.From) ? true : null);
    }

    private static string Send(OwnSend send, SendStatus status) => JsonLine.Of(
        "send",
        ("state", SendStates[status]),
        ("key", send.Key),
        ("room", send.Room),
        ("text", status == SendStatus.Sending ? send.Text : null),
        ("seq", send.Seq == 0 ? null : send.Seq),
        ("code", send.ErrorCode),
        ("message", send.ErrorMessage));

    private string Connection(ConnectionState connection) => connection switch
    {
        ConnectionState.Offline offline =>
            JsonLine.Of("connection", ("at", Now), ("state", "offline"), ("since", offline.Since), ("retryAt", offline.RetryAt), ("message", offline.Reason)),
        ConnectionState.Closed closed => JsonLine.Of("connection", ("at", Now), ("state", "closed"), ("code", closed.Code), ("message", closed.Message)),
        ConnectionState.Live => JsonLine.Of("connection", ("at", Now), ("state", "live")),
        ConnectionState.CatchingUp => JsonLine.Of("connection", ("at", Now), ("state", "catching-up")),
        _ => JsonLine.Of("connection", ("at", Now), ("state", "connecting")),
    };

    // This reader was too slow to be told of everything: what is at hand follows, and the skipped say what is not.
    private List<string> Resynced()
    {
        List<string> lines = [Connection(_state.Connection)];
        lines.AddRange(_state.Rooms.Values
            .Where(room => _told.ContainsKey(room.Name))
            .SelectMany(room => Skips.In(room, _told[room.Name]).Select(Skipped)));
        lines.AddRange(Beyond());
        _focus.Follow(_state);
        return lines;
    }

    private List<string> Beyond() => [.. _state.Rooms.Values
        .SelectMany(room => room.Messages.Where(message => message.Seq > _told.GetValueOrDefault(room.Name)).Select(message => (room.Name, Message: message)))
        .OrderBy(entry => entry.Message.At)
        .ToList()
        .Select(entry => Message(entry.Name, entry.Message))];

    private IEnumerable<string> Self(ChatState before) => (before.Self, before.Guest, before.Away) == (_state.Self, _state.Guest, _state.Away)
        ? []
        : [JsonLine.Of("self", ("user", _state.Self), ("guest", _state.Guest), ("away", _state.Away))];

    private IEnumerable<string> Current()
    {
        if (_focus.Current == _current)
        {
            return [];
        }

        _current = _focus.Current;
        return [JsonLine.Of("current", ("room", _current))];
    }
}
