using Chat.Client.Commands;
using Chat.Client.Tui.Scrollback;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

[Collection("Screen")]
public sealed class ChatViewSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Fact]
    public void Should_keep_the_line_at_the_top_while_messages_come_and_say_how_many_are_below()
    {
        TestScreen screen = WithMessages(100);
        screen.Press(Key.PageUp);
        string[] before = Chat(screen.Screen[1..20]);
        for (int i = 0; i < 3; i++)
        {
            _chat.Says("lobby", "Bob", "new");
        }

        screen.Sees("↓ 3 new messages below: Ctrl+End");
        Assert.Equal(before, Chat(screen.Screen[1..20]));
        screen.Click(30, 21);
        screen.SeesNoMore("↓");
        screen.Sees("Bob: new");
    }

    [Fact]
    public void Should_scroll_by_rows_half_screens_and_to_both_ends()
    {
        TestScreen screen = WithMessages(100);
        Assert.Contains("nr 99", screen.Screen[20], StringComparison.Ordinal);
        screen.Press(Key.CursorUp.WithCtrl);
        screen.Press(Key.CursorUp.WithCtrl);
        Assert.Contains("nr 97", screen.Screen[20], StringComparison.Ordinal);
        screen.Press(Key.CursorDown.WithShift);
        Assert.Contains("nr 98", screen.Screen[20], StringComparison.Ordinal);
        screen.Press(Key.PageUp.WithAlt);
        Assert.Contains("nr 88", screen.Screen[20], StringComparison.Ordinal);
        screen.Press(Key.Home.WithCtrl);
        Assert.Contains("this is the beginning", screen.Screen[1], StringComparison.Ordinal);
        Assert.Contains("nr 1", screen.Screen[2], StringComparison.Ordinal);
        screen.Type("/goto end");
        Assert.Contains("nr 100", screen.Screen[21], StringComparison.Ordinal);
        screen.Wheel(30, 5, up: true);
        Assert.Contains("nr 96", screen.Screen[20], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_draw_the_line_where_reading_ended_until_the_room_is_left()
    {
        for (int i = 0; i < 3; i++)
        {
            _chat.Says("python", "Bob", $"old {i}");
        }

        _ = _chat.MarkReadAsync("python", 2);
        TestScreen screen = Open();
        screen.Press(Key.D2.WithAlt);
        screen.Until(() => _chat.State.Rooms["python"].Unread == 0, "the mark");
        _chat.Says("python", "Bob", "while here");
        screen.Sees("while here");
        int line = Array.FindIndex(screen.Screen, row => row.Contains("read up to here", StringComparison.Ordinal));
        Assert.Contains("old 1", screen.Screen[line - 1], StringComparison.Ordinal);
        Assert.Contains("old 2", screen.Screen[line + 1], StringComparison.Ordinal);
        screen.Press(Key.D1.WithAlt);
        screen.Press(Key.D2.WithAlt);
        screen.Sees("while here");
        screen.SeesNoMore("read up to here");
    }

    [Fact]
    public void Should_go_to_the_first_unread_message()
    {
        TestScreen screen = Open();
        for (int i = 1; i <= 80; i++)
        {
            _chat.Says("python", "Bob", $"unread {i}");
        }

        _ = _chat.MarkReadAsync("python", 10);
        screen.Press(Key.D2.WithAlt);
        screen.Sees("unread 80");
        screen.Press(Key.Home.WithAlt);
        screen.Sees("unread 11");
        Assert.Contains("read up to here", screen.Screen[Array.FindIndex(screen.Screen, row => row.EndsWith("unread 11", StringComparison.Ordinal) || row.Contains("unread 11 ", StringComparison.Ordinal)) - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_fold_who_comes_and_goes_or_show_all_or_none()
    {
        TestScreen screen = Open();
        _chat.Comes("lobby", "Bob");
        _chat.Comes("lobby", "Carol");
        _chat.Event(new LeftEvent("lobby", "Carol", "left", _chat.Now));
        screen.Sees("* Bob joined; Carol came and went");
        screen.Do(() => screen.Settings.Set(ViewSettings.Joins, JoinsShown.All));
        screen.Sees("* Carol left lobby");
        screen.Do(() => screen.Settings.Set(ViewSettings.Joins, JoinsShown.None));
        screen.SeesNoMore("Carol");
    }

    [Fact]
    public void Should_show_a_failed_message_with_its_reason_send_it_again_and_drop_it()
    {
        TestScreen screen = new(200, 24, _chat);
        _screen = screen;
        _chat.Refuse = request => request.StartsWith("send", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.TooLarge, "Too long.") : null;
        screen.Type("one");
        screen.Type("two");
        screen.Sees("Alice: two  (not sent: Too long; Alt+S sends it again, Alt+Delete drops it)");
        screen.Press(Key.S.WithAlt);
        screen.SeesNoMore("two  (not sent");
        Assert.Contains("resend lobby two", _chat.Requests);
        screen.Press(Key.Delete.WithAlt);
        screen.SeesNoMore("Alice: one");
        screen.Sees("Alice: two");
    }

    [Fact]
    public void Should_say_that_a_message_waits_and_take_it_back()
    {
        TestScreen screen = new(200, 24, _chat);
        _screen = screen;
        _chat.Acknowledging = new TaskCompletionSource().Task;
        _chat.Connection(new ConnectionState.Offline(_chat.Now, _chat.Now.AddSeconds(5), "gone"));
        screen.Type("too soon");
        screen.Sees("Alice: too soon  (waits for the connection; Alt+Delete takes it back)");
        screen.Press(Key.CursorUp.WithAlt);
        screen.Press(Key.Delete.WithAlt);
        screen.SeesNoMore("too soon");
        Assert.Contains("withdraw own1", _chat.Requests);
    }

    [Fact]
    public void Should_tell_when_a_chosen_message_was_said_and_show_it_as_it_came()
    {
        TestScreen screen = Open();
        _chat.Says("lobby", "Bob", "one");
        _chat.Says("lobby", "Bob", "a\u001b[2Jb");
        screen.Sees("[2Jb");
        screen.Press(Key.CursorUp.WithAlt);
        screen.Sees(" 2026-11-22 10:30 #2  c copy, v raw, Esc");
        screen.Resize(120, 24);
        screen.Sees("Bob, Sun 2026-11-22 10:30:15, #2  c copy, v as it came, Esc done");
        screen.Resize(80, 24);
        screen.Press(Key.V);
        screen.Sees(@"Bob: a\x1b[2Jb");
        screen.Press(Key.CursorUp.WithAlt);
        screen.Sees("#1");
        screen.SeesNoMore(@"\x1b");
        screen.Press(Key.Esc);
        screen.SeesNoMore("#1");
        Assert.Equal("", screen.Input);
    }

    [Fact]
    public void Should_say_that_a_chosen_message_was_copied()
    {
        TestScreen screen = Open();
        _chat.Says("lobby", "Bob", "one");
        screen.Sees("Bob: one");
        screen.Press(Key.CursorUp.WithAlt);
        screen.Sees("#1");
        screen.Press(Key.C);
        screen.Sees("copied, if the terminal lets");
        screen.SeesNoMore("#1");
    }

    [Fact]
    public void Should_tell_of_nothing_below_where_a_chosen_message_and_the_newest_one_are_on_the_screen()
    {
        TestScreen screen = Open();
        _chat.Says("lobby", "Bob", "one");
        screen.Sees("Bob: one");
        screen.Type("/goto #1");
        screen.Sees("#1");
        Assert.DoesNotContain("below", screen.Screen[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_begin_a_message_with_a_letter_that_is_no_key_of_a_chosen_one()
    {
        TestScreen screen = Open();
        _chat.Says("lobby", "Bob", "one");
        screen.Sees("Bob: one");
        screen.Press(Key.CursorUp.WithAlt);
        screen.Sees("#1");
        screen.Type("hello never", enter: false);
        screen.SeesNoMore("#1");
        Assert.Equal("hello never", screen.Input);
    }

    [Fact]
    public void Should_find_what_is_loaded_mark_it_and_go_from_match_to_match()
    {
        TestScreen screen = WithMessages(100);
        screen.Type("draft", enter: false);
        screen.Press(new Key('/').WithAlt);
        screen.Type("NR 5", enter: false);
        screen.Sees("find: NR 5▏  1 of 11");
        screen.Sees("nr 59");
        screen.Press(Key.Enter);
        screen.Press(Key.N);
        screen.Sees("2 of 11");
        screen.Press(Key.N.WithShift);
        screen.Sees("1 of 11");
        screen.Press(Key.Esc);
        screen.SeesNoMore("find:");
        screen.Sees("nr 59");
        Assert.Equal("draft", screen.Input);
    }

    [Fact]
    public void Should_go_back_to_where_find_began_when_it_is_given_up()
    {
        TestScreen screen = WithMessages(100);
        screen.Press(Key.PageUp);
        string[] before = screen.Screen[1..21];
        screen.Press(new Key('/').WithAlt);
        screen.Type("nr 7", enter: false);
        screen.Sees("11");
        screen.Press(Key.Esc);
        Assert.Equal(before, screen.Screen[1..21]);
        screen.Type("/find nothing like this");
        screen.Sees("not here;");
    }

    [Fact]
    public void Should_show_a_message_among_those_around_it_and_mark_nothing_as_read()
    {
        FakeChat chat = WithLog(5000);
        TestScreen screen = _screen = new TestScreen(80, 24, chat);
        screen.Sees("nr 5000");
        screen.Press(Key.D2.WithAlt);
        chat.ForgetRequests();
        screen.Do(() => screen.Presenter.ShowMessage("lobby", 1234));
        screen.Sees("nr 1234");
        screen.Sees("nr 1235");
        screen.Sees("#1234");
        chat.Says("lobby", "Bob", "unseen");
        screen.Press(Key.Esc);
        screen.Sees("older messages; Ctrl+End: the newest");
        for (int i = 0; i < 12; i++)
        {
            screen.Press(Key.PageUp);
        }

        Assert.True(chat.State.Rooms["lobby"].Excerpt!.Messages[0].Seq < 1100);
        Assert.DoesNotContain(chat.Requests, request => request.StartsWith("read", StringComparison.Ordinal));
        screen.Press(Key.End.WithCtrl);
        screen.Sees("unseen");
        screen.Until(() => chat.Requests.Contains("read lobby 5001"), "the mark");
        Assert.Null(chat.State.Rooms["lobby"].Excerpt);
    }

    [Fact]
    public void Should_read_on_from_an_excerpt_into_the_newest_messages_without_a_seam()
    {
        FakeChat chat = WithLog(600);
        TestScreen screen = _screen = new TestScreen(80, 24, chat);
        screen.Sees("nr 600");
        screen.Type("/goto #150");
        screen.Sees("nr 150");
        screen.Press(Key.Esc);
        screen.SeesNoMore("#150");
        for (int page = 0; page < 40 && !screen.Screen[21].Contains("nr 600", StringComparison.Ordinal); page++)
        {
            long last = Numbers(screen).Max();
            screen.Press(Key.PageDown);
            Assert.Equal(Enumerable.Range((int)Numbers(screen).Min(), Numbers(screen).Length), Numbers(screen).Select(number => (int)number));
            Assert.InRange(Numbers(screen).Max(), last + 1, last + 20);
        }

        Assert.Contains("nr 600", screen.Screen[21], StringComparison.Ordinal);
        Assert.Null(chat.State.Rooms["lobby"].Excerpt);
    }

    [Fact]
    public void Should_go_to_a_date_and_say_where_there_is_nothing()
    {
        FakeChat chat = WithLog(600);
        TestScreen screen = _screen = new TestScreen(80, 24, chat);
        screen.Sees("nr 600");
        screen.Type("/goto 2026-11-10");
        screen.Sees("Tuesday, 10 November 2026");
        screen.Type("/goto 2027-01-01");
        screen.Sees("nothing was said since then");
        screen.Type("/goto nowhere");
        screen.Sees("/goto <");
    }

    [Fact]
    public void Should_say_why_older_messages_did_not_come_and_try_again_when_asked()
    {
        FakeChat chat = WithLog(300);
        chat.Refuse = request => request.StartsWith("history", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.RateLimited, "Too fast.") : null;
        TestScreen screen = _screen = new TestScreen(200, 24, chat);
        screen.Sees("older messages could not be loaded: Too fast. PageUp tries again.");
        chat.Refuse = _ => null;
        screen.Press(Key.PageUp);
        screen.Sees("nr 300");
    }

    private static string[] Chat(string[] rows) => [.. rows.Select(row => row[20..])];

    private static long[] Numbers(TestScreen screen) =>
        [.. screen.Screen.Where(row => row.Contains("nr ", StringComparison.Ordinal)).Select(row => long.Parse(row.Split("nr ")[1].Split(' ', '│')[0], System.Globalization.CultureInfo.InvariantCulture))];

    private static FakeChat WithLog(int count)
    {
        var chat = new FakeChat("Alice", new RoomSummary("lobby", count, count, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
        MessageInfo[] log = [.. Enumerable.Range(1, count).Select(seq => new MessageInfo(seq, chat.Now.AddHours(seq - count), "Bob", $"nr {seq}", $"k{seq}"))];
        chat.Logs["lobby"] = log;
        chat.HistoryOf = (room, before) => room == "lobby" && log.Where(message => message.Seq < (before ?? long.MaxValue)).TakeLast(100).ToArray() is { Length: > 0 } page
            ? new HistoryOk(room, page, page[0].Seq == 1, page[^1].Seq == count)
            : new HistoryOk(room, [], true, true);
        return chat;
    }

    private TestScreen WithMessages(int count)
    {
        TestScreen screen = Open();
        for (int i = 1; i <= count; i++)
        {
            _chat.Says("lobby", "Bob", $"nr {i}");
        }

        screen.Sees($"nr {count}");
        screen.Until(() => _chat.State.Rooms["lobby"].Unread == 0, "the mark");
        return screen;
    }

    private TestScreen Open() => _screen = new TestScreen(80, 24, _chat);
}
