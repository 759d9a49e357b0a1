using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>Makes the next state of a state and an input. Pure: no clock, no I/O, the same answer for the same question.</summary>
public static class ChatReducer
{
    /// <summary>The state after the input; the same object where the input changes nothing, as with a message that came twice.</summary>
    public static ChatState Apply(ChatState state, ChatInput input)
    {
        ArgumentNullException.ThrowIfNull(state);
        return input switch
        {
            ChatInput.EventArrived arrived => EventReducer.Apply(state, arrived.Event, arrived.At),
            ChatInput.ConnectionMoved moved => state with { Connection = moved.Connection, RoundTrip = moved.Connection.IsConnected ? state.RoundTrip : null },
            ChatInput.RoundTripMeasured measured => state.Connection.IsConnected ? state with { RoundTrip = measured.RoundTrip } : state,
            ChatInput.HelloAccepted hello => Moderation.Apply(HelloReducer.Apply(state with { Security = hello.Security }, hello.Ok, hello.Cursors), hello.Ok),
            ChatInput.RoomJoined joined => Join(state, joined.Ok),
            ChatInput.RoomLeft left => state.WithoutRoom(left.Room),
            ChatInput.MembersPage page => TakeMembers(state, page.Ok, page.After),
            ChatInput.HistoryPage page => TakeHistory(state, page),
            ChatInput.ExcerptOpened opened => state.Change(opened.Ok.Room, room => Excerpts.Open(room, opened.Ok)),
            ChatInput.ExcerptExtended more => state.Change(more.Ok.Room, room => Excerpts.Extend(room, more.Ok, more.Older, LogBounds.Of(state))),
            ChatInput.ExcerptClosed closed => state.Change(closed.Room, room => room.Excerpt is null ? room : room with { Excerpt = null }),
            ChatInput.TopicTold topic => TakeTopic(state, topic.Ok.Room, topic.Ok.Topic),
            ChatInput.SettingsTold settings => Moderation.Apply(state, settings.Ok),
            ChatInput.ReadMoved read => MoveRead(state, read.Ok.Room, read.Ok.Seq),
            ChatInput.NickAccepted nick => EventReducer.RenameSelf(state, state.Self, nick.User),
            ChatInput.Registered => state with { Guest = false },
            ChatInput.AwaySet away => state with { Away = string.IsNullOrEmpty(away.Text) ? null : away.Text },
            ChatInput.SendQueued queued => OwnSends.Queue(state, queued.Send),
            ChatInput.SendAcknowledged acknowledged => Acknowledge(state, acknowledged.Send.Key, acknowledged.Ok),
            ChatInput.SendFailed failed => OwnSends.Fail(state, failed.Key, failed.Code, failed.Message),
            ChatInput.SendDismissed dismissed => OwnSends.Dismiss(state, dismissed.Key),
            ChatInput.TypingExpired expired => ExpireTyping(state, expired.Before),
            ChatInput.FetchFailed failed => GiveUp(state, failed.Fetch),
            _ => throw new ArgumentException($"unknown input {input?.GetType().Name}", nameof(input)),
        };
    }

    /// <summary>Sets a room's topic, where the room is known.</summary>
    internal static ChatState TakeTopic(ChatState state, string room, string topic)
    {
        state = state with { Missing = state.Missing.Remove(new Fetch.Topic(room)) };
        return state.Change(room, view => view with { Topic = topic });
    }

    /// <summary>Moves the read marker on, never back.</summary>
    internal static ChatState MoveRead(ChatState state, string room, long seq) =>
        state.Change(room, view => seq > view.Read ? view with { Read = seq } : view);

    private static ChatState Join(ChatState state, JoinOk ok)
    {
        RoomView room = state.Rooms.GetValueOrDefault(ok.Room) ?? new RoomView(ok.Room) { ReachesStart = ok.Seq == 0 };
        room = room.Placed ? room with { Newest = Math.Max(room.Newest, ok.Seq) } : RoomLog.PlaceAt(room, ok.Seq);
        room = RoomMembers.TakePage(room with { Topic = ok.Topic }, ok.Users, after: null, isLast: ok.More is not true, ok.Counts);
        return Moderation.Joined(Moderation.TakeOwn(AskForMoreMembers(state.WithRoom(room), room, ok.Users), room.Name, ok.Users), ok);
    }

    private static ChatState TakeMembers(ChatState state, UsersOk ok, string? after)
    {
        state = state with { Missing = state.Missing.Remove(new Fetch.Members(ok.Room, after)) };
        if (!state.Rooms.TryGetValue(ok.Room, out RoomView? room))
        {
            return state;
        }

        room = RoomMembers.TakePage(room, ok.Users, after, isLast: ok.More is not true || ok.Users.Count == 0, ok.Counts);
        return Moderation.TakeOwn(AskForMoreMembers(state.WithRoom(room), room, ok.Users), room.Name, ok.Users);
    }

    private static ChatState AskForMoreMembers(ChatState state, RoomView room, IReadOnlyList<UserEntry> page) =>
        room.MembersComplete || room.Counts is not null || page.Count == 0 ? state : state with { Missing = state.Missing.Add(new Fetch.Members(room.Name, page[^1].User)) };

    private static ChatState TakeHistory(ChatState state, ChatInput.HistoryPage page)
    {
        HistoryOk ok = page.Ok;
        state = state with { Missing = state.Missing.Remove(new Fetch.Latest(ok.Room)) };
        return state.Change(ok.Room, room => RoomLog.Merge(room, page, LogBounds.Of(state)));
    }

    private static ChatState Acknowledge(ChatState state, string key, SendOk ok)
    {
        if (RoomNames.IsPrivate(ok.Room) && !state.Rooms.ContainsKey(ok.Room))
        {
            state = EventReducer.OpenPrivate(state, ok.Room, ok.Seq);
        }

        return OwnSends.Acknowledge(state, key, ok);
    }

    private static ChatState ExpireTyping(ChatState state, DateTimeOffset before) =>
        state.Rooms.Values.Where(room => !room.Typing.IsEmpty)
            .Aggregate(state, (next, room) => next.Change(room.Name, view => RoomMembers.ExpireTyping(view, before)));

    private static ChatState GiveUp(ChatState state, Fetch fetch)
    {
        state = state with { Missing = state.Missing.Remove(fetch) };
        return fetch switch
        {
            Fetch.Members => state.Change(fetch.Room, room => room with { MembersComplete = true }),
            Fetch.Messages asked => state.Change(fetch.Room, room => room.Cursor == asked.After ? RoomLog.GiveUpGap(room, LogBounds.Of(state)) : room),
            _ => state,
        };
    }
}
