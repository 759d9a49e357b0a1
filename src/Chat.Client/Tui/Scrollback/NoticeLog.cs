using System.Collections.Immutable;
using Chat.Client.Moderation;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;

namespace Chat.Client.Tui.Scrollback;

/// <summary>What happened beside messages, by room, the latest of each. Safe for use from any thread.</summary>
internal sealed class NoticeLog(TimeProvider time)
{
    private const int MaxPerRoom = 400;
    private const int MaxRooms = 200;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ImmutableList<Notice>> _rooms = new(RoomNames.Users);
    private ChatState? _before;
    private bool _lost;

    /// <summary>The notices of a room, ascending by the seq they stand behind; the same object as long as they are the same.</summary>
    public ImmutableList<Notice> Of(string room)
    {
        lock (_gate)
        {
            return _rooms.GetValueOrDefault(room, []);
        }
    }

    /// <summary>Adds one at the end of a room.</summary>
    public void Add(ChatState state, string room, string text, IReadOnlyList<string>? details = null, bool isError = false) =>
        Add(state, room, text, time.GetUtcNow(), details, isError);

    /// <summary>Adds what an update is worth.</summary>
    public void Add(ChatUpdate update)
    {
        ChatState state = update.State;
        ChatState before = _before ?? state;
        _before = state;
        switch (update)
        {
            case ChatUpdate.EventReceived { Event: JoinedEvent joined }:
                Add(state, joined.Room, EventText.Joined(joined), joined.At, move: new Move(MoveKind.Joined, joined.User));
                break;
            case ChatUpdate.EventReceived { Event: LeftEvent left } when before.IsMe(left):
                Forget(left.Room);
                if (ModerationText.SentMeOut(left) is { } why)
                {
                    AddToAll(state, why, isError: true);
                }

                break;
            case ChatUpdate.EventReceived { Event: LeftEvent { By: not null } left }:
                Add(state, left.Room, EventText.Left(left), left.At);
                break;
            case ChatUpdate.EventReceived { Event: LeftEvent left }:
                Add(state, left.Room, EventText.Left(left), left.At, move: new Move(MoveKind.Left, left.User));
                break;
            case ChatUpdate.EventReceived { Event: MemberEvent member } when ModerationText.Member(member, before) is { } text:
                Add(state, member.Room, text, member.At);
                break;
            case ChatUpdate.EventReceived { Event: RoomSettingsEvent settings }:
                Add(state, settings.Room, ModerationText.Settings(settings, before), settings.At);
                break;
            case ChatUpdate.EventReceived { Event: InvitedEvent invited }:
                AddToAll(state, ModerationText.Invited(invited), isError: false);
                break;
            case ChatUpdate.EventReceived { Event: ReportedEvent reported }:
                Add(state, reported.Room, ModerationText.Reported(reported), reported.Entry.At);
                break;
            case ChatUpdate.EventReceived { Event: TopicEvent topic }:
                Add(state, topic.Room, EventText.Topic(topic), topic.At);
                break;
            case ChatUpdate.EventReceived { Event: RenamedEvent { Room: { } room } renamed } when EventText.Renamed(renamed) is { } text:
                Rename(room, renamed);
                Add(state, RoomNames.IsPrivate(room) ? RoomNames.PrivateWith(renamed.To) : room, text, renamed.At, move: new Move(MoveKind.Renamed, renamed.User, renamed.To));
                break;
            case ChatUpdate.EventReceived { Event: NoticeEvent notice }:
                AddToAll(state, $"Server: {CleanText.Line(notice.Text)}", isError: false);
                break;
            case ChatUpdate.ConnectionChanged changed:
                Add(state, changed.Connection);
                break;
        }
    }

    private void Add(ChatState state, ConnectionState connection)
    {
        switch (connection)
        {
            case ConnectionState.Offline offline when !_lost:
                _lost = true;
                AddToAll(state, $"connection lost: {EventText.Reason(offline.Reason)}", isError: true);
                break;
            case ConnectionState.Live when _lost:
                _lost = false;
                AddToAll(state, "live again", isError: false);
                break;
            case ConnectionState.Untrusted refused:
                _lost = true;
                AddLines(state, refused.Refusal.Explain());
                break;
            case ConnectionState.Closed closed:
                AddLines(state, closed.Message);
                break;
        }
    }

    private void AddLines(ChatState state, string message)
    {
        string[] why = [.. message.Split('\n').Select(CleanText.Line)];
        AddToAll(state, $"disconnected: {why[0]}", isError: true, why[1..]);
    }

    // Who is in no room sees what is said outside of them.
    private void AddToAll(ChatState state, string text, bool isError, IReadOnlyList<string>? details = null)
    {
        foreach (string room in state.Rooms.IsEmpty ? [string.Empty] : state.Rooms.Keys)
        {
            Add(state, room, text, time.GetUtcNow(), details, isError);
        }
    }

    private void Add(ChatState state, string room, string text, DateTimeOffset when, IReadOnlyList<string>? details = null, bool isError = false, Move? move = null)
    {
        RoomView? view = state.Rooms.GetValueOrDefault(room);
        long newest = view is { Messages: { IsEmpty: false } messages } ? messages[^1].Seq : view?.Newest ?? 0;
        lock (_gate)
        {
            if (!_rooms.TryGetValue(room, out ImmutableList<Notice>? notices))
            {
                if (_rooms.Count >= MaxRooms)
                {
                    _rooms.Clear();
                }

                notices = [];
            }

            // What the interface says looks at a newer state than the updates that are still to come.
            int at = notices.Count;
            while (at > 0 && notices[at - 1].AfterSeq > newest)
            {
                at--;
            }

            notices = notices.Insert(at, new Notice(room, newest, when, text, details ?? [], isError, move));
            _rooms[room] = notices.Count > MaxPerRoom ? notices.RemoveAt(0) : notices;
        }
    }

    private void Rename(string room, RenamedEvent renamed)
    {
        lock (_gate)
        {
            if (RoomNames.IsPrivate(room) && _rooms.Remove(room, out ImmutableList<Notice>? notices))
            {
                _rooms[RoomNames.PrivateWith(renamed.To)] = notices;
            }
        }
    }

    private void Forget(string room)
    {
        lock (_gate)
        {
            _rooms.Remove(room);
        }
    }
}
