using Chat.Client.Tests.Text;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui;

/// <summary>
/// Each place of the screen that shows what others wrote: rooms, people, chat, topic, status, who types, notices, title and notifications, search, switcher, completion, answers,
/// menus, the topic in full. A new such place belongs into this list.
/// </summary>
[Collection("Screen")]
public sealed class ShowingScreenSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Nasty { get; } =
    [
        "\u001b[2J\u001b[31mred\u001b[0m\u001bc",
        "\u001b]0;title\a\u001b]52;c;aGk=\a\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\",
        "\u009b31m\u009d0;x\u009c\u0090q\u0085\u0000\u0008\u007f",
        "a\u202eb\u202dc\u202ad\u2066e\u2067f\u2069g\u200eh\u200f",
        "z\u200b\u2060\ufeff\u00ad\u034f\u180e\u061c\ufff9x\ufffay\ufffbz",
        "h\U000e0041\U000e0020\U000e007f\ufe0f\ufe0e\U000e0100i",
        "e\u0301\u0302\u0303\u0304\u0305\u0306\u0307\u0308\u0309\u030a\u030b\u030c\u030d\u030e\u20dd\u0489",
        "\u3164\u115f\u1160\uffa0\u2800x",
        "one\u2028two\u2029three\rfour\nfive\vsix\fseven",
        "\ufdd0\ufffe\uffff\U0001fffe\U0010ffff\ue000\U000f0000\u0378",
        "👨\u200d👩\u200d👧 👍🏽 🇩🇪 🇫 ❤\ufe0f ﷽ नमस्ते שלום سلام 한글 \u1112\u1161\u11ab",
        "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
    ];

    [Theory]
    [MemberData(nameof(Nasty))]
    public void Should_show_nothing_harmful(string nasty)
    {
        var chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, nasty), new RoomSummary(nasty, 0, 0, 0, nasty), new RoomSummary($"@{nasty}", 0, 0, 0, ""))
        {
            Rooms = () => new RoomsOk([new RoomEntry(nasty, 1, nasty)]),
            Found = () => new SearchOk([new FoundMessage(nasty, 1, At, nasty, $"a snake {nasty}", "k")]),
            Sessions = new SessionsOk([new SessionEntry("s", nasty, At, At, At, Current: false, Online: true)]),
        };
        using var screen = new TestScreen(100, 30, chat);
        chat.Members("lobby", [new UserEntry("Alice", UserStatus.Online, RoomRole.Owner), new UserEntry(nasty, UserStatus.Away, nasty, nasty), new UserEntry($"{nasty}2", nasty, RoomRole.Member)]);
        screen.Press(Key.D1.WithAlt);
        chat.Says("lobby", nasty, $"said {nasty}");
        chat.Says("lobby", nasty, $"Alice: {nasty}", MessageKind.Action);
        chat.Says(nasty, nasty, $"Alice: {nasty}");
        chat.Says($"@{nasty}", nasty, nasty);
        chat.Event(new TopicEvent("lobby", nasty, nasty, At));
        chat.Event(new NoticeEvent(nasty));
        chat.Event(new TypingEvent("lobby", nasty, true));
        chat.Event(new LeftEvent("lobby", $"{nasty}2", nasty, At));
        chat.Renames(nasty, $"{nasty}3", "lobby");
        screen.Pass(TimeSpan.FromSeconds(7));
        Look("talk");

        screen.Press(Key.D2.WithAlt);
        Look("a room with such a name");
        screen.Press(Key.D1.WithAlt);
        foreach (string command in (string[])["/rooms", "/users", "/topic", "/sessions", "/whois Bob", "/history"])
        {
            screen.Type(command);
            Look(command);
        }

        screen.Type("/search snake");
        screen.Pass(TimeSpan.FromSeconds(1));
        Look("search");
        screen.Press(Key.Esc);
        screen.Press(Key.K.WithCtrl);
        Look("switcher");
        screen.Press(Key.Esc);
        screen.Type("/msg ", enter: false);
        screen.Press(Key.Tab);
        Look("completion");
        screen.Press(Key.Esc);
        screen.Paste(nasty);
        Look("what was pasted");
        chat.Connection(new ConnectionState.Offline(At, At, nasty));
        Look("offline");

        void Look(string place)
        {
            for (int y = 0; y < 30; y++)
            {
                for (int x = 0; x < 100; x++)
                {
                    Harmless.Check($"{place} at {x},{y}", nasty, screen.At(x, y).Grapheme);
                }
            }

            Harmless.CheckSignals(place, nasty, screen.Signals.ToString());
        }
    }
}
