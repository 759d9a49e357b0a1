using Chat.Client.Commands;
using Chat.Client.Moderation;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Plain;

/// <summary>Plain mode's lines for people.</summary>
internal sealed class PlainTranscript : ITranscript
{
    private readonly TimeProvider _time;
    private readonly PlainFormat _format;
    private readonly RoomFocus _focus;
    private readonly HashSet<string> _joining = new(RoomNames.Users);
    private readonly HashSet<string> _ownJoins = new(RoomNames.Users);
    private readonly HashSet<string> _ownLeaves = new(RoomNames.Users);
    private readonly HashSet<string> _unacknowledged = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unechoed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _told = new(RoomNames.Users);
    private readonly Dictionary<string, long> _toldAtStart = new(RoomNames.Users);
    private readonly IReadOnlyDictionary<string, long> _cursors;
    private RenamedEvent? _renamed;
    private ChatState _state;
    private bool _lost;

    /// <summary>A transcript that begins with what the state does not hold yet.</summary>
    /// <param name="state">The state.</param>
    /// <param name="focus">The room that is talked in.</param>
    /// <param name="time">The clock and the time zone.</param>
    /// <param name="cursors">Room → last seq that an earlier run has told: what the state holds beyond it is what <see cref="Start"/> tells.</param>
    /// <param name="format">How lines are written.</param>
    public PlainTranscript(ChatState state, RoomFocus focus, TimeProvider time, IReadOnlyDictionary<string, long> cursors, PlainFormat format)
    {
        (_state, _focus, _time, _cursors, _format) = (state, focus, time, cursors, format);
        RememberAll(state);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Welcome(string server) => [$"Connected to {server}. Welcome to the chat, {CleanText.Line(_state.Self)}!"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Start()
    {
        var missed = new List<(string Room, MessageInfo Message)>();
        List<string> lines = [];
        foreach ((string name, long cursor) in _cursors)
        {
            if (_state.Rooms.TryGetValue(name, out RoomView? room))
            {
                lines.AddRange(Skips.In(room, cursor).Select(skip => _format.Info(skip.Text)));
                missed.AddRange(room.Messages.Where(message => message.Seq > cursor).Select(message => (room.Name, message)));
            }
        }

        foreach ((string room, MessageInfo message) in missed.OrderBy(m => m.Message.At))
        {
            _toldAtStart[room] = Math.Max(message.Seq, _toldAtStart.GetValueOrDefault(room));
            lines.AddRange(One(Message(room, message)));
        }

        return lines;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Tell(ChatUpdate update)
    {
        ChatState before = _state;
        _state = update.State;
        List<string> lines = [];
        lines.AddRange(NewRooms());
        lines.AddRange(Skips.Of(update, before).Select(skip => _format.Info(skip.Text)));
        lines.AddRange(update switch
        {
            ChatUpdate.EventReceived received => Event(received.Event, before),
            ChatUpdate.ConnectionChanged changed => Connection(changed.Connection),
            ChatUpdate.HistoryMerged { FilledGap: true } merged => merged.Messages.Select(message => Message(merged.Room, message)).OfType<string>(),
            ChatUpdate.SendQueued { Send: { } send } => Queued(send),
            ChatUpdate.SendAcknowledged { Send: { } send } when _unacknowledged.Remove(send.Key) => [_format.Info($"Private message sent to {Partner(send.Room)}")],
            ChatUpdate.SendFailed failed => Failed(failed.Send),
            ChatUpdate.Resynced => Resynced(),
            _ => [],
        });
        return lines;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> StartedIn(string room)
    {
        _ownJoins.Add(room);
        return [_format.Event(_time.GetLocalNow(), $"{CleanText.Line(_state.Self)} joined {CleanText.Line(room)}")];
    }

    /// <inheritdoc/>
    public void Joining(string room)
    {
        _joining.Add(room);
        _ownJoins.Add(room);
    }

    /// <inheritdoc/>
    public void Leaving(string room) => _ownLeaves.Add(room);

    /// <inheritdoc/>
    public IReadOnlyList<string> Tell(ChatCommand command, CommandOutcome outcome)
    {
        if (outcome is not CommandOutcome.Joined && command is ChatCommand.Join join)
        {
            _joining.Remove(join.Room);
            _ownJoins.Remove(join.Room);
        }

        return outcome switch
        {
            CommandOutcome.Told told => [_format.Info(told.Headline, told.Details)],
            CommandOutcome.Joined joined => Joined(joined.Room),
            CommandOutcome.Entered entered => Entered(entered.Room),
            CommandOutcome.Left left => Left(left.Room),
            CommandOutcome.ForScreen => [_format.Info("that is for the full-screen client")],
            CommandOutcome.Refused refused => [_format.Info(refused.Problem)],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> NotJoined(string room, ChatException refusal) =>
        Mistaken($"{CleanText.Line(room)} could not be joined: {CleanText.Line(refusal.Message)}");

    /// <inheritdoc/>
    public IReadOnlyList<string> NotSent(string room, ChatException refusal) => Mistaken($"Not sent to {CleanText.Line(room)}: {CleanText.Line(refusal.Message)}");

    /// <inheritdoc/>
    public IReadOnlyList<string> Mistaken(string problem) => [_format.Info(problem)];

    /// <inheritdoc/>
    /// <remarks>A script knows what comes; a person is asked where it types.</remarks>
    public IReadOnlyList<string> Asks(string question) => [];

    private IEnumerable<string> NewRooms() =>
        [.. _joining.Where(_state.Rooms.ContainsKey).ToList().SelectMany(room => Joined(_state.Rooms[room].Name))];

    private string[] Joined(string room)
    {
        if (!_joining.Remove(room))
        {
            return [];
        }

        _focus.Enter(room);
        return [_format.Info($"Joined room: {CleanText.Line(room)}")];
    }

    private string[] Entered(string room)
    {
        _focus.Enter(room);
        return [_format.Info($"Now talking in: {CleanText.Line(room)}")];
    }

    private string[] Left(string room)
    {
        bool current = _focus.IsCurrent(room);
        _focus.Leave(room, _state);
        string line = _format.Info($"Left room: {CleanText.Line(room)}");
        return !current ? [line]
            : [line, _format.Info(_focus.Current is { } next ? $"Now talking in: {CleanText.Line(next)}" : "You are in no room; /join one, or see /rooms")];
    }

    private IEnumerable<string> Event(Event happened, ChatState before) => happened switch
    {
        MessageEvent m when m.Seq <= _toldAtStart.GetValueOrDefault(m.Room) => [],
        MessageEvent m => One(Message(m.Room, new MessageInfo(m.Seq, m.At, m.From, m.Text, m.Key, m.Kind))),
        JoinedEvent joined => before.IsMe(joined) && _ownJoins.Remove(joined.Room) ? [] : [_format.Event(Local(joined.At), EventText.Joined(joined))],
        LeftEvent left => LeftLines(left, before),
        MemberEvent member => ModerationText.Member(member, before) is { } text ? [_format.Event(Local(member.At), text)] : [],
        RoomSettingsEvent settings => [_format.Event(Local(settings.At), ModerationText.Settings(settings, before))],
        InvitedEvent invited => [_format.Event(Local(invited.At), ModerationText.Invited(invited))],
        ReportedEvent reported => [_format.Event(Local(reported.Entry.At), ModerationText.Reported(reported))],
        TopicEvent topic => [_format.Event(Local(topic.At), EventText.Topic(topic))],
        RenamedEvent renamed => Renamed(renamed, before),
        PresenceEvent presence when !IsOwn(presence.User, before) && EventText.Presence(presence, before) is { } text =>
            [_format.Event(_time.GetLocalNow(), text)],
        NoticeEvent notice => [_format.Info($"Server: {CleanText.Line(notice.Text)}")],
        _ => [],
    };

    private IEnumerable<string> LeftLines(LeftEvent left, ChatState before)
    {
        if (!before.IsMe(left))
        {
            return [_format.Event(Local(left.At), EventText.Left(left))];
        }

        _told.Remove(left.Room);
        _toldAtStart.Remove(left.Room);
        if (_ownLeaves.Remove(left.Room))
        {
            return [];
        }

        _focus.Follow(_state);
        return [_format.Event(Local(left.At), ModerationText.SentMeOut(left) ?? EventText.Left(left))];
    }

    // One change of a name comes once for each room that is shared, and once more to the one who made it.
    private IEnumerable<string> Renamed(RenamedEvent renamed, ChatState before)
    {
        _focus.Rename(RoomNames.PrivateWith(renamed.User), RoomNames.PrivateWith(renamed.To));
        bool known = _renamed is { } last && last.User == renamed.User && last.To == renamed.To;
        _renamed = renamed;
        return known || IsOwn(renamed.User, before) || IsOwn(renamed.To, _state) || EventText.Renamed(renamed) is not { } text
            ? []
            : [_format.Event(Local(renamed.At), text)];
    }

    private string? Message(string room, MessageInfo message)
    {
        _told[room] = Math.Max(message.Seq, _told.GetValueOrDefault(room));
        DateTimeOffset at = Local(message.At);
        if (!RoomNames.IsPrivate(room))
        {
            return _format.Message(at, message.From, message.Text, message.Kind, _focus.IsCurrent(room) ? null : room);
        }

        return !_state.IsSelf(message.From) ? _format.Private(at, message.From, null, message.Text, message.Kind)
            : _unechoed.Remove(message.Key) ? null
            : _format.Private(at, message.From, Partner(room), message.Text, message.Kind);
    }

    private IEnumerable<string> Queued(OwnSend send)
    {
        if (RoomNames.IsPrivate(send.Room))
        {
            _unacknowledged.Add(send.Key);
            _unechoed.Add(send.Key);
        }

        return _state.Connection.IsConnected ? [] : [_format.Info($"Kept for {CleanText.Line(send.Room)} until the connection is back")];
    }

    // The one who waits for the message's acknowledgement tells of the failure.
    private IEnumerable<string> Failed(OwnSend send)
    {
        _unacknowledged.Remove(send.Key);
        _unechoed.Remove(send.Key);
        return [];
    }

    private IEnumerable<string> Connection(ConnectionState connection)
    {
        switch (connection)
        {
            case ConnectionState.Offline offline when !_lost:
                _lost = true;
                return [_format.Info($"Connection lost: {EventText.Reason(offline.Reason)}; reconnecting")];
            case ConnectionState.CatchingUp when _lost:
                return [_format.Info("Connected again, catching up")];
            case ConnectionState.Live when _lost:
                _lost = false;
                return [_format.Info("Live again")];
            case ConnectionState.Closed closed:
                string[] why = [.. closed.Message.Split('\n').Select(CleanText.Line)];
                return [_format.Info($"Disconnected: {why[0]}", why[1..])];
            default:
                return [];
        }
    }

    private List<string> Resynced()
    {
        List<string> lines = [.. _state.Rooms.Values
            .Where(room => _told.ContainsKey(room.Name))
            .SelectMany(room => Skips.In(room, _told[room.Name]).Select(skip => _format.Info(skip.Text)))];
        lines.AddRange(_state.Rooms.Values.SelectMany(room => room.Messages
            .Where(message => message.Seq > _told.GetValueOrDefault(room.Name))
            .Select(message => Message(room.Name, message))).OfType<string>());
        _unacknowledged.IntersectWith(_state.Sends.Select(send => send.Key));
        _unechoed.IntersectWith(_unacknowledged);
        _focus.Follow(_state);
        RememberAll(_state);
        lines.AddRange(Connection(_state.Connection));
        return lines;
    }

    private void RememberAll(ChatState state)
    {
        _told.Clear();
        foreach (RoomView room in state.Rooms.Values)
        {
            _told[room.Name] = room.Newest;
        }
    }

    private string Partner(string room) => CleanText.Line(_state.Rooms.TryGetValue(room, out RoomView? view) ? view.Partner : room[1..]);

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, _time.LocalTimeZone);

    private static bool IsOwn(string user, ChatState state) => state.IsSelf(user);

    private static IEnumerable<string> One(string? line) => line is null ? [] : [line];
}
