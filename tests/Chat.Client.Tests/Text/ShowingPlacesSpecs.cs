using System.Text;
using Chat.Client.Attention;
using Chat.Client.Commands;
using Chat.Client.Plain;
using Chat.Client.Plain.Json;
using Chat.Client.Text;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Client.Tests.Text;

/// <summary>
/// Each place that shows lines of what others wrote, given every string of the corpus in every part of it. A new such place belongs into this list.
/// The screen has a list of its own, <see cref="Tui.ShowingScreenSpecs"/>.
/// </summary>
public sealed class ShowingPlacesSpecs
{
    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, Func<string, IEnumerable<string>>> Events = new()
    {
        ["message"] = x => Plain(x, new MessageEvent("lobby", 1, At, x, x, "k")),
        ["action"] = x => Plain(x, new MessageEvent("lobby", 1, At, x, x, "k", MessageKind.Action)),
        ["message of a kind of the future"] = x => Plain(x, new MessageEvent("lobby", 1, At, x, x, "k", x)),
        ["message in another room"] = x => Plain(x, new MessageEvent(x, 1, At, x, x, "k")),
        ["private message"] = x => Plain(x, new MessageEvent($"@{x}", 1, At, x, x, "k")),
        ["joined"] = x => Plain(x, new JoinedEvent(x, x, x, x, At, x)),
        ["left"] = x => Plain(x, new LeftEvent(x, x, x, At)),
        ["topic"] = x => Plain(x, new TopicEvent(x, x, x, At)),
        ["renamed"] = x => Plain(x, new RenamedEvent(x, $"{x}2", At, "lobby")),
        ["away"] = x => Plain(x, new PresenceEvent(x, UserStatus.Away, x)),
        ["another status"] = x => Plain(x, new PresenceEvent(x, x, x)),
        ["notice"] = x => Plain(x, new NoticeEvent(x)),
        ["gap"] = x => Plain(x, new GapEvent(x, 1, 5000)),
        ["offline"] = x => Plain(x, new ConnectionState.Offline(At, At, x)),
        ["closed"] = x => Plain(x, new ConnectionState.Closed(x, x)),
        ["refusals"] = x => [.. Transcript(x).NotJoined(x, new ChatException("forbidden", x)), .. Transcript(x).NotSent(x, new ChatException("forbidden", x)), .. Transcript(x).Welcome("localhost"), .. Transcript(x).StartedIn(x)],
    };

    private static readonly Dictionary<string, string> Commands = new()
    {
        ["rooms"] = "/rooms",
        ["users"] = "/users",
        ["whois"] = "/whois Bob",
        ["topic"] = "/topic",
        ["history"] = "/history",
        ["search"] = "/search snake",
        ["sessions"] = "/sessions",
        ["refused"] = "/nick Bob",
    };

    public static TheoryData<string> Places { get; } = [.. Events.Keys];

    public static TheoryData<string> CommandPlaces { get; } = [.. Commands.Keys];

    [Theory]
    [MemberData(nameof(Places))]
    public void Should_show_nothing_harmful_in_plain_mode(string place)
    {
        foreach ((_, string nasty) in Corpus.All)
        {
            foreach (string line in Events[place](nasty))
            {
                Harmless.Check(place, nasty, line, hasLines: true);
                Assert.All(line.Split('\n').Skip(1), rest => Assert.StartsWith("    ", rest, StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [MemberData(nameof(CommandPlaces))]
    public async Task Should_show_nothing_harmful_in_answers(string place)
    {
        foreach ((_, string nasty) in Corpus.All)
        {
            CommandOutcome outcome = await new CommandRunner(Server(nasty), new TypedSecrets(), TimeZoneInfo.Utc).RunAsync(CommandParser.Parse(Commands[place]).Command!, "lobby", CancellationToken.None);
            foreach (string line in Transcript(nasty).Tell(CommandParser.Parse(Commands[place]).Command!, outcome))
            {
                Harmless.Check(place, nasty, line, hasLines: true);
            }
        }
    }

    [Fact]
    public void Should_write_nothing_harmful_beside_the_screen()
    {
        foreach ((string name, string nasty) in Corpus.All)
        {
            foreach (NotifyWay way in (NotifyWay[])[NotifyWay.Osc9, NotifyWay.Osc777])
            {
                var written = new StringBuilder();
                var signals = new TerminalSignals();
                signals.Open(text => written.Append(text), new TerminalTraits(HasTitle: true, way, InTmux: false, CanBeTold: true));
                signals.Notify(way, nasty, nasty);
                signals.ShowTitle(nasty);
                signals.Ring();
                signals.Release();
                Harmless.CheckSignals(name, nasty, written.ToString().Replace("\u001b[22;0t", string.Empty, StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Should_write_one_line_of_ascii_for_programs()
    {
        foreach ((string name, string nasty) in Corpus.All)
        {
            string[] lines = [JsonLine.Of("refused", ("message", nasty)), JsonLine.Of(new MessageEvent(nasty.Length > 0 ? WellFormed(nasty) : "x", 1, At, WellFormed(nasty), WellFormed(nasty), "k"))];
            Assert.All(lines, line => Assert.True(Ascii.IsValid(line) && !line.Any(char.IsControl), $"{name}: {line}"));
        }
    }

    [Fact]
    public void Should_copy_and_show_as_it_came_nothing_that_a_terminal_obeys()
    {
        foreach ((string name, string nasty) in Corpus.All)
        {
            Assert.DoesNotContain(RawText.ForClipboard(nasty), c => char.IsControl(c) && c is not ('\n' or '\t'));
            Assert.All(RawText.Pieces(nasty), piece => Harmless.Check(name, nasty, piece.Text, hasLines: true));
        }
    }

    private static FakeChat Server(string nasty) => new("Alice", new RoomSummary("lobby", 0, 0, 0, nasty))
    {
        Rooms = () => new RoomsOk([new RoomEntry(nasty, 1, nasty)]),
        Found = () => new SearchOk([new FoundMessage(nasty, 1, At, nasty, nasty, "k"), new FoundMessage(nasty, 2, At, nasty, nasty, "k", MessageKind.Action)]),
        History = () => new HistoryOk(nasty, [new MessageInfo(1, At, nasty, nasty, "k"), new MessageInfo(2, At, nasty, nasty, "k", nasty)], true, true),
        Sessions = new SessionsOk([new SessionEntry(nasty, nasty, At, At, At, Current: false, Online: true)]),
        Refuse = request => request.StartsWith("nick", StringComparison.Ordinal) ? new ChatException("forbidden", nasty) : null,
    };

    private static PlainTranscript Transcript(string nasty)
    {
        var focus = new RoomFocus();
        focus.Enter("lobby");
        return new PlainTranscript(Server(nasty).State, focus, new FakeTimeProvider(At), new Dictionary<string, long>(), PlainFormat.Colourless);
    }

    private static IEnumerable<string> Plain(string nasty, Event happened)
    {
        FakeChat chat = Server(nasty);
        PlainTranscript transcript = Transcript(nasty);
        chat.Event(new JoinedEvent("lobby", nasty, UserStatus.Online, RoomRole.Member, At));
        transcript.Tell(new ChatUpdate.EventReceived(chat.State, happened));
        chat.Event(happened);
        return transcript.Tell(new ChatUpdate.EventReceived(chat.State, happened));
    }

    private static IEnumerable<string> Plain(string nasty, ConnectionState connection)
    {
        FakeChat chat = Server(nasty);
        PlainTranscript transcript = Transcript(nasty);
        chat.Connection(connection);
        return transcript.Tell(new ChatUpdate.ConnectionChanged(chat.State, connection));
    }

    // What comes over the wire has no halves of characters: the decoder refuses them.
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}
