using Chat.Client.Attention;
using Chat.Protocol.Frames;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Moving;

[Collection("Screen")]
public sealed class MoveSpecs : IDisposable
{
    private readonly FakeChat _chat = new(
        "Alice", new RoomSummary("lobby", 0, 0, 0, ""), new RoomSummary("python", 0, 0, 0, ""), new RoomSummary("java", 0, 0, 0, ""), new RoomSummary("rust", 0, 0, 0, ""));

    private TestScreen? _screen;

    public void Dispose() => _screen?.Dispose();

    [Fact]
    public void Should_go_to_a_room_by_a_few_letters_and_keep_the_draft()
    {
        TestScreen screen = Open();
        screen.Type("a draft", enter: false);
        screen.Press(Key.K.WithCtrl);
        Assert.Equal(" Go to:", Box(screen, 0));
        screen.Type("pth", enter: false);
        Assert.Equal(" Go to: pth", Box(screen, 0));
        Assert.Equal(" python", Box(screen, 1));
        screen.Press(Key.Enter);
        screen.Until(() => screen.Screen[0] == " python", "python");
        Assert.Equal("", screen.Input);
        screen.Press(Key.L.WithAlt);
        Assert.Equal(" lobby", screen.Screen[0]);
        Assert.Equal("a draft", screen.Input);
        screen.Press(Key.L.WithAlt);
        Assert.Equal(" python", screen.Screen[0]);
    }

    [Fact]
    public void Should_offer_the_latest_rooms_first_then_people_and_commands_and_close_by_escape()
    {
        TestScreen screen = Open();
        _chat.Comes("lobby", "Bob");
        screen.Sees("● Bob");
        screen.Press(Key.D4.WithAlt);
        screen.Press(Key.D3.WithAlt);
        screen.Press(Key.K.WithCtrl);
        Assert.Equal([" rust", " lobby", " java"], [Box(screen, 1), Box(screen, 2), Box(screen, 3)]);
        Assert.StartsWith(" @Bob", Box(screen, 5), StringComparison.Ordinal);
        screen.Type("bob", enter: false);
        Assert.StartsWith(" @Bob", Box(screen, 1), StringComparison.Ordinal);
        screen.Press(Key.U.WithCtrl);
        screen.Type("zzz", enter: false);
        Assert.Contains("nothing is called so", Box(screen, 1), StringComparison.Ordinal);
        screen.Press(Key.Enter);
        screen.Press(Key.Esc);
        screen.SeesNoMore("Go to:");
    }

    [Fact]
    public void Should_do_a_command_and_ask_for_the_arguments_it_wants()
    {
        TestScreen screen = Open();
        screen.Press(Key.K.WithCtrl);
        screen.Type("/who", enter: false);
        screen.Press(Key.Enter);
        Assert.Equal(" Go to: /whois", Box(screen, 0));
        screen.Type("Bob");
        screen.Until(() => _chat.Requests.Contains("whois Bob"), "the command");
        Assert.Equal("", screen.Input);
    }

    [Fact]
    public void Should_choose_by_arrows_and_clicks()
    {
        TestScreen screen = Open();
        screen.Press(Key.K.WithCtrl);
        screen.Press(Key.CursorDown);
        screen.Press(Key.Enter);
        screen.Until(() => screen.Screen[0] == " python", "the second");
        screen.Press(Key.K.WithCtrl);
        screen.Click(12, 2);
        screen.Until(() => screen.Screen[0] == " lobby", "the first, by a click");
        screen.Press(Key.K.WithCtrl);
        screen.Click(2, 15);
        screen.SeesNoMore("Go to:");
        Assert.Equal(" lobby", screen.Screen[0]);
    }

    [Fact]
    public void Should_go_where_something_is_new_and_pass_muted_rooms_by()
    {
        TestScreen screen = Open();
        screen.Presenter.Attention = new Wanted();
        _chat.Says("python", "Bob", "news");
        _chat.Says("java", "Bob", "muted");
        _chat.Says("rust", "Bob", "Alice!");
        screen.Until(() => screen.Presenter.State.Rooms["rust"].Unread == 1, "the messages");
        screen.Press(Key.N.WithAlt);
        Assert.Equal(" python", screen.Screen[0]);
        screen.Press(Key.P.WithAlt);
        Assert.Equal(" rust", screen.Screen[0]);
        screen.Press(Key.D1.WithAlt);
        screen.Press(Key.A.WithAlt);
        Assert.Equal(" rust", screen.Screen[0]);
    }

    [Fact]
    public void Should_stay_usable_while_the_screen_changes_its_size()
    {
        TestScreen screen = Open();
        screen.Press(Key.K.WithCtrl);
        foreach ((int columns, int rows) in new[] { (60, 20), (20, 5), (1, 1), (200, 60), (80, 24) })
        {
            screen.Resize(columns, rows);
        }

        screen.Type("rus");
        screen.Until(() => screen.Screen[0] == " rust", "rust");
    }

    private static string Box(TestScreen screen, int row) => screen.Screen[row + 1].PadRight(80)[8..72].TrimEnd();

    private TestScreen Open()
    {
        _screen = new TestScreen(80, 24, _chat);
        _screen.Until(() => _screen.Screen[0] == " lobby", "the room");
        return _screen;
    }

    private sealed class Wanted : IRoomAttention
    {
        public RoomAttention Of(string room) => room switch
        {
            "rust" => new RoomAttention(1, NotifyLevel.All),
            "java" => new RoomAttention(0, NotifyLevel.None),
            _ => default,
        };
    }
}
