using Chat.Client.Connecting;
using Chat.Client.Plain;
using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Xunit;

namespace Chat.Client.Tests.Plain;

public sealed class PlainSessionSpecs : IDisposable
{
    private static readonly RoomSummary LobbyRoom = new("lobby", 0, 0, 0, "");
    private readonly TypedLines _typed = new();

    public void Dispose() => _typed.Dispose();

    [Fact]
    public async Task Should_read_exactly_like_the_documented_session()
    {
        var chat = new FakeChat();
        var host = new FakeHost(_typed) { Chat = chat };
        Task<int> run = StartAsync(host);
        await host.SeesAsync("*** Alice joined lobby ***");
        At(chat, 20);
        _typed.Type("Hello everyone!");
        await host.SeesAsync("Alice: Hello everyone!");
        At(chat, 22);
        chat.Says("lobby", "Bob", "Hi Alice!");
        await host.SeesAsync("Bob: Hi Alice!");
        _typed.Type("/join python");
        await host.SeesAsync("Joined room: python");
        At(chat, 25);
        chat.Comes("python", "Bob");
        await host.SeesAsync("Bob joined python");
        _typed.Type("/msg Bob How are you?");
        await host.SeesAsync("Private message sent");
        At(chat, 26);
        chat.Says("@Bob", "Bob", "I'm good, thanks!");
        await host.SeesAsync("I'm good");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Equal(
            [
                "Connected to localhost:12345. Welcome to the chat, Alice!",
                "[10:30:15] *** Alice joined lobby ***",
                "[10:30:20] Alice: Hello everyone!",
                "[10:30:22] Bob: Hi Alice!",
                "*** Joined room: python ***",
                "[10:30:25] *** Bob joined python ***",
                "*** Private message sent to Bob ***",
                "[10:30:26] [PRIVATE] Bob: I'm good, thanks!",
            ],
            host.Lines);
        Assert.True(chat.Quitted);
    }

    [Fact]
    public async Task Should_say_a_new_guests_first_room_when_the_server_was_quicker_than_the_client()
    {
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) };
        _typed.End();

        Assert.Equal(ExitCodes.Done, await StartAsync(host));
        Assert.Equal("[10:30:15] *** Alice joined lobby ***", host.Lines[1]);
        Assert.DoesNotContain("join lobby", host.Chat.Requests);
    }

    [Fact]
    public async Task Should_wait_for_acknowledgements_at_the_inputs_end()
    {
        var acknowledging = new TaskCompletionSource();
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) { Acknowledging = acknowledging.Task } };
        Task<int> run = StartAsync(host);
        _typed.Type("one");
        _typed.Type("two");
        _typed.Type("/whois Bob");
        _typed.End();
        await host.SeesAsync("Bob: guest");

        Assert.False(run.IsCompleted);
        acknowledging.SetResult();
        Assert.Equal(ExitCodes.Done, await run);
        Assert.Contains(host.Lines, line => line.EndsWith("Alice: two", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_end_with_the_refusals_code_when_piped_text_was_refused()
    {
        var host = new FakeHost(_typed)
        {
            Chat = new FakeChat("Alice", LobbyRoom) { Refuse = request => request.StartsWith("send", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.TooLarge, "The text is too long.") : null },
        };
        _typed.Type("long");
        _typed.End();

        Assert.Equal(ExitCodes.Refused, await StartAsync(host));
        Assert.Contains("*** Not sent to lobby: The text is too long. ***", host.Lines);
    }

    [Theory]
    [InlineData("/join secret")]
    [InlineData("/jion lobby")]
    [InlineData("/ban bob 3x spam")]
    public async Task Should_end_with_the_refusals_code_when_a_piped_command_was_refused(string line)
    {
        var host = new FakeHost(_typed)
        {
            Chat = new FakeChat("Alice", LobbyRoom) { Refuse = request => request == "join secret" ? FakeChat.Error(ErrorCodes.NoSuchRoom, "There is no such room.") : null },
        };
        _typed.Type(line);
        _typed.End();

        Assert.Equal(ExitCodes.Refused, await StartAsync(host));
    }

    [Fact]
    public async Task Should_go_on_after_refusals_and_mistakes()
    {
        var host = new FakeHost(_typed)
        {
            Chat = new FakeChat("Alice", LobbyRoom) { Refuse = request => request == "join secret" ? FakeChat.Error(ErrorCodes.NoSuchRoom, "There is no such room.") : null },
        };
        Task<int> run = StartAsync(host);
        _typed.Type("/join secret");
        _typed.Type("/jion x");
        _typed.Type("/join");
        _typed.Type(new string('x', ProtocolLimits.MaxClientFrameBytes + 1)[..2000]);
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Contains("*** There is no such room. ***", host.Lines);
        Assert.Contains("*** unknown command /jion; did you mean /join? ***", host.Lines);
        Assert.Contains("*** usage: /join <room> (for example /join python) ***", host.Lines);
    }

    [Fact]
    public async Task Should_end_when_the_connection_ends_for_good()
    {
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) };
        Task<int> run = StartAsync(host);
        host.Chat.Connection(new ConnectionState.Closed(ErrorCodes.Replaced, "Another connection uses this session."));

        Assert.Equal(ExitCodes.Refused, await run);
        Assert.Contains("*** Disconnected: Another connection uses this session. ***", host.Lines);
    }

    [Fact]
    public async Task Should_go_back_to_the_room_before_when_one_is_left()
    {
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) };
        Task<int> run = StartAsync(host);
        _typed.Type("/join python");
        _typed.Type("/leave");
        _typed.Type("back");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Equal(["*** Joined room: python ***", "*** Left room: python ***", "*** Now talking in: lobby ***", "[10:30:15] Alice: back"], host.Lines[2..]);
    }

    private static void At(FakeChat chat, int second) => chat.Now = new DateTimeOffset(2026, 11, 22, 10, 30, second, TimeSpan.Zero);

    private static async Task<int> StartAsync(FakeHost host)
    {
        var launch = new Launch(new Uri("chat://localhost:12345"), "Alice", KeepToken: false);
        await using ChatSession session = await ChatSession.OpenAsync(host.Host, launch, PlainSession.MessagesPerRoom, ChatUse.Lines, CancellationToken.None);
        using var plain = new PlainSession(host.Host, session);
        return await plain.RunAsync(CancellationToken.None);
    }
}
