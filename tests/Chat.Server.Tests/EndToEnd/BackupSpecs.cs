using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Chat.Server.Commands;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Backup, restore and export as operators run them, beside a node with clients.</summary>
public sealed class BackupSpecs : IDisposable
{
    private const string Strange = "one\ntwo \u001b[31m \"three\" 日本語 \u202e";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("akkachat-");
    private readonly string _data;
    private readonly string _other;
    private readonly string _backup;

    public BackupSpecs()
    {
        _data = Path.Combine(_root.FullName, "data");
        _other = Path.Combine(_root.FullName, "other");
        _backup = Path.Combine(_root.FullName, "chat.backup");
    }

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public async Task Should_have_in_a_backup_all_that_was_acknowledged_before_it_began()
    {
        using ProductProcess node = Serve(_data, "--config", Path.Combine(AppContext.BaseDirectory, "hocon", "bench.conf"));
        IPEndPoint endpoint = await ListeningAsync(node);
        var acknowledged = new ConcurrentQueue<(string Room, long Seq, string Text)>();
        using var stop = new CancellationTokenSource();
        Task[] talking = [.. new[] { "alice", "bob", "carol" }.Select((name, n) => TalkAsync(endpoint, name, n == 0 ? "python" : "lobby", acknowledged, stop.Token))];
        while (acknowledged.Count < 300)
        {
            Task first = await Task.WhenAny(talking.Append(Task.Delay(20)));
            await first;
        }

        (string Room, long Seq, string Text)[] before = [.. acknowledged];
        (string line, _) = await RunAsync(ExitCodes.Ok, "backup", _backup, "--data", _data);
        await stop.CancelAsync();
        await Task.WhenAll(talking);

        Assert.StartsWith($"Backed up to {_backup} and checked: ", line, StringComparison.Ordinal);
        Assert.Contains("in use by a running node", (await RunAsync(ExitCodes.Failed, "restore", _backup, "--data", _data)).Error, StringComparison.Ordinal);
        node.Terminate();
        await node.ExitAsync();

        Assert.StartsWith($"Restored into {_other}: ", (await RunAsync(ExitCodes.Ok, "restore", _backup, "--data", _other)).Output, StringComparison.Ordinal);
        using ProductProcess restored = Serve(_other);
        using WireClient reader = await WireClient.ConnectAsync(await ListeningAsync(restored));
        await reader.EnterAsync("reader");
        await reader.OkAsync("join", ("room", "python"));
        foreach (string room in (string[])["lobby", "python"])
        {
            IReadOnlyList<WireFrame> log = await LogAsync(reader, room);
            Assert.Equal(Enumerable.Range(1, log.Count).Select(s => (long)s), log.Select(m => m.Seq));
            Assert.All(before.Where(m => m.Room == room), m => Assert.Equal(m.Text, log[(int)m.Seq - 1].Text("text")));
            Assert.Equal(log.Count + 1, (await reader.SayAsync(room, "and on it goes")).Seq);
        }
    }

    [Fact]
    public async Task Should_export_a_room_and_a_user_while_the_node_runs()
    {
        using ProductProcess node = Serve(_data);
        IPEndPoint endpoint = await ListeningAsync(node);
        using WireClient alice = await WireClient.ConnectAsync(endpoint);
        using WireClient bob = await WireClient.ConnectAsync(endpoint);
        await alice.EnterAsync("Alice");
        await bob.EnterAsync("bob");
        await alice.SayAsync("lobby", Strange);
        await bob.SayAsync("lobby", "bob's own");
        await alice.OkAsync("send", ("room", "@bob"), ("text", "waves"), ("key", "k"), ("kind", "action"));
        await bob.SayAsync("@Alice", "a secret of bob's");
        await alice.OkAsync("read", ("room", "lobby"), ("seq", 1));
        string file = Path.Combine(_root.FullName, "alice.jsonl");

        (string room, string told) = await RunAsync(ExitCodes.Ok, "export", "--room", "LOBBY", "--data", _data);
        (_, string summary) = await RunAsync(ExitCodes.Ok, "export", "--user", "alice", "--output", file, "--data", _data);

        JsonElement[] lines = Parse(room);
        Assert.Equal(["export", "room", "message", "message"], lines.Select(TypeOf));
        Assert.Equal((1, "room", "lobby", 2), (lines[0].GetProperty("format").GetInt32(), lines[0].GetProperty("of").GetString(), lines[0].GetProperty("name").GetString(), lines[0].GetProperty("messages").GetInt32()));
        Assert.Equal("AkkaChat", lines[0].GetProperty("server").GetProperty("name").GetString());
        Assert.Equal([(1, "Alice", Strange), (2, "bob", "bob's own")], lines[2..].Select(l => (l.GetProperty("seq").GetInt32(), l.GetProperty("from").GetString(), l.GetProperty("text").GetString())));
        Assert.Equal("Exported 2 messages of room LOBBY.", told);

        JsonElement[] own = Parse(await File.ReadAllTextAsync(file));
        Assert.Equal(["export", "user", "room", "room", "message", "message"], own.Select(TypeOf));
        Assert.Equal([("@bob", 0), ("lobby", 1)], own[2..4].Select(l => (l.GetProperty("room").GetString(), l.GetProperty("read").GetInt32())));
        Assert.Equal([("@bob", "action"), ("lobby", null)], own[4..].Select(l => (l.GetProperty("room").GetString(), l.TryGetProperty("kind", out JsonElement kind) ? kind.GetString() : null)));
        Assert.All(own[4..], l => Assert.Equal("Alice", l.GetProperty("from").GetString()));
        Assert.StartsWith($"Exported 2 messages of user alice to {file}, ", summary, StringComparison.Ordinal);

        Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        string before = await File.ReadAllTextAsync(file);
        Assert.Equal($"{file} is there already; --force replaces it.", (await RunAsync(ExitCodes.Failed, "export", "--user", "bob", "--output", file, "--data", _data)).Error);
        Assert.Equal(before, await File.ReadAllTextAsync(file));
        await RunAsync(ExitCodes.Ok, "export", "--user", "bob", "--output", file, "--force", "--data", _data);
        Assert.Contains("a secret of bob's", await File.ReadAllTextAsync(file), StringComparison.Ordinal);
        Assert.Equal(["alice.jsonl"], Directory.GetFiles(_root.FullName).Select(Path.GetFileName));
    }

    private static JsonElement[] Parse(string lines) => [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string? TypeOf(JsonElement line) => line.GetProperty("type").GetString();

    private static ProductProcess Serve(string data, params string[] more) => ProductProcess.Start(
        "Chat.Server", ["serve", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", data, .. more]);

    private static async Task<IPEndPoint> ListeningAsync(ProductProcess node) => IPEndPoint.Parse((await node.LineAsync(@"chat://(\S+)$")).Groups[1].Value);

    private static async Task<(string Output, string Error)> RunAsync(int code, params string[] arguments)
    {
        using ProductProcess command = ProductProcess.Start("Chat.Server", arguments);
        await command.ExitAsync();
        string error = string.Join('\n', command.ErrorLines);
        Assert.True(code == command.ExitCode, $"{arguments[0]} ended with {command.ExitCode}: {error}");
        return (string.Join('\n', command.OutputLines), error);
    }

    private static async Task TalkAsync(
        IPEndPoint endpoint, string name, string room, ConcurrentQueue<(string Room, long Seq, string Text)> acknowledged, CancellationToken stop)
    {
        using WireClient client = await WireClient.ConnectAsync(endpoint);
        await client.HelloAsync(name);
        await client.OkAsync("join", ("room", room));
        for (int n = 1; !stop.IsCancellationRequested; n++)
        {
            string text = $"{name} {n} {new string('x', 300)}";
            acknowledged.Enqueue((room, (await client.SayAsync(room, text)).Seq, text));
        }
    }

    private static async Task<IReadOnlyList<WireFrame>> LogAsync(WireClient client, string room)
    {
        var log = new List<WireFrame>();
        WireFrame page;
        do
        {
            page = await client.OkAsync("history", ("room", room), ("after", log.Count), ("limit", 200));
            log.AddRange(page.List("messages"));
        }
        while (!page.Flag("end"));
        return log;
    }
}
