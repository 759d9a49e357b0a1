using Chat.Protocol.Frames;
using Chat.Sdk.State;

namespace Chat.Sdk.Connection;

/// <summary>Says to subscribers what an input did.</summary>
internal static class Updates
{
    private const int Steps = 100;

    public static IEnumerable<ChatUpdate> Of(ChatInput input, ChatState before, ChatState after)
    {
        foreach (ChatUpdate update in Direct(input, before, after))
        {
            yield return update;
        }

        foreach (ChatUpdate update in after.Joins == before.Joins ? [] : Joined(input, before, after))
        {
            yield return update;
        }

        foreach (RoomView room in after.Trims == before.Trims ? [] : Trimmed(before, after))
        {
            yield return new ChatUpdate.RoomChanged(after, room.Name);
        }

        if (ReferenceEquals(before.Connection, after.Connection))
        {
            yield break;
        }

        if (Progress(before.Connection, after.Connection) is var (done, total))
        {
            yield return new ChatUpdate.CatchUpProgressed(after, done, total);
        }

        if (input is ChatInput.HelloAccepted || before.Connection is not ConnectionState.CatchingUp || after.Connection is not ConnectionState.CatchingUp)
        {
            yield return new ChatUpdate.ConnectionChanged(after, after.Connection);
        }
    }

    // A hundred steps, and the end of it, which is live already.
    private static (long Done, long Total)? Progress(ConnectionState before, ConnectionState after) => (before, after) switch
    {
        (ConnectionState.CatchingUp old, ConnectionState.CatchingUp now) when old.Done * Steps / Math.Max(1, old.Total) != now.Done * Steps / Math.Max(1, now.Total) =>
            (now.Done, now.Total),
        (ConnectionState.CatchingUp old, ConnectionState.Live) when old.Done < old.Total => (old.Total, old.Total),
        _ => null,
    };

    private static IEnumerable<ChatUpdate> Direct(ChatInput input, ChatState before, ChatState after) => input switch
    {
        ChatInput.EventArrived { Event: MessageEvent message } when !IsNew(message, before, after) =>
            ReferenceEquals(before, after) ? [] : [new ChatUpdate.RoomChanged(after, message.Room)],
        ChatInput.EventArrived arrived => [new ChatUpdate.EventReceived(after, arrived.Event)],
        ChatInput.SendQueued queued => [new ChatUpdate.SendQueued(after, queued.Send)],
        ChatInput.SendAcknowledged done => [new ChatUpdate.SendAcknowledged(
            after, done.Send with { Status = SendStatus.Acknowledged, Room = done.Ok.Room, Seq = done.Ok.Seq })],
        ChatInput.SendFailed failed => after.Sends.Find(send => send.Key == failed.Key) is { } send ? [new ChatUpdate.SendFailed(after, send)] : [],
        ChatInput.HistoryPage page => [Merged(page.Ok.Room, page.Ok.Messages, before, after)],
        ChatInput.RoomJoined joined => [new ChatUpdate.RoomChanged(after, joined.Ok.Room)],
        ChatInput.RoomLeft left => [new ChatUpdate.RoomChanged(after, left.Room)],
        _ when ReferenceEquals(before, after) => [],
        ChatInput.ExcerptOpened opened => Excerpt(opened.Ok.Room, opened.Ok.Messages, before, after),
        ChatInput.ExcerptExtended extended => Excerpt(extended.Ok.Room, extended.Ok.Messages, before, after),
        ChatInput.ExcerptClosed closed => [new ChatUpdate.ExcerptChanged(after, closed.Room)],
        ChatInput.RoundTripMeasured measured => [new ChatUpdate.RoundTripMeasured(after, measured.RoundTrip)],
        ChatInput.MembersPage page => [new ChatUpdate.RoomChanged(after, page.Ok.Room)],
        ChatInput.TopicTold topic => [new ChatUpdate.RoomChanged(after, topic.Ok.Room)],
        ChatInput.SettingsTold settings => [new ChatUpdate.RoomChanged(after, settings.Ok.Room)],
        ChatInput.ReadMoved read => [new ChatUpdate.RoomChanged(after, read.Ok.Room)],
        ChatInput.FetchFailed failed => [new ChatUpdate.RoomChanged(after, failed.Fetch.Room)],
        ChatInput.TypingExpired => after.Rooms.Values.Where(room => !ReferenceEquals(room, before.Rooms.GetValueOrDefault(room.Name)))
            .Select(room => new ChatUpdate.RoomChanged(after, room.Name)),
        ChatInput.NickAccepted or ChatInput.AwaySet or ChatInput.Registered or ChatInput.SendDismissed => [new ChatUpdate.SelfChanged(after)],
        _ => [],
    };

    // Cut without having been touched: nothing else tells of it.
    private static IEnumerable<RoomView> Trimmed(ChatState before, ChatState after) => after.Rooms.Values.Where(room =>
        before.Rooms.TryGetValue(room.Name, out RoomView? old) && old.Touched == room.Touched && !ReferenceEquals(old.Messages, room.Messages));

    private static bool IsNew(MessageEvent message, ChatState before, ChatState after) =>
        after.Rooms.TryGetValue(message.Room, out RoomView? now) && RoomLog.Contains(now, message.Seq)
        && !(before.Rooms.TryGetValue(message.Room, out RoomView? old) && RoomLog.Contains(old, message.Seq));

    // The log reached an excerpt by itself.
    private static IEnumerable<ChatUpdate> Joined(ChatInput input, ChatState before, ChatState after) =>
        input is ChatInput.ExcerptOpened or ChatInput.ExcerptExtended
            ? []
            : after.Rooms.Values.Where(room => room.Excerpt is null && before.Rooms.GetValueOrDefault(room.Name)?.Excerpt is not null)
                .SelectMany<RoomView, ChatUpdate>(room => input is ChatInput.HistoryPage
                    ? [new ChatUpdate.ExcerptChanged(after, room.Name)]
                    : [Merged(room.Name, [], before, after), new ChatUpdate.ExcerptChanged(after, room.Name)]);

    // A page for the excerpt joins the log where the two meet: then it is told like any other that did.
    private static IEnumerable<ChatUpdate> Excerpt(string room, IReadOnlyList<MessageInfo> page, ChatState before, ChatState after)
    {
        ChatUpdate.HistoryMerged merged = Merged(room, page, before, after);
        return merged.Messages.Count > 0 ? [merged, new ChatUpdate.ExcerptChanged(after, room)] : [new ChatUpdate.ExcerptChanged(after, room)];
    }

    private static ChatUpdate.HistoryMerged Merged(string room, IReadOnlyList<MessageInfo> page, ChatState before, ChatState after)
    {
        RoomView? old = before.Rooms.GetValueOrDefault(room);
        RoomView? now = after.Rooms.GetValueOrDefault(room);
        IEnumerable<MessageInfo> candidates = old?.Excerpt is { } excerpt && now?.Excerpt is null ? RoomLog.Union(excerpt.Messages, page) : page;
        MessageInfo[] added = old is null || now is null
            ? []
            : [.. candidates.Where(message => !RoomLog.Contains(old, message.Seq) && RoomLog.Contains(now, message.Seq))];
        return new ChatUpdate.HistoryMerged(after, room, added, FilledGap: added.Length > 0 && added[^1].Seq > old!.Cursor && old.Placed);
    }
}
