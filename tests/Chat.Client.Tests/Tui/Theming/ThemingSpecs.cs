using Chat.Client.Tests.Text;
using Chat.Client.Tests.Tui.Painting;
using Chat.Client.Tui.Painting;
using Chat.Client.Tui.Painting.Themes;
using Chat.Protocol.Frames;
using Terminal.Gui.Drawing;
using Terminal.Gui.Input;
using Xunit;
using Color = Terminal.Gui.Drawing.Color;

namespace Chat.Client.Tests.Tui.Theming;

[Collection("Screen")]
public sealed class ThemingSpecs : IDisposable
{
    private const int Columns = 80;
    private const int Rows = 24;
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, "Topic"));
    private readonly TestScreen _screen;

    public ThemingSpecs() => _screen = new TestScreen(Columns, Rows, _chat);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void Should_change_the_colours_of_what_stands_there_at_once()
    {
        _chat.Says("lobby", "Bob", "plain words");
        _screen.Sees("plain words");
        (int x, int y) = Find("plain words");
        Assert.Equal(Color.None, _screen.At(x, y).Attribute!.Value.Background);
        _screen.Type("/theme high-contrast");
        _screen.Sees("theme: high-contrast");
        (x, y) = Find("plain words");
        Assert.Equal(new Color(ColorName16.Black), _screen.At(x, y).Attribute!.Value.Background);
        Assert.Equal(new Color(ColorName16.Black), _screen.At(Columns - 1, Rows - 2).Attribute!.Value.Background);
        _screen.Settings.Set(TextSettings.Theme, ThemeName.None);
        _screen.Until(() => _screen.At(x, y).Attribute!.Value.Background == Color.None, "no colours");
        _screen.Type("/theme pink");
        _screen.Sees("usage: /theme [auto, dark, light,");
        _screen.Type("/theme auto");
        _screen.Sees("theme: dark (auto: the default)");
    }

    [Fact]
    public void Should_complete_the_names_of_themes()
    {
        _screen.Type("/theme hi", enter: false);
        _screen.Press(Key.Tab);

        Assert.StartsWith("/theme high-contrast", _screen.Input, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_show_markup_or_the_text_as_it_came_by_key_and_by_setting()
    {
        _chat.Says("lobby", "Bob", "so *very* :smile: \u202e");
        _screen.Sees("so very 😄");
        _screen.Press(Key.V.WithAlt);
        _screen.Sees("so *very* :smile: U+202E");
        _screen.Press(Key.V.WithAlt);
        _screen.Sees("so very 😄");
        _screen.Settings.Set(TextSettings.Markup, false);
        _screen.Sees("so *very* :smile:");
    }

    [Fact]
    public void Should_mark_the_own_name_and_link_addresses()
    {
        _chat.Says("lobby", "Bob", "hey Alice: https://x.org/y");
        _screen.Sees("hey Alice");
        (int x, int y) = Find("Alice: https");
        Assert.Equal(new Palette(colours: true)[Ink.Mention], _screen.At(x, y).Attribute);
        Assert.Equal("https://x.org/y", _screen.LinkAt(x + 7, y));
        _screen.Settings.Set(TextSettings.Links, false);
        _screen.Until(() => _screen.LinkAt(x + 7, y) is null, "no link");
    }

    [Fact]
    public void Should_keep_panes_whole_whatever_rooms_people_topics_and_messages_are_named()
    {
        int number = 0;
        foreach ((string name, string text) in Corpus.All.Where((_, index) => index % 3 == 0))
        {
            _chat.Comes("lobby", $"{number}{text}");
            _chat.Says($"@{number++}{text}", "Bob", "x");
            _chat.Says("lobby", $"{number}{text}", text);
            _screen.Until(() => _screen.Settings is not null, "a turn");
            var terminal = new TerminalModel(Columns, Rows);
            terminal.Write(_screen.Written);
            Assert.True(terminal.Foreign.Count == 0, $"{name}: {string.Join(", ", terminal.Foreign.Take(5))}");
            for (int y = 1; y < Rows - 2; y++)
            {
                Assert.True(terminal.At(19, y) == "│" && terminal.At(Columns - 18, y) == "│", $"{name}: the panes are broken in row {y}.");
            }
        }
    }

    private (int X, int Y) Find(string text)
    {
        int y = Array.FindIndex(_screen.Screen, row => row.Contains(text, StringComparison.Ordinal));
        return (Chat.Client.Tui.Painting.Glyphs.Columns(_screen.Screen[y][.._screen.Screen[y].IndexOf(text, StringComparison.Ordinal)]), y);
    }
}
