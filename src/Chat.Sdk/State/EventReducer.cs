using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>What each event makes of the state.</summary>
internal static class EventReducer
{
    public static ChatState Apply(ChatState state, Event said, DateTimeOffset at) => said switch
    {
        MessageEvent message => TakeMessage(state, message),
        JoinedEvent joined => Joined(state, joined),
        LeftEvent left => state.IsMe(left) ? state.WithoutRoom(left.Room) : state.Change(left.Room, room => RoomMembers.Remove(room, left.User)),
        PresenceEvent presence => Presence(state, presence),
        CountsEvent counts => Counted(state, counts),
        RenamedEvent renamed => Renamed(state, renamed),
        TopicEvent topic => ChatReducer.TakeTopic(state, topic.Room, topic.Topic),
        TypingEvent typing => state.IsSelf(typing.User) ? state : state.Change(typing.Room, room => RoomMembers.SetTyping(room, typing, at)),
        MemberEvent member => Moderation.Apply(state, member),
        RoomSettingsEvent settings => Moderation.Apply(state, settings.Room, settings.Settings),
        InvitedEvent invited => Moderation.Apply(state, invited),
        ReadEvent read => ChatReducer.MoveRead(state, read.Room, read.Seq),
        GapEvent gap => state.Change(gap.Room, room => RoomLog.Announce(room, gap.To, LogBounds.Of(state))),
        _ => state,
    };

    /// <summary>Makes the private room in which a first message was posted.</summary>
    public static ChatState OpenPrivate(ChatState state, string room, long seq) =>
        state.WithRoom(RoomLog.PlaceAt(new RoomView(room) { ReachesStart = seq == 1 }, seq - 1)) with
        {
            Missing = state.Missing.Add(new Fetch.Members(room, After: null)),
        };

    /// <summary>The own user has another name.</summary>
    public static ChatState RenameSelf(ChatState state, string user, string to) =>
        state.Rooms.Keys.Aggregate(state with { Self = to }, (next, room) => next.Change(room, view => RoomMembers.Rename(view, user, to)));

    /// <summary>The private room that has another name because the other person has; null where none has.</summary>
    public static (string From, string To)? MovedPrivate(ChatState state, RenamedEvent renamed) =>
        renamed.Room is { } room && RoomNames.IsPrivate(room) && !state.IsSelf(renamed.User)
            ? (RoomNames.PrivateWith(renamed.User), RoomNames.PrivateWith(renamed.To))
            : null;

    private static ChatState TakeMessage(ChatState state, MessageEvent message)
    {
        if (!state.Rooms.ContainsKey(message.Room))
        {
            if (!RoomNames.IsPrivate(message.Room))
            {
                return state;
            }

            state = OpenPrivate(state, message.Room, message.Seq);
        }

        var info = new MessageInfo(message.Seq, message.At, message.From, message.Text, message.Key, message.Kind);
        ChatState next = state.Change(message.Room, room => RoomLog.Take(room, info, LogBounds.Of(state)));
        if (ReferenceEquals(next, state))
        {
            return state;
        }

        next = next.Change(message.Room, room => MemberPages.Speak(RoomMembers.StopTyping(room, message.From), message.From, message.At));
        return next.Sends.IsEmpty || !next.IsSelf(message.From) ? next : OwnSends.Dismiss(next, message.Key);
    }

    private static ChatState Joined(ChatState state, JoinedEvent joined)
    {
        if (state.Rooms.ContainsKey(joined.Room))
        {
            return state.Change(joined.Room, room => RoomMembers.Add(room, joined));
        }

        // Another device of the user's has joined: nothing is known of the room yet.
        return state.IsMe(joined)
            ? state.WithRoom(RoomMembers.Add(new RoomView(joined.Room), joined)) with
            {
                Missing = state.Missing.Union([new Fetch.Members(joined.Room, After: null), new Fetch.Topic(joined.Room), new Fetch.Latest(joined.Room)]),
            }
            : state;
    }

    private static ChatState Presence(ChatState state, PresenceEvent presence)
    {
        if (state.IsSelf(presence.User))
        {
            state = state with { Away = presence.Status == UserStatus.Away ? presence.Away : null };
        }

        return presence.Room is { } only
            ? state.Change(only, view => RoomMembers.SetPresence(view, presence))
            : state.Rooms.Keys.Aggregate(state, (next, room) => next.Change(room, view => RoomMembers.SetPresence(view, presence)));
    }

    private static ChatState Counted(ChatState state, CountsEvent counts)
    {
        ChatState next = state.Change(counts.Room, room => RoomMembers.Count(room, counts));
        return counts.Each is true && next.Rooms.TryGetValue(counts.Room, out RoomView? room)
            ? next with { Missing = next.Missing.Add(new Fetch.Members(room.Name, After: null)) }
            : next;
    }

    private static ChatState Renamed(ChatState state, RenamedEvent renamed)
    {
        if (renamed.Room is null)
        {
            return RenameSelf(state, renamed.User, renamed.To);
        }

        string room = renamed.Room;
        if (MovedPrivate(state, renamed) is { } moved)
        {
            state = state.RenameRoom(moved.From, moved.To);
            room = moved.To;
        }

        return state.Change(room, view => RoomMembers.Rename(view, renamed.User, renamed.To));
    }
}
