using System.Diagnostics;
using System.Net;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;
using Xunit.Abstractions;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>The server and the client as their users start them.</summary>
public sealed class ProcessSpecs : IDisposable
{
    private readonly ITestOutputHelper _output;
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");
    private readonly ProductProcess _server;

    public ProcessSpecs(ITestOutputHelper output)
    {
        _output = output;
        _server = ProductProcess.Start("Chat.Server", "serve", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Path.Combine(_directory.FullName, "data"));
    }

    public void Dispose()
    {
        _server.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_say_bye_to_a_thousand_clients_and_exit_with_0_when_told_to_stop()
    {
        IPEndPoint node = await ListeningAsync();
        var clients = new List<WireClient>();
        for (int n = 0; n < 1000; n++)
        {
            clients.Add(await WireClient.ConnectAsync(node));
            await clients[^1].HelloAsync($"user{n}");

            // The thousand hear nothing of each other: it is the goodbye that counts here.
            await clients[^1].OkAsync("leave", ("room", "lobby"));
        }

        long start = Stopwatch.GetTimestamp();
        _server.Terminate();
        IReadOnlyList<WireFrame>[] last = await Task.WhenAll(clients.Select(client => client.ReadToEndAsync()));
        await _server.ExitAsync();
        _output.WriteLine($"1,000 clients said goodbye to, and the process ended, in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s");

        Assert.Equal(0, _server.ExitCode);
        Assert.All(last, frames => Assert.Equal("shutting-down", frames[^1].Code));
        clients.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task Should_replay_a_conversation_between_two_plain_clients()
    {
        IPEndPoint node = await ListeningAsync();
        using ProductProcess alice = Plain(node, "Alice");
        await alice.LineAsync($@"^Connected to {node}\. Welcome to the chat, Alice!$");
        using ProductProcess bob = Plain(node, "Bob");
        await bob.LineAsync(@"Welcome to the chat, Bob!$");
        await alice.LineAsync(@"^\[\d\d:\d\d:\d\d\] \*\*\* Bob joined lobby \*\*\*$");

        await alice.TypeAsync("Hello everyone!");
        await bob.LineAsync(@"^\[\d\d:\d\d:\d\d\] Alice: Hello everyone!$");
        await alice.LineAsync(@"^\[\d\d:\d\d:\d\d\] Alice: Hello everyone!$");
        await bob.TypeAsync("Hi Alice!");
        await alice.LineAsync(@"^\[\d\d:\d\d:\d\d\] Bob: Hi Alice!$");
        await alice.TypeAsync("/join python");
        await alice.LineAsync(@"^\*\*\* Joined room: python \*\*\*$");
        await bob.TypeAsync("/join python");
        await alice.LineAsync(@"^\[\d\d:\d\d:\d\d\] \*\*\* Bob joined python \*\*\*$");
        await alice.TypeAsync("/msg Bob How are you?");
        await alice.LineAsync(@"^\*\*\* Private message sent to Bob \*\*\*$");
        await bob.LineAsync(@"^\[\d\d:\d\d:\d\d\] \[PRIVATE\] Alice: How are you\?$");
        await bob.TypeAsync("/msg Alice I'm good, thanks!");
        await alice.LineAsync(@"^\[\d\d:\d\d:\d\d\] \[PRIVATE\] Bob: I'm good, thanks!$");

        await bob.TypeAsync("/quit");
        await bob.ExitAsync();
        await alice.LineAsync(@"\*\*\* Bob left ");
        await alice.TypeAsync("/quit");
        await alice.ExitAsync();
        _server.Terminate();
        await _server.ExitAsync();
        Assert.Equal((0, 0, 0), (alice.ExitCode, bob.ExitCode, _server.ExitCode));
    }

    [Fact]
    public async Task Should_find_its_messages_and_guests_again_after_it_was_killed()
    {
        WireClient alice = await WireClient.ConnectAsync(await ListeningAsync());
        await alice.EnterAsync("alice");
        await alice.OkAsync("send", ("room", "lobby"), ("text", "durable"), ("key", "k"));
        await _server.KillAsync();
        using ProductProcess again = ProductProcess.Start("Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Path.Combine(_directory.FullName, "data"));

        WireClient back = await WireClient.ConnectAsync(await ListeningAsync(again));
        await back.HelloAsync("alice", alice.Token, new { lobby = 0 });

        Assert.Equal((1, "durable"), await back.EventAsync("message", ("room", "lobby")) is var m ? (m.Seq, m.Text("text")) : default);
        Assert.Equal(1, (await back.OkAsync("send", ("room", "lobby"), ("text", "durable"), ("key", "k"))).Seq);
        again.Terminate();
        await again.ExitAsync();
        Assert.Equal(0, again.ExitCode);
        back.Dispose();
        alice.Dispose();
    }

    [Fact]
    public async Task Should_take_a_killed_client_and_a_killed_server_on_where_they_were()
    {
        IPEndPoint node = await ListeningAsync();
        using WireClient alice = await WireClient.ConnectAsync(node);
        await alice.EnterAsync("alice");
        DirectoryInfo kept = _directory.CreateSubdirectory("kept");
        using var relay = new Relay(node);
        using (ProductProcess bob = Follower())
        {
            await bob.LineAsync("Welcome to the chat, bob!$");
            await alice.EventAsync("joined", ("user", "bob"));
            await SayAsync(alice, 1, 3);

            // No program can print a line and note that it did in one step: what follows the message shows that both are done.
            await alice.OkAsync("topic", ("room", "lobby"), ("topic", "news"));
            await bob.LineAsync("set the topic of lobby: news");
            await bob.KillAsync();
        }

        await SayAsync(alice, 4, 50);
        await _server.KillAsync();
        using ProductProcess again = ProductProcess.Start("Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Path.Combine(_directory.FullName, "data"));
        relay.Target = await ListeningAsync(again);
        using WireClient back = await WireClient.ConnectAsync(relay.Target);
        await back.HelloAsync("alice", alice.Token, new { });
        await SayAsync(back, 50, 60);
        using ProductProcess bobAgain = Follower();
        await bobAgain.LineAsync("Welcome to the chat, bob!$");
        await SayAsync(back, 61, 62);
        await back.OkAsync("send", ("room", "lobby"), ("text", "last"), ("key", "last"));

        var said = new List<string>();
        while (said.Count == 0 || said[^1] != "last")
        {
            said.Add((await bobAgain.LineAsync(@"^\[\d\d:\d\d:\d\d\] alice: (.+)$")).Groups[1].Value);
        }

        Assert.Equal(Enumerable.Range(4, 59).Select(n => $"message {n}").Append("last"), said);
        await bobAgain.KillAsync();

        ProductProcess Follower() => ProductProcess.StartIn(kept, "Chat.Client", "--server", $"chat://{relay.Endpoint}", "--user", "bob", "--plain");

        static async Task SayAsync(WireClient client, int first, int last)
        {
            for (int n = first; n <= last; n++)
            {
                await client.OkAsync("send", ("room", "lobby"), ("text", $"message {n}"), ("key", $"k{n}"));
            }
        }
    }

    [Fact]
    public async Task Should_outlive_the_signal_of_a_file_size_limit()
    {
        const int sigxfsz = 25;
        using WireClient alice = await WireClient.ConnectAsync(await ListeningAsync());
        if (!OperatingSystem.IsWindows())
        {
            _server.Signal(sigxfsz);
        }

        await alice.EnterAsync("alice");
        _server.Terminate();
        await _server.ExitAsync();

        Assert.Equal(0, _server.ExitCode);
    }

    private static ProductProcess Plain(IPEndPoint node, string user) =>
        ProductProcess.Start("Chat.Client", "--server", $"chat://{node}", "--user", user, "--plain", "--no-token");

    private Task<IPEndPoint> ListeningAsync() => ListeningAsync(_server);

    private static async Task<IPEndPoint> ListeningAsync(ProductProcess server) =>
        IPEndPoint.Parse((await server.LineAsync(@"chat://(\S+)$")).Groups[1].Value);
}
