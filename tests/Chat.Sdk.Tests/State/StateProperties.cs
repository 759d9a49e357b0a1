using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

/// <summary>What holds whatever happens, in whatever order.</summary>
public class StateProperties
{
    private const int Kept = 50;

    private static readonly string[] Names = ["alice", "bob", "carol", "dave"];

    [Fact]
    public void Should_have_every_message_once_in_order_whatever_was_lost_repeated_or_shuffled()
    {
        // Each number is a step: the server posts so many messages, and the client gets them, loses them, gets them twice, or comes back.
        Gen.Select(Gen.Int[0, 5], Gen.Int[1, 40]).Array[1, 30].Sample(steps =>
        {
            ChatState state = Welcomed(messagesPerRoom: Kept);
            long posted = 0;
            foreach ((int kind, int count) in steps)
            {
                long first = posted + 1;
                posted += count;
                MessageEvent[] events = [.. Frames.Range(first, posted).Select(seq => Frames.Message(Room, seq))];
                state = kind switch
                {
                    0 or 1 => state.On(events),
                    2 => state,
                    3 => state.On(events).On(events),
                    4 => state.On(events.Reverse()),
                    _ => Resume(state, posted, isReplayed: count % 2 == 0),
                };
                AssertWhole(state);
            }

            state = FetchAll(Resume(state, posted, isReplayed: true), posted);

            Assert.Equal(posted, state.Rooms[Room].Cursor);
            Assert.Equal(posted, state.Rooms[Room].Unread);
            Assert.Null(state.Rooms[Room].Gap);
            Assert.IsType<ConnectionState.Live>(state.Connection);
            AssertWhole(state);
        });
    }

    [Fact]
    public void Should_be_what_a_fetch_would_bring_after_any_events()
    {
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, Names.Length - 1]).Array[0, 40].Sample(steps =>
        {
            var server = new SortedDictionary<string, UserEntry>(RoomNames.Users) { ["alice"] = Frames.User("alice") };
            ChatState state = Welcomed().On(Snapshot(server));
            DateTimeOffset at = Frames.Noon;
            foreach ((int kind, int who) in steps)
            {
                at = at.AddMinutes(1);
                if (Step(server, kind, Names[who], at) is { } said)
                {
                    state = state.On(said);
                }
            }

            ChatState anew = Welcomed().On(Snapshot(server));
            Assert.Equal(anew.Rooms[Room].Members, state.Rooms[Room].Members);
        });
    }

    private static ChatState Resume(ChatState state, long posted, bool isReplayed)
    {
        long cursor = state.Rooms[Room].Cursor;
        state = state.Hello(new() { [Room] = cursor }, Frames.Room(Room, posted));
        return cursor == posted ? state
            : isReplayed ? state.On(Frames.Range(cursor + 1, posted).Select(seq => Frames.Message(Room, seq)))
            : state.On(new GapEvent(Room, cursor + 1, posted));
    }

    private static ChatState FetchAll(ChatState state, long posted)
    {
        while (state.Missing.OfType<Fetch.Messages>().FirstOrDefault() is { } fetch)
        {
            long last = Math.Min(posted, fetch.After + 7);
            state = state.On(new ChatInput.HistoryPage(Frames.History(Room, fetch.After + 1, last, posted), fetch.After));
        }

        return state;
    }

    private static void AssertWhole(ChatState state)
    {
        RoomView room = state.Rooms[Room];
        Assert.True(room.Messages.Count <= Kept);
        for (int i = 1; i < room.Messages.Count; i++)
        {
            long expected = room.Gap is { } gap && gap.From == room.Messages[i - 1].Seq + 1 ? gap.To + 1 : room.Messages[i - 1].Seq + 1;
            Assert.Equal(expected, room.Messages[i].Seq);
        }
    }

    private static ChatInput.RoomJoined Snapshot(SortedDictionary<string, UserEntry> server) =>
        new(new JoinOk(Room, 0, string.Empty, [.. server.Values]));

    private static Event? Step(SortedDictionary<string, UserEntry> server, int kind, string user, DateTimeOffset at)
    {
        if (kind == 0)
        {
            UserEntry joined = server.TryGetValue(user, out UserEntry? known) ? known : Frames.User(user);
            server[user] = joined;
            return new JoinedEvent(Room, user, joined.Status, joined.Role, Frames.Noon);
        }

        if (!server.TryGetValue(user, out UserEntry? member) || (kind != 2 && user == "alice"))
        {
            return null;
        }

        switch (kind)
        {
            case 1:
                server.Remove(user);
                return new LeftEvent(Room, user, "left", Frames.Noon);
            case 2:
                server[user] = member with { Status = UserStatus.Away, Away = "lunch", Since = member.Status == UserStatus.Away ? member.Since : at };
                return new PresenceEvent(user, UserStatus.Away, "lunch", At: at);
            case 3:
                server[user] = member with { Status = UserStatus.Offline, Away = null, Since = member.Status == UserStatus.Offline ? member.Since : at };
                return new PresenceEvent(user, UserStatus.Offline, At: at);
            default:
                string to = user + "x";
                server.Remove(user);
                server[to] = member with { User = to };
                return new RenamedEvent(user, to, Frames.Noon, Room);
        }
    }
}
