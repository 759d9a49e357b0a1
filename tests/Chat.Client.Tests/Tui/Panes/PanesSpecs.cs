using Chat.Client.Attention;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Panes;

[Collection("Screen")]
public sealed class PanesSpecs : IDisposable
{
    private readonly FakeChat _chat = new(
        "Alice", new RoomSummary("lobby", 0, 0, 0, "Welcome"), new RoomSummary("python", 0, 0, 0, ""), new RoomSummary("java", 0, 0, 0, ""));

    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Theory]
    [InlineData(20, 5)]
    [InlineData(60, 20)]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void Should_stand_in_straight_columns_at_every_size(int columns, int rows)
    {
        TestScreen screen = Open(columns, rows);
        _chat.Comes("lobby", "Alice", RoomRole.Owner);
        _chat.Comes("lobby", "日本語");
        _chat.Says("java", "Bob", "x");
        screen.Until(() => _chat.State.Rooms["java"].Unread == 1 && screen.Presenter.State.Rooms["lobby"].Members.Count == 2, "the events");
        screen.Resize(columns, rows);

        var panes = screen.Presenter.Window.Panes;
        Assert.Equal("live", screen.Screen[^1].Trim().Split(' ', ',')[0]);
        Assert.StartsWith(">", screen.Screen[^2], StringComparison.Ordinal);
        for (int y = panes.Chat.Y; y < panes.Chat.Bottom; y++)
        {
            Assert.True(panes.Rooms.Width == 0 || screen.At(panes.Rooms.Right - 1, y).Grapheme == "│", $"the rooms' rule in row {y}");
            Assert.True(panes.People.Width == 0 || screen.At(panes.People.X, y).Grapheme == "│", $"the people's rule in row {y}");
        }
    }

    [Fact]
    public void Should_show_unread_messages_mentions_muted_rooms_and_drafts()
    {
        TestScreen screen = Open(80, 24);
        screen.Presenter.Attention = new Wanted(("python", new RoomAttention(2, NotifyLevel.All)), ("java", new RoomAttention(0, NotifyLevel.None)));
        _chat.Says("python", "Bob", "Alice!");
        _chat.Says("java", "Bob", "whatever");
        screen.Sees("1 java            1│");
        screen.Sees("3 python       @2 1│");
        screen.Type("half a thought", enter: false);
        screen.Press(Key.D1.WithAlt);
        screen.Sees("2 lobby ~          │");
    }

    [Fact]
    public void Should_hide_show_and_size_the_lists_by_key_and_keep_it()
    {
        TestScreen screen = Open(80, 24);
        screen.Press(Key.F2);
        Assert.Equal(0, screen.Presenter.Window.Panes.Rooms.Width);
        Assert.StartsWith(" lobby: Welcome", screen.Screen[0], StringComparison.Ordinal);
        screen.Press(Key.F3);
        Assert.Equal(80, screen.Presenter.Window.Panes.Chat.Width);
        screen.Press(Key.F2);
        screen.Press(new Key('.').WithAlt);
        Assert.Equal(22, screen.Presenter.Window.Panes.Rooms.Width);
        Assert.Equal("│", screen.At(21, 3).Grapheme);
        Assert.Equal("22", screen.Kept.Get("panes.width.rooms"));
        Assert.Equal("hidden", screen.Kept.Get("panes.people"));
    }

    [Fact]
    public void Should_size_a_list_by_dragging_its_rule_and_stop_where_the_chat_begins_to_suffer()
    {
        TestScreen screen = Open(80, 24);
        screen.Mouse(MouseFlags.LeftButtonPressed, 19, 5);
        screen.Mouse(MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, 25, 5);
        Assert.Equal("│", screen.At(25, 5).Grapheme);
        screen.Mouse(MouseFlags.LeftButtonPressed | MouseFlags.PositionReport, 79, 5);
        screen.Mouse(MouseFlags.LeftButtonReleased, 79, 5);
        Assert.Equal(38, screen.Presenter.Window.Panes.Rooms.Width);
        screen.Mouse(MouseFlags.PositionReport, 30, 5);
        Assert.Equal(38, screen.Presenter.Window.Panes.Rooms.Width);
        screen.Mouse(MouseFlags.LeftButtonPressed, 62, 5);
        screen.Mouse(MouseFlags.LeftButtonReleased, 66, 5);
        Assert.Equal(14, screen.Presenter.Window.Panes.People.Width);
    }

    [Fact]
    public void Should_pin_sort_and_move_rooms_with_alt_keys_in_the_order_that_is_shown()
    {
        TestScreen screen = Open(80, 24);
        Assert.Equal(["1 java", "2 lobby", "3 python"], Rooms(screen));
        screen.Type("/pin python");
        Assert.Equal(["1 python", "  rooms", "2 java", "3 lobby"], Rooms(screen));
        screen.Press(Key.D1.WithAlt);
        Assert.Equal(" python", screen.Screen[0]);
        screen.Press(Key.D0.WithAlt);
        Assert.Equal(["1 java", "2 lobby", "3 python"], Rooms(screen));
        screen.Press(Key.CursorUp.WithAlt.WithShift);
        Assert.Equal(["1 java", "2 python", "3 lobby"], Rooms(screen));
        Assert.Equal("hand", screen.Kept.Get("rooms.sort"));
        _chat.Says("lobby", "Bob", "newest");
        screen.Type("/sort activity");
        screen.Until(() => Rooms(screen)[0].StartsWith("1 lobby", StringComparison.Ordinal), "lobby first");
        screen.Type("/sort upside-down");
        screen.Sees("usage: /sort");
    }

    [Fact]
    public void Should_offer_what_can_be_done_with_a_room_and_a_person_where_one_clicks()
    {
        TestScreen screen = Open(80, 24);
        _chat.Comes("lobby", "Bob");
        screen.Sees("● Bob");
        screen.Mouse(MouseFlags.RightButtonPressed, 4, 1);
        screen.Sees("pin above the others");
        screen.Press(Key.CursorDown);
        screen.Press(Key.Enter);
        Assert.Equal(["1 java", "  rooms", "2 lobby", "3 python"], Rooms(screen));
        screen.Click(66, 2);
        screen.Sees("who is that");
        screen.Press(Key.Esc);
        screen.SeesNoMore("who is that");
        screen.Type("so,", enter: false);
        screen.Click(66, 2);
        screen.Press(Key.CursorUp);
        screen.Press(Key.Enter);
        Assert.Equal("so, Bob ", screen.Input);
        screen.Click(66, 2);
        screen.Press(Key.CursorDown);
        screen.Press(Key.Enter);
        screen.Until(() => _chat.Requests.Contains("whois Bob"), "the question");
        screen.Click(66, 2);
        screen.Press(Key.Enter);
        Assert.Equal(" @Bob", screen.Screen[0]);
    }

    [Fact]
    public void Should_group_people_by_presence_with_owners_first_and_say_who_is_typing()
    {
        TestScreen screen = Open(80, 24);
        _chat.Comes("lobby", "Zoe", RoomRole.Owner);
        _chat.Comes("lobby", "Bob");
        _chat.Event(new JoinedEvent("lobby", "Carol", UserStatus.Away, RoomRole.Member, _chat.Now, "lunch"));
        _chat.Event(new JoinedEvent("lobby", "Dave", UserStatus.Offline, RoomRole.Member, _chat.Now));
        _chat.Event(new TypingEvent("lobby", "Bob", true));
        screen.Sees("Bob is typing");
        Assert.Equal([" 2/4+ here", "●*Zoe", "● Bob …", "○ Carol  lunch", "  Dave"], screen.Screen.Skip(1).Take(5).Select(row => row.Split('│')[2]));
        _chat.Event(new TypingEvent("lobby", "Carol", true));
        screen.Sees("Bob and Carol are typing");
        _chat.Event(new TypingEvent("lobby", "Dave", true));
        screen.Sees("several people are typing");
    }

    [Fact]
    public void Should_say_since_when_somebody_is_away_or_gone()
    {
        TestScreen screen = Open(80, 24);
        _chat.Members("lobby", [
            new UserEntry("Carol", UserStatus.Away, RoomRole.Member, "lunch", _chat.Now.AddMinutes(-20)),
            new UserEntry("Dave", UserStatus.Offline, RoomRole.Member, null, _chat.Now.AddDays(-2)),
            new UserEntry("Erin", UserStatus.Online, RoomRole.Member, null, _chat.Now)]);
        screen.Sees("1/3 here");
        Assert.Equal(["● Erin", "○ Carol  10:10 l…", "  Dave  20 Nov"], screen.Screen.Skip(2).Take(3).Select(row => row.Split('│')[2]));
        screen.Resize(200, 60);
        screen.Sees("○ Carol  10:10 lunch");
    }

    [Fact]
    public void Should_scroll_five_thousand_people_by_the_wheel()
    {
        UserEntry[] people = [.. Enumerable.Range(0, 5000).Select(number => new UserEntry($"user{number:0000}", UserStatus.Online, RoomRole.Member))];
        TestScreen screen = Open(80, 24);
        _chat.Members("lobby", people);
        screen.Sees("5000/5000 here");
        screen.Sees("user0000");
        for (int turn = 0; turn < 20; turn++)
        {
            screen.Mouse(MouseFlags.WheeledDown, 70, 5);
        }

        screen.Sees("user0060");
        screen.SeesNoMore("user0059");
    }

    [Fact]
    public void Should_show_the_whole_topic_and_connect_at_once_by_a_click()
    {
        TestScreen screen = Open(80, 24);
        screen.Click(10, 0);
        Assert.StartsWith(" Topic of lobby", screen.Screen[0], StringComparison.Ordinal);
        Assert.Equal(" Welcome", screen.Screen[1]);
        screen.Press(Key.Esc);
        _chat.Connection(new ConnectionState.Offline(_chat.Now, _chat.Now.AddSeconds(30), "The cable is out."));
        screen.Sees("offline since");
        screen.Click(3, 23);
        Assert.Contains("retry", _chat.Requests);
    }

    [Fact]
    public void Should_count_what_is_new_below_and_lead_there_by_a_click()
    {
        TestScreen screen = Open(80, 24);
        for (int i = 0; i < 60; i++)
        {
            _chat.Says("lobby", "Bob", $"line {i}");
        }

        screen.Sees("line 59");
        screen.Press(Key.PageUp);
        screen.Sees("lobby [newer lines below: Ctrl+End]: Welcome");
        _chat.Says("lobby", "Bob", "one");
        _chat.Says("lobby", "Bob", "two");
        screen.Sees("lobby [2 new below: Ctrl+End]: Welcome");
        screen.Click(10, 0);
        screen.Sees("Bob: two");
        Assert.Equal(" lobby: Welcome", screen.Screen[0]);
    }

    [Fact]
    public void Should_say_who_one_is_and_what_other_parts_add()
    {
        TestScreen screen = Open(80, 24);
        screen.Presenter.SelfNotes.Add(() => "quiet");
        screen.Presenter.ViewNotes.Add(() => "excerpt");
        _chat.Comes("lobby", "Bob");
        screen.Sees("● Alice guest, qui…│");
        screen.Sees(" lobby [excerpt]: Welcome");
    }

    [Fact]
    public void Should_leave_the_mouse_to_the_terminal_where_one_says_so()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("/mouse off");
        screen.Sees("The mouse is left to the terminal");
        screen.Click(3, 1);
        Assert.StartsWith(" lobby", screen.Screen[0], StringComparison.Ordinal);
        screen.Type("/mouse on");
        screen.Sees("The mouse is used");
        screen.Click(3, 1);
        Assert.Equal(" java", screen.Screen[0]);
    }

    [Fact]
    public void Should_not_write_a_round_trip_time_anew_that_only_wavers()
    {
        TestScreen screen = Open(80, 24);
        _chat.Connection(new ConnectionState.Live());
        _chat.Measures(9);
        screen.Sees("live 9 ms");
        _chat.Measures(14);
        _chat.Says("lobby", "Bob", "fourteen now");
        screen.Sees("fourteen now");
        screen.Sees("live 9 ms");
        _chat.Measures(80);
        screen.Sees("live 80 ms");
        _chat.Measures(9);
        screen.Sees("live 9 ms");
    }

    private static string[] Rooms(TestScreen screen) => [.. screen.Screen.Skip(1).Take(6).Select(row => row.Split('│')[0].TrimEnd('1', ' ')).Where(row => row.Length > 0)];

    private TestScreen Open(int columns, int rows)
    {
        _screen = new TestScreen(columns, rows, _chat);
        _screen.Until(() => _screen.Presenter.Current == "lobby", "the room");
        return _screen;
    }

    private sealed class Wanted(params (string Room, RoomAttention Attention)[] rooms) : IRoomAttention
    {
        public RoomAttention Of(string room) => Array.Find(rooms, wanted => wanted.Room == room).Attention;
    }
}
