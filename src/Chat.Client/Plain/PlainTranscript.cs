using Chat.Client.Commands;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Plain;

/// <summary>Turns what happens into plain mode's lines, in order and each thing once. Belongs to one thread at a time.</summary>
internal sealed class PlainTranscript
{
    private readonly TimeProvider _time;
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
    public PlainTranscript(ChatState state, RoomFocus focus, TimeProvider time, IReadOnlyDictionary<string, long> cursors)
    {
        (_state, _focus, _time, _cursors) = (state, focus, time, cursors);
        RememberAll(state);
    }

    /// <summary>The lines of what came since an earlier run was cut off, the oldest first.</summary>
    public IReadOnlyList<string> Start()
    {
        var missed = new List<(string Room, MessageInfo Message)>();
        List<string> lines = [];
        foreach ((string name, long cursor) in _cursors)
        {
            if (_state.Rooms.TryGetValue(name, out RoomView? room))
            {
                lines.AddRange(Skips.In(room, cursor).Select(line => PlainFormat.Info(line)));
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

    /// <summary>The lines that an update is worth: mostly one, often none.</summary>
    public IReadOnlyList<string> Tell(ChatUpdate update)
    {
        ChatState before = _state;
        _state = update.State;
        List<string> lines = [];
        lines.AddRange(NewRooms());
        lines.AddRange(Skips.Of(update, before).Select(line => PlainFormat.Info(line)));
        lines.AddRange(update switch
        {
            ChatUpdate.EventReceived received => Event(received.Event, before),
            ChatUpdate.ConnectionChanged changed => Connection(changed.Connection),
            ChatUpdate.HistoryMerged { FilledGap: true } merged => merged.Messages.Select(message => Message(merged.Room, message)).OfType<string>(),
            ChatUpdate.SendQueued { Send: { } send } when RoomNames.IsPrivate(send.Room) => Queued(send),
            ChatUpdate.SendAcknowledged { Send: { } send } when _unacknowledged.Remove(send.Key) => [PlainFormat.Info($"Private message sent to {Partner(send.Room)}")],
            ChatUpdate.SendFailed failed => Failed(failed.Send),
            ChatUpdate.Resynced => Resynced(),
            _ => [],
        });
        return lines;
    }

    /// <summary>The line for the room in which the user was from the first moment on. The server's own word for it, should it still come, is not told again.</summary>
    public string StartedIn(string room)
    {
        _ownJoins.Add(room);
        return PlainFormat.Event(_time.GetLocalNow(), $"{CleanText.Line(_state.Self)} joined {CleanText.Line(room)}");
    }

    /// <summary>A <c>/join</c> begins: its room is announced as such, however the server's answer and its events fall.</summary>
    public void Joining(string room)
    {
        _joining.Add(room);
        _ownJoins.Add(room);
    }

    /// <summary>A <c>/leave</c> begins.</summary>
    public void Leaving(string room) => _ownLeaves.Add(room);

    /// <summary>The lines that a command's outcome is worth.</summary>
    /// <param name="command">The command.</param>
    /// <param name="outcome">What came of it.</param>
    public IReadOnlyList<string> Tell(ChatCommand command, CommandOutcome outcome)
    {
        if (outcome is not CommandOutcome.Joined && command is ChatCommand.Join join)
        {
            _joining.Remove(join.Room);
            _ownJoins.Remove(join.Room);
        }

        return outcome switch
        {
            CommandOutcome.Told told => [PlainFormat.Info(told.Headline, told.Details)],
            CommandOutcome.Joined joined => Joined(joined.Room),
            CommandOutcome.Entered entered => Entered(entered.Room),
            CommandOutcome.Left left => Left(left.Room),
            CommandOutcome.Refused refused => [PlainFormat.Info(refused.Problem)],
            CommandOutcome.ForScreen => [PlainFormat.Info("that is for the full-screen client")],
            _ => [],
        };
    }

    private IEnumerable<string> NewRooms() =>
        [.. _joining.Where(_state.Rooms.ContainsKey).ToList().SelectMany(room => Joined(_state.Rooms[room].Name))];

    private string[] Joined(string room)
    {
        if (!_joining.Remove(room))
        {
            return [];
        }

        _focus.Enter(room);
        return [PlainFormat.Info($"Joined room: {CleanText.Line(room)}")];
    }

    private string[] Entered(string room)
    {
        _focus.Enter(room);
        return [PlainFormat.Info($"Now talking in: {CleanText.Line(room)}")];
    }

    private string[] Left(string room)
    {
        bool current = _focus.IsCurrent(room);
        _focus.Leave(room, _state);
        string line = PlainFormat.Info($"Left room: {CleanText.Line(room)}");
        return !current ? [line]
            : [line, PlainFormat.Info(_focus.Current is { } next ? $"Now talking in: {CleanText.Line(next)}" : "You are in no room; /join one, or see /rooms")];
    }

    private IEnumerable<string> Event(Event happened, ChatState before) => happened switch
    {
        MessageEvent m when m.Seq <= _toldAtStart.GetValueOrDefault(m.Room) => [],
        MessageEvent m => One(Message(m.Room, new MessageInfo(m.Seq, m.At, m.From, m.Text, m.Key, m.Kind))),
        JoinedEvent joined => before.IsMe(joined) && _ownJoins.Remove(joined.Room) ? [] : [PlainFormat.Event(Local(joined.At), EventText.Joined(joined))],
        LeftEvent left => LeftLines(left, before),
        TopicEvent topic => [PlainFormat.Event(Local(topic.At), EventText.Topic(topic))],
        RenamedEvent renamed => Renamed(renamed, before),
        PresenceEvent presence when !IsOwn(presence.User, before) && EventText.Presence(presence, before) is { } text =>
            [PlainFormat.Event(_time.GetLocalNow(), text)],
        NoticeEvent notice => [PlainFormat.Info($"Server: {CleanText.Line(notice.Text)}")],
        _ => [],
    };

    private IEnumerable<string> LeftLines(LeftEvent left, ChatState before)
    {
        if (!before.IsMe(left))
        {
            return [PlainFormat.Event(Local(left.At), EventText.Left(left))];
        }

        _told.Remove(left.Room);
        _toldAtStart.Remove(left.Room);
        if (_ownLeaves.Remove(left.Room))
        {
            return [];
        }

        _focus.Follow(_state);
        return [PlainFormat.Event(Local(left.At), EventText.Left(left))];
    }

    // One change of a name comes once for each room that is shared, and once more to the one who made it.
    private IEnumerable<string> Renamed(RenamedEvent renamed, ChatState before)
    {
        _focus.Rename(RoomNames.PrivateWith(renamed.User), RoomNames.PrivateWith(renamed.To));
        bool known = _renamed is { } last && last.User == renamed.User && last.To == renamed.To;
        _renamed = renamed;
        return known || IsOwn(renamed.User, before) || IsOwn(renamed.To, _state) || EventText.Renamed(renamed) is not { } text
            ? []
            : [PlainFormat.Event(Local(renamed.At), text)];
    }

    private string? Message(string room, MessageInfo message)
    {
        _told[room] = Math.Max(message.Seq, _told.GetValueOrDefault(room));
        DateTimeOffset at = Local(message.At);
        if (!RoomNames.IsPrivate(room))
        {
            return PlainFormat.Message(at, message.From, message.Text, message.Kind, _focus.IsCurrent(room) ? null : room);
        }

        return !_state.IsSelf(message.From) ? PlainFormat.Private(at, message.From, null, message.Text, message.Kind)
            : _unechoed.Remove(message.Key) ? null
            : PlainFormat.Private(at, message.From, Partner(room), message.Text, message.Kind);
    }

    private IEnumerable<string> Queued(OwnSend send)
    {
        _unacknowledged.Add(send.Key);
        _unechoed.Add(send.Key);
        return [];
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
                return [PlainFormat.Info($"Connection lost: {EventText.Reason(offline.Reason)}; reconnecting")];
            case ConnectionState.CatchingUp when _lost:
                return [PlainFormat.Info("Connected again, catching up")];
            case ConnectionState.Live when _lost:
                _lost = false;
                return [PlainFormat.Info("Live again")];
            case ConnectionState.Closed closed:
                return [PlainFormat.Info($"Disconnected: {CleanText.Line(closed.Message)}")];
            default:
                return [];
        }
    }

    private List<string> Resynced()
    {
        List<string> lines = [.. _state.Rooms.Values.SelectMany(room => room.Messages
            .Where(message => message.Seq > _told.GetValueOrDefault(room.Name))
            .Select(message => Message(room.Name, message))).OfType<string>()];
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
