using Chat.Client.Tui.Popups;
using Chat.Protocol.Frames;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Popups;

[Collection("Screen")]
public sealed class OverlaySpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Fact]
    public void Should_scroll_a_text_over_the_chat_and_leave_the_draft_alone()
    {
        TestScreen screen = Open();
        screen.Type("draft", enter: false);
        screen.Do(() => screen.Presenter.Overlays.Open(Text(screen)));
        Assert.StartsWith(" Numbers", screen.Screen[0], StringComparison.Ordinal);
        Assert.EndsWith("21 %  Esc closes", screen.Screen[0], StringComparison.Ordinal);
        Assert.Equal(" line 0", screen.Screen[1]);
        screen.Press(Key.PageDown);
        Assert.Equal(" line 20", screen.Screen[1]);
        screen.Press(Key.End);
        Assert.Equal(" line 99", screen.Screen[21]);
        screen.Press(Key.X);
        screen.Press(Key.U.WithCtrl);
        Assert.Equal("draft", screen.Input);
        screen.Press(Key.Esc);
        screen.SeesNoMore("line 99");
        screen.Type("ed", enter: false);
        Assert.Equal("drafted", screen.Input);
    }

    [Fact]
    public void Should_stay_over_the_chat_whatever_comes_below_it_and_whatever_size_the_screen_gets()
    {
        TestScreen screen = Open();
        screen.Do(() => screen.Presenter.Overlays.Open(Text(screen)));
        _chat.Says("lobby", "Bob", "under the overlay");
        screen.Until(() => _chat.Requests.Contains("read lobby 1"), "the message to be drawn");
        Assert.DoesNotContain(screen.Screen, row => row.Contains("under", StringComparison.Ordinal));
        foreach ((int columns, int rows) in new[] { (20, 5), (60, 20), (1, 1), (200, 60), (120, 40), (80, 24) })
        {
            screen.Resize(columns, rows);
            Assert.StartsWith(columns == 1 ? "…" : " Numbers", screen.Screen[0], StringComparison.Ordinal);
        }

        Assert.Equal(" line 0", screen.Screen[1]);
        screen.Press(Key.Esc);
        screen.Sees("under the overlay");
    }

    [Fact]
    public void Should_keep_its_letters_where_wide_characters_lie_below()
    {
        TestScreen screen = Open();
        _chat.Says("lobby", "Bob", string.Concat(Enumerable.Repeat("日本語", 40)));
        screen.Sees("日本語");
        string[] text = [.. Enumerable.Repeat("The letters that stand here are all there are, from the left edge to the right one.", 30)];
        screen.Do(() => screen.Presenter.Overlays.Open(new TextOverlay(screen.Presenter.Window.Palette, "Letters", text)));
        string[] shown = screen.Screen[1..21];
        _chat.Says("lobby", "Bob", string.Concat(Enumerable.Repeat("漢字", 40)));
        screen.Until(() => _chat.Requests.Contains("read lobby 2"), "the message to be drawn");

        Assert.Equal(shown, screen.Screen[1..21]);
        Assert.All(shown, row => Assert.Contains(row.Trim(), string.Join(' ', text), StringComparison.Ordinal));
    }

    [Fact]
    public void Should_take_the_letter_of_an_answer_and_nothing_else()
    {
        TestScreen screen = Open();
        string answer = "";
        Choice[] choices = [new('o', "send as one", () => answer = "one"), new('l', "send each line", () => answer = "lines")];
        screen.Do(() => screen.Presenter.Overlays.Open(new Question(screen.Presenter.Window.Palette, "2 lines", choices, () => answer = "none")));
        Assert.Equal(" 2 lines  (Esc: no)", screen.Screen[19]);
        Assert.Equal(" o  send as one", screen.Screen[20]);
        Assert.Equal(" l  send each line", screen.Screen[21]);
        screen.Press(Key.X);
        screen.Press(Key.Enter);
        Assert.Equal("", answer);
        screen.Press(Key.L);
        Assert.Equal("lines", answer);
        screen.SeesNoMore("2 lines");
        screen.Do(() => screen.Presenter.Overlays.Open(new Question(screen.Presenter.Window.Palette, "2 lines", choices, () => answer = "none")));
        screen.Click(3, 20);
        Assert.Equal("one", answer);
        screen.Do(() => screen.Presenter.Overlays.Open(new Question(screen.Presenter.Window.Palette, "2 lines", choices, () => answer = "none")));
        screen.Press(Key.Esc);
        Assert.Equal("none", answer);
    }

    [Fact]
    public void Should_close_when_the_input_line_is_clicked_and_type_there_again()
    {
        TestScreen screen = Open();
        screen.Do(() => screen.Presenter.Overlays.Open(Text(screen)));
        screen.Click(5, 22);
        screen.SeesNoMore("line 0");
        screen.Type("typed", enter: false);
        Assert.Equal("typed", screen.Input);
    }

    private static TextOverlay Text(TestScreen screen) => new(screen.Presenter.Window.Palette, "Numbers", Enumerable.Range(0, 100).Select(number => $"line {number}"));

    private TestScreen Open() => _screen = new TestScreen(80, 24, _chat);
}
