using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui;

[Collection("Screen")]
public sealed class ScreenSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, "Welcome to my_room"), new RoomSummary("python", 0, 0, 0, ""));
    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Theory]
    [InlineData(80, 24, true)]
    [InlineData(60, 20, false)]
    [InlineData(200, 60, true)]
    public void Should_show_rooms_chat_users_input_and_state(int columns, int rows, bool withUsers)
    {
        TestScreen screen = Open(columns, rows);
        _chat.Comes("lobby", "Alice", RoomRole.Owner);
        _chat.Comes("lobby", "Bob");
        _chat.Says("lobby", "Bob", "Hi Alice!");
        _chat.Says("python", "Bob", "over here");
        _chat.Says("@Bob", "Bob", "psst");
        screen.Sees("Bob: Hi Alice!");
        screen.Sees("3 ●@Bob");
        screen.Type("typing", enter: false);

        Assert.Equal(rows, screen.Screen.Length);
        Assert.All(screen.Screen, row => Assert.True(row.Length <= columns));
        Assert.Equal(withUsers ? " lobby: Welcome to my_room" : " lobby (2+): Welcome to my_room", screen.Screen[0]);
        string[] rooms = [.. screen.Screen.Take(5).Select(row => row.Split('│')[0])];
        Assert.Equal(["1 lobby", "2 python", "  private", "3 ●@Bob"], rooms.Skip(1).Select(row => row.TrimEnd('1', ' ', '@')));
        Assert.EndsWith("  1", rooms[2], StringComparison.Ordinal);
        Assert.EndsWith("@1 1", rooms[4], StringComparison.Ordinal);
        Assert.Equal("● Alice guest", screen.Screen[^3].Split('│')[0].TrimEnd());
        Assert.Equal(withUsers, screen.Screen[1].EndsWith("│ 2/2+ here", StringComparison.Ordinal));
        Assert.Equal(withUsers, screen.Screen[2].EndsWith("│●*Alice", StringComparison.Ordinal));
        Assert.Equal(withUsers, screen.Screen[3].EndsWith("│● Bob", StringComparison.Ordinal));
        Assert.Equal("> typing", screen.Screen[^2]);
        Assert.StartsWith(" live, plain text   localhost:12345  Alice", screen.Screen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_survive_any_resize()
    {
        TestScreen screen = Open(80, 24);
        for (int i = 0; i < 100; i++)
        {
            _chat.Says("lobby", "Bob", $"message {i} with 日本語 and enough words to be broken into rows on a narrow screen");
        }

        screen.Sees("message 99");
        foreach ((int columns, int rows) in new[] { (60, 20), (200, 60), (30, 10), (10, 5), (3, 3), (1, 1), (80, 24) })
        {
            screen.Resize(columns, rows);
            Assert.Equal(rows, screen.Screen.Length);
        }

        screen.Sees("message 99");
        Assert.StartsWith(" live", screen.Screen[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_send_what_is_typed_and_show_how_far_it_is()
    {
        var acknowledging = new TaskCompletionSource();
        _chat.Acknowledging = acknowledging.Task;
        TestScreen screen = Open(80, 24);
        screen.Type("Hello everyone!");
        screen.Sees("Alice: Hello everyone!  (sending)");
        acknowledging.SetResult();
        screen.SeesNoMore("(sending)");
        screen.Sees("Alice: Hello everyone!");
        _chat.Refuse = _ => FakeChat.Error(ErrorCodes.TooLarge, "Too long.");
        screen.Type("refused");
        screen.Sees("(not sent: Too");
    }

    [Fact]
    public void Should_go_where_commands_keys_and_clicks_say()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("/join java");
        screen.Until(() => screen.Screen[0] == " java", "java");
        screen.Press(Key.D3.WithAlt);
        screen.Until(() => screen.Screen[0] == " python", "python by Alt+3");
        screen.Press(Key.P.WithCtrl);
        screen.Until(() => screen.Screen[0].StartsWith(" lobby", StringComparison.Ordinal), "lobby by Ctrl+P");
        screen.Click(3, 1);
        screen.Until(() => screen.Screen[0] == " java", "java by a click");
        screen.Type("/msg Bob hi");
        screen.Until(() => screen.Screen[0] == " @Bob", "the private room");
        screen.Sees("Alice: hi");
        screen.Type("/jion x");
        screen.Sees("unknown command /jion");
        screen.Press(Key.Esc);
        Assert.False(screen.HasLeft);
        screen.Press(Key.Q.WithCtrl);
        Assert.True(screen.HasLeft);
    }

    [Fact]
    public void Should_keep_a_draft_and_the_lines_typed_in_each_room()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("first");
        screen.Type("second");
        screen.Type("draft", enter: false);
        screen.Press(Key.D2.WithAlt);
        Assert.Equal("", screen.Input);
        screen.Press(Key.D1.WithAlt);
        Assert.Equal("draft", screen.Input);
        screen.Press(Key.CursorUp);
        screen.Press(Key.CursorUp);
        Assert.Equal("first", screen.Input);
        screen.Press(Key.CursorDown);
        screen.Press(Key.CursorDown);
        Assert.Equal("draft", screen.Input);
    }

    [Fact]
    public void Should_clear_the_line_with_ctrl_u_and_ctrl_c_and_leave_with_ctrl_c_only_when_it_is_empty()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("not to be said", enter: false);
        screen.Press(Key.U.WithCtrl);
        Assert.Equal("", screen.Input);
        screen.Press(Key.U.WithCtrl);
        screen.Type("nor this", enter: false);
        screen.Press(Key.C.WithCtrl);
        Assert.Equal("", screen.Input);
        Assert.False(screen.HasLeft);
        screen.Press(Key.C.WithCtrl);
        Assert.True(screen.HasLeft);
    }

    [Fact]
    public void Should_complete_with_tab()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("/he", enter: false);
        screen.Press(Key.Tab);
        Assert.Equal("/help ", screen.Input);
    }

    [Fact]
    public void Should_mark_as_read_only_what_is_looked_at()
    {
        TestScreen screen = Open(80, 24);
        _chat.Says("python", "Bob", "unseen");
        _chat.Says("lobby", "Bob", "seen");
        screen.Until(() => _chat.Requests.Contains("read lobby 1"), "the mark");
        Assert.DoesNotContain("read python 1", _chat.Requests);
        for (int i = 0; i < 50; i++)
        {
            _chat.Says("lobby", "Bob", $"line {i}");
        }

        screen.Until(() => _chat.Requests.Contains("read lobby 51"), "the mark of all");
        screen.Press(Key.PageUp);
        _chat.Says("lobby", "Bob", "below the screen");
        screen.Sees("lobby           1│");
        Assert.DoesNotContain("read lobby 52", _chat.Requests);
        screen.Press(Key.End.WithCtrl);
        screen.Until(() => _chat.Requests.Contains("read lobby 52"), "the mark of the last");
    }

    [Fact]
    public void Should_fetch_older_messages_when_it_comes_to_the_top_and_stay_in_place()
    {
        var chat = new FakeChat("Alice", new RoomSummary("lobby", 200, 200, 0, ""));
        chat.History = () =>
        {
            long first = chat.State.Rooms["lobby"].Messages.FirstOrDefault()?.Seq ?? 201;
            long from = Math.Max(1, first - 100);
            return new HistoryOk("lobby", [.. Enumerable.Range((int)from, (int)(first - from)).Select(seq => new MessageInfo(seq, chat.Now, "Bob", $"nr {seq}", $"k{seq}"))], from == 1, first == 201);
        };
        _screen = new TestScreen(80, 24, chat);
        _screen.Sees("nr 200");
        for (int page = 0; page < 4; page++)
        {
            _screen.Press(Key.PageUp);
        }

        _screen.Sees("nr 110");
        _screen.Press(Key.PageUp);
        _screen.Sees("nr 101");
        _screen.Until(() => chat.Requests.Contains("history lobby 101"), "the request");
        _screen.Sees("nr 101");
        _screen.Press(Key.PageUp);
        _screen.Sees("nr 99");
    }

    [Fact]
    public void Should_tell_the_truth_about_the_connection()
    {
        TestScreen screen = Open(80, 24);
        DateTimeOffset now = _chat.Now;
        _chat.Connection(new ConnectionState.Offline(now, now.AddSeconds(30), "The cable is out."));
        screen.Sees(" offline since 10:30:15, retry in 30 s, Ctrl+R now: The cable is out ");
        _chat.Connection(new ConnectionState.Connecting());
        screen.Sees(" connecting ");
        _chat.Connection(new ConnectionState.Closed(ErrorCodes.Replaced, "Another connection uses this session now."));
        screen.Sees(" closed: the same session is in use elsewhere now; start the client");
    }

    [Fact]
    public void Should_hide_a_password_and_remember_it_nowhere()
    {
        using var screen = new TestScreen(80, 12, new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, "")));
        screen.Type("/register");
        screen.Sees("New password:");
        screen.Type("new secret", enter: false);
        Assert.DoesNotContain(screen.Screen, row => row.Contains("new", StringComparison.Ordinal) && !row.Contains("New password", StringComparison.Ordinal));
        screen.Press(Key.CursorUp);
        screen.Press(Key.Enter);
        screen.Sees("The same again:");
        screen.Type("new secret");
        screen.Sees("is registered now");
        screen.SeesNoMore("again:");

        Assert.Contains("register new secret", screen.Chat.Requests);
        screen.Press(Key.CursorUp);
        Assert.Equal("/register", screen.Input);
    }

    [Fact]
    public void Should_let_go_of_a_question_with_escape_and_show_the_line_again()
    {
        using var screen = new TestScreen(80, 12, new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, "")));
        screen.Type("/password");
        screen.Sees("until now:");
        screen.Type("half a secr", enter: false);
        screen.Press(Key.Esc);
        screen.Sees("nothing was changed");

        Assert.Equal(string.Empty, screen.Input);
        screen.Type("hello");
        screen.Until(() => screen.Chat.Requests.Contains("send lobby hello"), "the message");
    }

    [Fact]
    public void Should_show_hostile_text_without_obeying_it()
    {
        TestScreen screen = Open(80, 24);
        _chat.Says("lobby", "Bob", "\u001b[2J\u001b]0;gone\u0007 \u202eright to left\u2066 a\u200bb");
        screen.Sees("Bob: \uFFFD[2J\uFFFD]0;gone\uFFFD right to left ab");
    }

    private TestScreen Open(int columns, int rows) => _screen = new TestScreen(columns, rows, _chat);
}
