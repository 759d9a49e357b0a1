using System.Drawing;
using Chat.Client.Settings;
using Chat.Client.Tui.Editing;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

[Collection("Screen")]
public sealed class InputScreenSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Fact]
    public void Should_grow_to_eight_rows_scroll_within_them_and_shrink()
    {
        TestScreen screen = Open(60, 24);
        for (int line = 1; line <= 9; line++)
        {
            screen.Type($"行{line}", enter: false);
            if (line < 9)
            {
                screen.Press(Key.Enter.WithAlt);
            }
        }

        Assert.Equal(["  行2", "  行9"], [screen.Screen[15].Replace('>', ' '), screen.Screen[22]]);
        Assert.Equal(new Point(5, 22), screen.Cursor);
        screen.Press(Key.Home);
        for (int i = 0; i < 8; i++)
        {
            screen.Press(Key.CursorUp);
        }

        Assert.Equal("> 行1", screen.Screen[15]);
        Assert.Equal(new Point(2, 15), screen.Cursor);
        screen.Press(Key.Enter);
        Assert.Equal(">", screen.Screen[22]);
        screen.Until(() => _chat.Requests.Exists(request => request.StartsWith("send lobby 行1\n行2\n", StringComparison.Ordinal)), "the message");
    }

    [Theory]
    [InlineData(24, 8)]
    [InlineData(20, 6)]
    [InlineData(6, 2)]
    [InlineData(2, 1)]
    public void Should_leave_most_of_a_low_screen_to_the_chat(int rows, int most)
    {
        TestScreen screen = Open(60, rows);
        for (int line = 1; line <= 10; line++)
        {
            screen.Press(Key.Enter.WithCtrl);
        }

        screen.Type("here", enter: false);
        screen.Until(() => screen.InputRows == most, $"{most} rows");
    }

    [Fact]
    public void Should_wrap_wide_characters_whole_and_put_the_cursor_where_the_click_is()
    {
        TestScreen screen = Open(20, 12);
        screen.Type("日本語日本語日本語", enter: false);
        Assert.Equal(["> 日本語日本語日本", "  語"], screen.Screen[^3..^1]);
        Assert.Equal(new Point(4, 10), screen.Cursor);
        screen.Click(5, 9);
        Assert.Equal(new Point(4, 9), screen.Cursor);
        screen.Type("x", enter: false);
        Assert.Equal("日x本語日本語日本語", screen.Input);
        screen.Click(19, 10);
        screen.Press(Key.Backspace);
        Assert.Equal("日x本語日本語日本", screen.Input);
    }

    [Fact]
    public void Should_know_the_keys_of_emacs()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("one two three", enter: false);
        screen.Press(Key.B.WithAlt);
        screen.Press(Key.K.WithAlt);
        screen.Press(Key.A.WithCtrl);
        screen.Press(Key.Y.WithCtrl);
        Assert.Equal("threeone two ", screen.Input);
        screen.Press(Key.D.WithAlt);
        screen.Press(Key.D7.WithCtrl);
        Assert.Equal("threeone two ", screen.Input);
        screen.Press(Key.E.WithCtrl);
        screen.Press(Key.W.WithCtrl);
        screen.Press(Key.Backspace.WithCtrl);
        screen.Press(Key.T.WithCtrl);
        Assert.Equal("threeoen", screen.Input);
        screen.Press(Key.Backspace.WithAlt);
        screen.Press(Key.D.WithCtrl);
        Assert.Equal("", screen.Input);
        Assert.False(screen.HasLeft);
    }

    [Fact]
    public void Should_search_the_lines_typed_before()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("about cats");
        screen.Type("about dogs");
        screen.Type("/password hunter2");
        screen.Type("draft", enter: false);
        screen.Press(Key.U.WithCtrl);
        screen.Press(Key.R.WithAlt);
        screen.Sees("lines typed before");
        Assert.DoesNotContain(screen.Screen, row => row.Contains("hunter2", StringComparison.Ordinal));
        screen.Type("CAT", enter: false);
        screen.Press(Key.Enter);
        Assert.Equal("about cats", screen.Input);
        screen.Press(Key.R.WithAlt);
        screen.Press(Key.Esc);
        Assert.Equal("about cats", screen.Input);
        Assert.Equal(2, _chat.Requests.Count(request => request.StartsWith("send", StringComparison.Ordinal)));
    }

    [Fact]
    public void Should_keep_drafts_over_a_restart_and_say_which_rooms_have_one()
    {
        var kept = new KeptState();
        TestScreen screen = Open(80, 24, kept);
        screen.Type("日本語\u200b draft", enter: false);
        screen.Press(Key.D2.WithAlt);
        Assert.True(screen.HasDraft("LOBBY"));
        Assert.False(screen.HasDraft("python"));
        screen.Type("another", enter: false);
        screen.Until(() => kept.Get("input.drafts")?.Contains("another", StringComparison.Ordinal) == true, "the draft of the current room");
        screen.Dispose();

        using var next = new TestScreen(80, 24, new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, "")), kept: kept);
        _screen = null;
        Assert.Equal("日本語\u200b draft", next.Input);
        Assert.True(next.HasDraft("python"));
        next.Press(Key.Enter);
        next.Press(Key.D2.WithAlt);
        Assert.Equal("another", next.Input);
        Assert.False(next.HasDraft("lobby"));
    }

    [Fact]
    public void Should_hide_each_character_of_a_secret_and_keep_it_nowhere()
    {
        var kept = new KeptState();
        TestScreen screen = Open(80, 24, kept);
        screen.Type("/register");
        screen.Sees("New password:");
        screen.Paste("pä日👍🏽\nsecond line");
        screen.Sees("New password: ••••");
        screen.Press(Key.W.WithCtrl);
        screen.Press(Key.D7.WithCtrl);
        screen.Press(Key.Y.WithCtrl);
        Assert.Equal("", screen.Input);
        screen.Type("abc", enter: false);
        screen.Press(Key.D2.WithAlt);
        screen.Press(Key.Y.WithCtrl);
        Assert.Equal("", screen.Input);
        Assert.Null(kept.Get("input.drafts"));
    }

    [Fact]
    public void Should_say_how_much_may_still_be_written_and_split_what_is_too_long()
    {
        TestScreen screen = Open(80, 24);
        screen.Paste(string.Concat(Enumerable.Repeat("日", 4500)));
        screen.Until(() => screen.Screen[^2].EndsWith(" 2884 left", StringComparison.Ordinal), "the counter");
        screen.Paste(" " + string.Concat(Enumerable.Repeat("本", 1000)));
        screen.Until(() => screen.Screen[^2].EndsWith(" 117 over", StringComparison.Ordinal), "the counter in red");
        screen.Press(Key.Enter);
        screen.Sees("117 bytes too long");
        Assert.DoesNotContain(_chat.Requests, request => request.StartsWith("send", StringComparison.Ordinal));
        Assert.Equal(5501, screen.Input.Length);
        screen.Press(Key.S);
        screen.Until(() => _chat.Requests.Count(request => request.StartsWith("send", StringComparison.Ordinal)) == 2, "two messages");
        Assert.Equal("send lobby " + string.Concat(Enumerable.Repeat("日", 4500)), _chat.Requests.Find(request => request.StartsWith("send", StringComparison.Ordinal)));
        Assert.Equal("", screen.Input);
    }

    [Fact]
    public void Should_tell_the_others_that_one_types_but_not_with_each_key()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("hello", enter: false);
        Assert.Single(_chat.Requests, "typing lobby");
        screen.Press(Key.U.WithCtrl);
        Assert.Single(_chat.Requests, "typing no more lobby");
        screen.Type("/whois Bob", enter: false);
        Assert.Single(_chat.Requests, "typing lobby");
        screen.Press(Key.U.WithCtrl);
        screen.Settings.Set(InputSettings.Typing, false);
        screen.Type("hello", enter: false);
        Assert.Single(_chat.Requests, "typing lobby");
    }

    [Fact]
    public void Should_say_offline_what_becomes_of_a_message()
    {
        TestScreen screen = Open(80, 24);
        _chat.Connection(new ConnectionState.Offline(_chat.Now, _chat.Now.AddSeconds(30), "The cable is out."));
        screen.Sees("> offline: what you send goes out when the connection is back");
        Assert.Equal(new Point(2, 22), screen.Cursor);
        screen.Type("later", enter: false);
        screen.Sees("> later");
        Assert.EndsWith(" offline", screen.Screen[^2], StringComparison.Ordinal);
        Assert.DoesNotContain(_chat.Requests, request => request.StartsWith("typing", StringComparison.Ordinal));
    }

    private TestScreen Open(int columns, int rows, KeptState? kept = null) => _screen = new TestScreen(columns, rows, _chat, kept: kept);
}
