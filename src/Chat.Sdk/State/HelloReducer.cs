using System.Collections.Immutable;
using Chat.Protocol.Frames;

namespace Chat.Sdk.State;

/// <summary>What the answer to hello makes of the state: the server says which rooms there are and where each stands.</summary>
internal static class HelloReducer
{
    public static ChatState Apply(ChatState state, HelloOk ok, IReadOnlyDictionary<string, long> cursors)
    {
        var rooms = state.Rooms.Clear().ToBuilder();
        var lagging = state.Lagging.Clear().ToBuilder();
        var missing = ImmutableHashSet.CreateBuilder<Fetch>();
        long total = 0;
        foreach (RoomSummary summary in ok.Rooms)
        {
            RoomView room = state.Rooms.TryGetValue(summary.Room, out RoomView? known) && known.Placed
                ? Resume(known, summary, cursors.ContainsKey(known.Name), LogBounds.Of(state))
                : Open(summary);
            rooms[room.Name] = room;
            missing.Add(new Fetch.Members(room.Name, After: null));
            if (room.Gap is { } gap)
            {
                missing.Add(new Fetch.Messages(room.Name, gap.From - 1));
            }

            if (state.FetchUnread && room.Messages.IsEmpty && room.Unread > 0 && room.Cursor == summary.Seq)
            {
                missing.Add(new Fetch.Latest(room.Name));
            }

            if (room.Cursor < summary.Seq)
            {
                lagging[room.Name] = summary.Seq;
                total += CatchUp.Outstanding(room, summary.Seq);
            }
        }

        ChatState next = state with
        {
            Connection = new ConnectionState.CatchingUp(0, total),
            Self = ok.User,

            // Away ends with the user's last connection, so a server that was restarted or lost us does not know of it.
            Away = null,
            Guest = ok.Guest,
            Limits = ok.Limits,
            Server = ok.Server,
            Rooms = rooms.ToImmutable(),
            Kept = rooms.Values.Sum(room => (long)Trimming.Count(room)),
            Lagging = lagging.ToImmutable(),
            Missing = missing.ToImmutable(),
        };
        next = state.Rooms.Keys.Where(room => !next.Rooms.ContainsKey(room)).Aggregate(next, OwnSends.DropAcknowledged);
        return CatchUp.GoLive(next);
    }

    private static RoomView Open(RoomSummary summary) => new(summary.Room)
    {
        Topic = summary.Topic,
        Placed = true,
        Cursor = summary.Seq,
        Newest = summary.Seq,
        Read = summary.Read,
        You = summary.You,
        ReachesStart = summary.Seq == 0,
    };

    private static RoomView Resume(RoomView known, RoomSummary summary, bool isReplayed, LogBounds bounds)
    {
        if (known.Cursor > summary.Seq)
        {
            // The server's log is shorter than what was seen: it was set up anew, and nothing kept is of it.
            return Open(summary);
        }

        RoomView room = known with
        {
            Name = summary.Room,
            Topic = summary.Topic,
            Read = summary.Read,
            Newest = Math.Max(summary.Seq, known.Newest),
            MembersComplete = false,
            You = Moderation.Resumed(known.You, summary.You),

            // May have changed meanwhile, and nothing tells of it.
            Settings = null,
            Typing = known.Typing.Clear(),
            GapTo = isReplayed ? 0 : summary.Seq,
        };
        return RoomLog.Settle(room, bounds);
    }
}
