using Chat.Protocol.Frames;
using Chat.Sdk.Connection;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;
using static Chat.Sdk.Tests.State.Given;

namespace Chat.Sdk.Tests.State;

/// <summary>How much of what was missed has come.</summary>
public class CatchUpSpecs
{
    [Fact]
    public void Should_count_replayed_messages_of_all_rooms()
    {
        ChatState state = Away("a", "b").Hello(Cursors("a", "b"), Frames.Room("a", 3), Frames.Room("b", 2));
        Assert.Equal(new ConnectionState.CatchingUp(0, 5), state.Connection);

        state = state.On(Frames.Message("a", 1), Frames.Message("b", 1), Frames.Message("b", 2), Frames.Message("b", 3));
        Assert.Equal(new ConnectionState.CatchingUp(3, 5), state.Connection);

        Assert.IsType<ConnectionState.Live>(state.On(Frames.Message("a", 2), Frames.Message("a", 3)).Connection);
    }

    [Fact]
    public void Should_count_what_comes_behind_a_gap_and_what_fills_it()
    {
        ChatState state = Away("a").Hello(Cursors("a"), Frames.Room("a", 100)).On(new GapEvent("a", 1, 60)).On(Frames.Message("a", 61), Frames.Message("a", 62));
        Assert.Equal(new ConnectionState.CatchingUp(2, 100), state.Connection);

        state = state.On(new ChatInput.HistoryPage(Frames.History("a", 1, 50, 100), After: 0));
        Assert.Equal(new ConnectionState.CatchingUp(52, 100), state.Connection);
    }

    [Fact]
    public void Should_not_wait_for_a_room_that_was_left_nor_for_what_cannot_be_had()
    {
        ChatState state = Away("a", "b", "c").Hello(Cursors("a", "b"), Frames.Room("a", 40), Frames.Room("b", 20), Frames.Room("c", 1))
            .On(new LeftEvent("a", "alice", "left", Frames.Noon));
        Assert.Equal(new ConnectionState.CatchingUp(40, 61), state.Connection);

        state = state.On(new GapEvent("b", 1, 20)).On(new ChatInput.FetchFailed(new Fetch.Messages("b", 0)));
        Assert.Equal(new ConnectionState.CatchingUp(60, 61), state.Connection);
    }

    [Fact]
    public void Should_tell_of_it_in_a_hundred_steps_at_most_and_of_the_end()
    {
        ChatState state = Away("a").Hello(Cursors("a"), Frames.Room("a", 900));
        List<(long, long)> told = [];
        List<ConnectionState> changes = [];
        for (long seq = 1; seq <= 900; seq++)
        {
            var input = new ChatInput.EventArrived(Frames.Message("a", seq), Frames.Noon);
            ChatState next = state.On(input);
            foreach (ChatUpdate update in Updates.Of(input, state, next))
            {
                told.AddRange(update is ChatUpdate.CatchUpProgressed progress ? [(progress.Done, progress.Total)] : []);
                changes.AddRange(update is ChatUpdate.ConnectionChanged changed ? [changed.Connection] : []);
            }

            state = next;
        }

        Assert.Equal(100, told.Count);
        Assert.Equal((900L, 900L), told[^1]);
        Assert.IsType<ConnectionState.Live>(Assert.Single(changes));
    }

    [Fact]
    public void Should_have_counted_everything_when_live_whatever_the_way()
    {
        Gen.Select(Gen.Int[1, 90], Gen.Int[0, 90], Gen.Int[1, 20], Gen.Int[5, 200]).Sample((missed, gap, page, maxGap) =>
        {
            ChatState state = ChatState.Start("alice", maxGap: maxGap).Hello([], Frames.Room(Room)).Hello(Cursors(Room), Frames.Room(Room, missed));
            gap = Math.Min(gap, missed);
            state = gap == 0 ? state : state.On(new GapEvent(Room, 1, gap));
            var replay = new Queue<long>(Frames.Range(gap + 1, missed));
            while (state.Connection is ConnectionState.CatchingUp now)
            {
                if (replay.TryDequeue(out long seq))
                {
                    state = state.On(Frames.Message(Room, seq));
                }
                else
                {
                    Fetch.Messages fetch = state.Missing.OfType<Fetch.Messages>().Single();
                    state = state.On(new ChatInput.HistoryPage(
                        Frames.History(Room, fetch.After + 1, Math.Min(missed, fetch.After + page), missed), fetch.After));
                }

                Assert.True(state.Connection is ConnectionState.Live || state.Connection is ConnectionState.CatchingUp then && then.Total == missed
                    && then.Done == then.Total - CatchUp.Outstanding(state.Rooms[Room], missed) && then.Done > now.Done);
            }

            Assert.Equal(missed, state.Rooms[Room].Cursor);
        });
    }

    private static ChatState Away(params string[] rooms) =>
        ChatState.Start("alice").Hello([], [.. rooms.Select(room => Frames.Room(room))]).On(new ChatInput.ConnectionMoved(new ConnectionState.Connecting()));

    private static Dictionary<string, long> Cursors(params string[] rooms) => rooms.ToDictionary(room => room, _ => 0L);
}
