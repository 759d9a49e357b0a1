using Chat.Client.Tui.Editing;
using Chat.Protocol.Frames;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

[Collection("Screen")]
public sealed class CompletionScreenSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, "All about Python"));
    private readonly TestScreen _screen;

    public CompletionScreenSpecs()
    {
        foreach (string user in new[] { "Bob", "Bert", "日本太郎" })
        {
            _chat.Comes("lobby", user);
        }

        _screen = new TestScreen(80, 24, _chat);
        _screen.Sees("日本太郎");
    }

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Should_show_commands_with_their_help_while_one_types()
    {
        _screen.Type("/who", enter: false);
        Assert.Contains(" /whois <user>  Tells who a user is.", _screen.Screen[21], StringComparison.Ordinal);
        _screen.Press(Key.Tab);
        Assert.Equal("/whois ", _screen.Input);
        _screen.Sees("/whois <user>  Tells who a user is.");
        Assert.Contains(" 日本太郎", string.Concat(_screen.Screen[18..22]), StringComparison.Ordinal);
        _screen.Type("Bob");
        _screen.Until(() => _chat.Requests.Contains("whois Bob"), "the request");
    }

    [Fact]
    public void Should_send_with_enter_where_nothing_was_chosen()
    {
        _screen.Type("mail me @");
        _screen.Until(() => _chat.Requests.Contains("send lobby mail me @"), "the message");
    }

    [Fact]
    public void Should_go_through_the_list_and_keep_the_choice_with_enter()
    {
        _screen.Type("hi @b", enter: false);
        _screen.Press(Key.CursorUp);
        Assert.Equal("hi @Bob ", _screen.Input);
        _screen.Press(Key.CursorUp);
        Assert.Equal("hi @Bert ", _screen.Input);
        _screen.Press(Key.Tab);
        _screen.Press(Key.Tab.WithShift);
        _screen.Press(Key.Enter);
        Assert.Equal("hi @Bert ", _screen.Input);
        Assert.DoesNotContain(_chat.Requests, request => request.StartsWith("send", StringComparison.Ordinal));
        _screen.Press(Key.Enter);
        _screen.Until(() => _chat.Requests.Contains("send lobby hi @Bert "), "the message");
    }

    [Fact]
    public void Should_give_the_choice_back_with_escape_and_stay_closed_until_more_is_typed()
    {
        _screen.Type("hi @b", enter: false);
        _screen.Press(Key.Tab);
        _screen.Press(Key.Esc);
        Assert.Equal("hi @b", _screen.Input);
        Assert.Equal(22, Array.FindIndex(_screen.Screen, row => row.Contains("hi @b", StringComparison.Ordinal)));
        Assert.DoesNotContain("@Bert", string.Concat(_screen.Screen), StringComparison.Ordinal);
        _screen.Type("e", enter: false);
        _screen.Sees(" @Bert");
    }

    [Fact]
    public void Should_take_a_click()
    {
        _screen.Type("日本 @", enter: false);
        int row = Array.FindIndex(_screen.Screen, line => line.Contains(" @日本太郎", StringComparison.Ordinal));
        _screen.Click(9, row);
        Assert.Equal("日本 @日本太郎 ", _screen.Input);
        _screen.SeesNoMore("@Bert");
    }

    [Fact]
    public void Should_leave_it_to_the_key_where_one_wants_that()
    {
        _screen.Settings.Set(InputSettings.Completion, false);
        _screen.Type("hi @b", enter: false);
        Assert.DoesNotContain("@Bert", string.Concat(_screen.Screen), StringComparison.Ordinal);
        _screen.Press(Key.Tab);
        Assert.Equal("hi @Bert ", _screen.Input);
        _screen.Sees(" @Bob");
    }
}
