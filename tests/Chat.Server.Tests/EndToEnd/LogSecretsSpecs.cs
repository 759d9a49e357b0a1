using System.Net;
using System.Text;
using System.Text.Json;
using Chat.Server.Commands;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>A node that logs all it can says nothing of what people wrote, nor of what lets them in.</summary>
public sealed class LogSecretsSpecs : IDisposable
{
    /// <summary>In every password, text and broken frame.</summary>
    private const string Planted = "pl4nted";

    private const string Password = $"{Planted} horse battery";
    private const string NewPassword = $"{Planted} staple horse";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");
    private readonly ProductProcess _server;

    public LogSecretsSpecs()
    {
        string file = Path.Combine(_directory.FullName, "own.conf");
        File.WriteAllText(file, "log { level = trace, format = json }\naccounts.policy = invite");
        _server = ProductProcess.Start("Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data, "--config", file);
    }

    private string Data => Path.Combine(_directory.FullName, "data");

    public void Dispose()
    {
        _server.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Should_log_objects_without_secrets_or_texts()
    {
        IPEndPoint node = IPEndPoint.Parse((await _server.LineAsync(@"chat://(\S+)$")).Groups[1].Value);
        string[] invites = [await InviteAsync(), await InviteAsync()];
        using WireClient alice = await RegisterAsync(node, "alice", invites[0]);
        using WireClient bob = await RegisterAsync(node, "bob", invites[1]);
        await TalkAsync(alice, bob);
        string replaced = alice.Token;
        await alice.ErrorAsync("auth-failed", "password", ("old", $"{Planted} wrong"), ("new", NewPassword));
        await alice.OkAsync("password", ("old", Password), ("new", NewPassword));
        await alice.OkAsync("sessions");
        await SayNonsenseAsync(node);
        using WireClient stranger = await WireClient.ConnectAsync(node);
        await stranger.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("password", $"{Planted} guess"));
        await stranger.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("session", $"{Planted}session"));
        await stranger.AskAsync("register", ("user", "mallory"), ("password", $"{Planted} mallory"), ("invite", $"{Planted}invite"));
        await bob.OkAsync("unregister", ("password", Password));
        _server.Terminate();
        await _server.ExitAsync();

        string[] secrets = [Planted, alice.Token, bob.Token, replaced, .. invites];
        string[] log = [.. _server.ErrorLines];
        Assert.All(secrets, secret => Assert.DoesNotContain([.. log, .. _server.OutputLines], line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
        Assert.All(log, AssertEntry);
        Assert.Contains(log, line => line.Contains("Connection {Id} from {Remote} opened", StringComparison.Ordinal));
    }

    private static async Task TalkAsync(WireClient alice, WireClient bob)
    {
        await alice.OkAsync("join", ("room", "python"));
        await bob.OkAsync("join", ("room", "python"));
        await alice.OkAsync("topic", ("room", "python"), ("topic", $"{Planted} topic"));
        await alice.SayAsync("python", $"{Planted} text");
        await alice.SayAsync("@bob", $"{Planted} private");
        await alice.OkAsync("send", ("room", "python"), ("text", $"{Planted} action"), ("key", "a"), ("kind", "action"));
        await alice.ErrorAsync("too-large", "send", ("room", "python"), ("text", Planted + new string('x', 20_000)), ("key", "b"));
        await bob.OkAsync("away", ("text", $"{Planted} lunch"));
        await bob.OkAsync("search", ("text", Planted));
        await bob.OkAsync("history", ("room", "python"));
    }

    /// <summary>Frames that break the contract, each by a client of its own.</summary>
    private static async Task SayNonsenseAsync(IPEndPoint node)
    {
        string[] frames =
        [
            $$"""{"type":"send","id":1,"text":"{{Planted}}""",
            $$"""{"type":"{{Planted}}","id":1}""",
            $$"""{"type":"hello","id":1,"user":"{{Planted}}\u001b[31m"}""",
            $$"""{"type":"hello","id":1,"user":["{{Planted}}"],"password":7}""",
            $"{Planted}\nnot JSON",
        ];
        foreach (string frame in frames)
        {
            using WireClient client = await WireClient.ConnectAsync(node);
            await client.WriteAsync(WireFrame.Prefixed(frame));
            await client.FinishAsync();
            await client.ReadToEndAsync();
        }

        using WireClient browser = await WireClient.ConnectAsync(node);
        await browser.WriteAsync(Encoding.UTF8.GetBytes($"GET /{Planted} HTTP/1.1\r\nCookie: {Planted}\r\n\r\n"));
        await browser.FinishAsync();
        await browser.ReadToEndAsync();
    }

    private static async Task<WireClient> RegisterAsync(IPEndPoint node, string user, string invite)
    {
        WireClient client = await WireClient.ConnectAsync(node);
        await client.OkAsync("register", ("user", user), ("password", Password), ("invite", invite));
        await client.LogInAsync(user, Password);
        return client;
    }

    private async Task<string> InviteAsync()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        Assert.Equal(0, await ChatCommandLine.RunAsync(["user", "invite", "--data", Data], output, error));
        return output.ToString().Trim();
    }

    private static void AssertEntry(string line)
    {
        using JsonDocument entry = JsonDocument.Parse(line);
        Assert.True(DateTimeOffset.TryParse(entry.RootElement.GetProperty("Timestamp").GetString(), out _));
        Assert.All(["LogLevel", "Category", "EventId", "Message", "State"], name => Assert.True(entry.RootElement.TryGetProperty(name, out _), $"no {name} in {line}"));
        Assert.True(entry.RootElement.GetProperty("State").TryGetProperty("{OriginalFormat}", out _), line);
    }
}
