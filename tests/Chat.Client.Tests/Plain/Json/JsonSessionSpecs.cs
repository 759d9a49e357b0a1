using System.Text.Json;
using Chat.Client.Connecting;
using Chat.Client.Plain;
using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Xunit;

namespace Chat.Client.Tests.Plain.Json;

public sealed class JsonSessionSpecs : IDisposable
{
    private static readonly RoomSummary LobbyRoom = new("lobby", 0, 0, 0, "");
    // The server's event and the answer may come in either order.
    private const string Joined = """{"type":"joined","room":"python","user":"Alice","status":"online","role":"owner","at":"2026-11-22T10:30:15.000Z"}""";
    private readonly TypedLines _typed = new();

    public void Dispose() => _typed.Dispose();

    [Fact]
    public async Task Should_read_exactly_like_the_documented_session()
    {
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) };
        Task<int> run = StartAsync(host);
        await host.SeesAsync("\"connected\"");
        host.Chat.Connection(new ConnectionState.Live());
        await host.SeesAsync("\"live\"");
        _typed.Type("Hello");
        await host.SeesAsync("\"own\":true");
        host.Chat.Says("lobby", "Bob", "Hi!", key: "k2");
        await host.SeesAsync("Hi!");
        _typed.Type("/join python");
        await host.SeesAsync("\"current\"");
        _typed.Type("/topic");
        await host.SeesAsync("has no topic");
        _typed.Type("/jion");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Equal(
            [
                """{"type":"connected","at":"2026-11-22T10:30:15.000Z","server":"localhost:12345","user":"Alice","guest":true,"room":"lobby","rooms":["lobby"]}""",
                """{"type":"connection","at":"2026-11-22T10:30:15.000Z","state":"live"}""",
                """{"type":"connection","at":"2026-11-22T10:30:15.000Z","state":"live"}""",
                """{"type":"send","state":"sending","key":"own1","room":"lobby","text":"Hello"}""",
                """{"type":"send","state":"acknowledged","key":"own1","room":"lobby"}""",
                """{"type":"message","room":"lobby","seq":1,"at":"2026-11-22T10:30:15.000Z","from":"Alice","text":"Hello","key":"own1","own":true}""",
                """{"type":"message","room":"lobby","seq":2,"at":"2026-11-22T10:30:15.000Z","from":"Bob","text":"Hi!","key":"k2"}""",
                """{"type":"answer","command":"join","room":"python"}""",
                """{"type":"current","room":"python"}""",
                """{"type":"answer","command":"topic","text":"python has no topic","data":{"room":"python","topic":""}}""",
                """{"type":"refused","message":"unknown command /jion; did you mean /join?"}""",
                """{"type":"answer","command":"quit"}""",
            ],
            host.Lines.Where(line => line != Joined));
        Assert.Contains(Joined, host.Lines);
    }

    [Fact]
    public async Task Should_pass_hostile_text_on_unchanged_and_in_ascii_on_one_line()
    {
        const string Hostile = "a\u001b]0;x\a\n\u0085\u202e\u200b日👍\"";
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) };
        Task<int> run = StartAsync(host);
        await host.SeesAsync("\"connected\"");
        host.Chat.Says("lobby", "Mallory", Hostile);
        await host.SeesAsync("Mallory");
        _typed.Type("/quit");
        await run;

        string line = Assert.Single(host.Lines, line => line.Contains("Mallory", StringComparison.Ordinal));
        Assert.DoesNotContain(line, c => c is < ' ' or > '~');
        using var parsed = JsonDocument.Parse(line);
        Assert.Equal(Hostile, parsed.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task Should_tell_why_a_message_failed_and_that_the_connection_is_lost()
    {
        var host = new FakeHost(_typed)
        {
            Chat = new FakeChat("Alice", LobbyRoom) { Refuse = request => request.StartsWith("send", StringComparison.Ordinal) ? FakeChat.Error(ErrorCodes.TooLarge, "Too long.") : null },
        };
        Task<int> run = StartAsync(host);
        host.Chat.Connection(new ConnectionState.Offline(host.Chat.Now, host.Chat.Now.AddSeconds(2), "No route."));
        _typed.Type("long");
        await host.SeesAsync("\"failed\"");
        _typed.Type("/quit");
        await run;

        Assert.Contains(
            """{"type":"connection","at":"2026-11-22T10:30:15.000Z","state":"offline","since":"2026-11-22T10:30:15.000Z","retryAt":"2026-11-22T10:30:17.000Z","message":"No route."}""",
            host.Lines);
        Assert.Contains("""{"type":"send","state":"failed","key":"own1","room":"lobby"}""", host.Lines);
        Assert.DoesNotContain(host.Lines, line => line.Contains("\"refused\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_say_what_the_next_line_answers()
    {
        var host = new FakeHost(_typed) { Chat = new FakeChat("Alice", LobbyRoom) };
        Task<int> run = StartAsync(host);
        _typed.Type("/register");
        await host.SeesAsync("""{"type":"question","text":"New password"}""");
        _typed.Type("correct horse");
        await host.SeesAsync("""{"type":"question","text":"The same again"}""");
        _typed.Type("correct horse");
        await host.SeesAsync("\"register\"");
        _typed.Type("/quit");

        Assert.Equal(ExitCodes.Done, await run);
        Assert.Contains("register correct horse", host.Chat.Requests);
    }

    private static async Task<int> StartAsync(FakeHost host)
    {
        var launch = new Launch(new Uri("chat://localhost:12345"), "Alice", KeepToken: false);
        await using ChatSession session = await ChatSession.OpenAsync(host.Host, launch, PlainSession.MessagesPerRoom, ChatUse.Lines, CancellationToken.None);
        using var plain = new PlainSession(host.Host, session, PlainStyle.Json);
        return await plain.RunAsync(CancellationToken.None);
    }
}
