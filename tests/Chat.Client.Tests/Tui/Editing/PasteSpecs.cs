using Chat.Protocol.Frames;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Editing;

[Collection("Screen")]
public sealed class PasteSpecs : IDisposable
{
    private const string Lines = "一行目\r\n\tsecond\r/quit\n\n";
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""));
    private readonly TestScreen _screen;

    public PasteSpecs() => _screen = new TestScreen(80, 24, _chat);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Should_just_take_a_single_line()
    {
        _screen.Paste(string.Concat(Enumerable.Repeat("日本語", 100)) + "\u001b[2J\n");
        Assert.Equal(string.Concat(Enumerable.Repeat("日本語", 100)) + "[2J", _screen.Input);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData('s', "see 一行目\n\tsecond\n/quit")]
    [InlineData('b', "see \n```\n一行目\n\tsecond\n/quit\n```")]
    [InlineData('l', "see 一行目|\tsecond|/quit")]
    public void Should_ask_what_to_do_with_several_lines(char answer, string sent)
    {
        _screen.Type("see ", enter: false);
        _screen.Paste(Lines);
        _screen.Sees("Paste of 3 lines, 23 bytes");
        _screen.Sees(" l  send the lines as 3 messages");
        Assert.Empty(Sent);
        _screen.Press(new Key(answer));
        _screen.Until(() => Sent.Length == sent.Split('|').Length, "the messages");
        Assert.Equal(sent.Split('|'), Sent);
        Assert.Equal("", _screen.Input);
        Assert.False(_screen.HasLeft);
        _screen.SeesNoMore("Paste of");
    }

    [Fact]
    public void Should_let_it_be_edited_or_dropped()
    {
        _screen.Type("a", enter: false);
        _screen.Paste(Lines);
        _screen.Type("xyz", enter: false);
        _screen.Press(Key.Esc);
        Assert.Equal("a", _screen.Input);
        _screen.Paste(Lines);
        _screen.Press(Key.E);
        Assert.Equal("a一行目\n\tsecond\n/quit", _screen.Input);
        Assert.Empty(Sent);
    }

    [Fact]
    public void Should_choose_by_a_click()
    {
        _screen.Paste("one\ntwo");
        _screen.Sees(" s  send as one message");
        int row = Array.FindIndex(_screen.Screen, line => line.Contains(" s  send as one", StringComparison.Ordinal));
        _screen.Click(5, row);
        _screen.Until(() => Sent.Length == 1, "the message");
        Assert.Equal("one\ntwo", Sent[0]);
    }

    [Fact]
    public void Should_say_before_anything_is_sent_that_it_is_too_long_for_one_message()
    {
        _screen.Paste(string.Concat(Enumerable.Repeat(new string('x', 999) + "\n", 20)));
        _screen.Sees("Paste of 20 lines, 19999 bytes, 3615 bytes too long for one message");
        _screen.Sees(" l  send the lines as 20 messages: that is a lot");
        _screen.Press(Key.S);
        _screen.Until(() => Sent.Length == 2, "two messages");
        Assert.All(Sent, text => Assert.EndsWith("x", text, StringComparison.Ordinal));
        Assert.Equal(20 * 999, Sent.Sum(text => text.Count(c => c == 'x')));
    }

    [Fact]
    public void Should_go_to_the_person_a_command_names()
    {
        _screen.Type("/msg Bob ", enter: false);
        _screen.Paste("one\n/two");
        _screen.SeesNoMore(" l ");
        _screen.Press(Key.S);
        _screen.Until(() => _chat.Requests.Contains("send @Bob one\n/two"), "the message");
    }

    [Fact]
    public void Should_refuse_what_does_not_fit_at_all()
    {
        _screen.Paste(new string('x', 70000));
        _screen.Sees("not pasted: 70000 characters");
        Assert.Equal("", _screen.Input);
    }

    private string[] Sent => [.. _chat.Requests.Where(request => request.StartsWith("send lobby ", StringComparison.Ordinal)).Select(request => request["send lobby ".Length..])];
}
