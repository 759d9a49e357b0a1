using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Searching;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Searching;

[Collection("Screen")]
public sealed class SearchSpecs : IDisposable
{
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""));
    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Fact]
    public void Should_list_what_was_found_and_lead_into_its_place_and_back()
    {
        _chat.Found = () => new SearchOk([Found(7, "the release notes are out"), Found(3, "no notes yet")]);
        TestScreen screen = Open();
        screen.Type("draft", enter: false);
        screen.Press(Key.U.WithCtrl);
        screen.Type("/search notes from:bob in:python");
        screen.Sees("2 messages, newest first");
        Assert.Contains("search notes in python from bob before  cursor ", _chat.Requests);
        Assert.Equal(" Search: notes from:bob in:python", screen.Screen[0]);
        Assert.Equal(" python  Bob  2026-11-22 10:30", screen.Screen[2]);
        Assert.Equal("   the release notes are out", screen.Screen[3]);
        Assert.Equal("   no notes yet", screen.Screen[5]);
        (string Room, long Seq) shown = default;
        screen.Presenter.ShowMessage = (room, seq) => shown = (room, seq);
        screen.Press(Key.CursorDown);
        screen.Press(Key.Enter);
        Assert.Equal(("python", 3), shown);
        screen.SeesNoMore("no notes yet");
        screen.Press(Key.F4);
        Assert.Equal("   no notes yet", screen.Screen[5]);
        screen.Click(5, 3);
        Assert.Equal(("python", 7), shown);
        Assert.DoesNotContain(_chat.Requests, request => request.StartsWith("read python", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_load_further_pages_when_one_comes_to_the_end()
    {
        int page = 0;
        _chat.Found = () => new SearchOk([.. Enumerable.Range(0, 30).Select(hit => Found(1000 - (page * 30) - hit, $"hit {(page * 30) + hit}"))], ++page < 3 ? $"page{page}" : null);
        TestScreen screen = Open();
        screen.Type("/search hit");
        screen.Sees("30+ messages, newest first");
        for (int press = 0; press < 12; press++)
        {
            screen.Press(Key.PageDown);
        }

        screen.Sees("90 messages, newest first");
        screen.Sees("   hit 89");
        Assert.Equal(["page1", "page2"], _chat.Requests.Where(request => request.Contains("cursor page", StringComparison.Ordinal)).Select(request => request.Split(' ')[^1]));
    }

    [Fact]
    public void Should_say_what_is_wrong_and_search_again_for_another_line()
    {
        TestScreen screen = Open();
        screen.Press(Key.F4);
        screen.Press(Key.Enter);
        screen.Sees("write words to find");
        _chat.Refuse = request => request.StartsWith("search", StringComparison.Ordinal) ? FakeChat.Error(SdkErrorCodes.Timeout, "The server did not answer in time.") : null;
        screen.Type("word");
        screen.Sees("not found out: The server did not answer in time; Enter tries again");
        _chat.Refuse = _ => null;
        screen.Press(Key.Enter);
        screen.Sees("nothing found in your rooms");
        _chat.Found = () => new SearchOk([Found(1, "words")]);
        screen.Type("s");
        screen.Sees("1 message, newest first");
        Assert.Equal(" Search: words", screen.Screen[0]);
        foreach ((int columns, int rows) in new[] { (60, 20), (20, 5), (1, 1), (200, 60), (80, 24) })
        {
            screen.Resize(columns, rows);
        }

        Assert.Equal("   words", screen.Screen[3]);
        screen.Press(Key.Esc);
        screen.SeesNoMore("Search:");
    }

    [Theory]
    [InlineData("See the Release notes", "release", 40, "See the [Release] notes")]
    [InlineData("crème brûlée and crème", "creme", 40, "[crème] brûlée and [crème]")]
    [InlineData("many words stand before the one that was found here", "found", 24, "…hat was [found] here")]
    [InlineData("\u001b[2J hostile", "hostile", 40, "\uFFFD[2J [hostile]")]
    [InlineData("日本語のテキスト", "テキスト", 40, "日本語の[テキスト]")]
    public void Should_show_the_piece_that_was_found(string text, string term, int width, string shown)
    {
        IReadOnlyList<Span> spans = SearchSnippet.Of(text, [term], width, Ink.Normal);

        Assert.Equal(shown, string.Concat(spans.Select(span => span.Look.Marks == Marks.None ? span.Text : $"[{span.Text}]")));
        Assert.True(spans.Sum(span => Glyphs.Columns(span.Text)) <= width);
    }

    private FoundMessage Found(long seq, string text) => new("python", seq, _chat.Now, "Bob", text, $"k{seq}");

    private TestScreen Open()
    {
        _screen = new TestScreen(80, 24, _chat);
        _screen.Until(() => _screen.Screen[0] == " lobby", "the room");
        return _screen;
    }
}
