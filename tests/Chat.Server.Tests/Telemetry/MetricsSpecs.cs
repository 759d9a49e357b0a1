using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Telemetry;

/// <summary>What a node tells Prometheus after a conversation, and whether the page, the dashboard and the alarms speak of that.</summary>
public sealed partial class MetricsSpecs(ScrapedNode node) : IClassFixture<ScrapedNode>
{
    private static readonly string Root = FindRoot();

    private static readonly string[] ByPrometheusItself = ["up"];

    [Fact]
    public void Should_count_what_has_happened()
    {
        Exposition before = node.Before;
        Exposition after = node.After;

        Assert.Equal(0, before.Sum("akkachat_messages_posted_total"));
        Assert.Equal(4, after.Sum("akkachat_messages_posted_total"));
        Assert.InRange(after.Sum("akkachat_messages_delivered_total"), 4, 12);
        Assert.Equal(2, after.Sum("akkachat_connections", ("carrier", "tcp")));
        Assert.Equal(1, after.Sum("akkachat_connections", ("carrier", "ws")));
        Assert.Equal(1, after.Sum("akkachat_connections_opened_total", ("carrier", "ws")));
        Assert.Equal(1, after.Sum("akkachat_connections_dropped_total", ("reason", "bad-frame")));
        Assert.Equal(1, after.Sum("akkachat_requests_refused_total", ("error_type", "bad-name")));
        Assert.Equal(1, after.Sum("akkachat_requests_refused_total", ("error_type", "unknown-type")));
        Assert.Equal(1, after.Sum("akkachat_logins_total", ("method", "password"), ("result", "ok")));
        Assert.Equal(1, after.Sum("akkachat_logins_total", ("method", "password"), ("result", "auth-failed")));
        Assert.Equal(2, after.Sum("akkachat_logins_total", ("method", "guest"), ("result", "ok")));
        Assert.Equal(1, after.Sum("akkachat_registrations_total", ("result", "ok")));
        Assert.Equal(2, after.Sum("akkachat_users", ("kind", "guest")));
        Assert.Equal(1, after.Sum("akkachat_users", ("kind", "registered")));
        Assert.Equal(1, after.Sum("akkachat_entities", ("kind", "room")));
        Assert.Equal(3, after.Sum("akkachat_entities", ("kind", "session")));
        Assert.Equal(11, after.Sum("akkachat_frames_received_total"));
        Assert.True(after.Sum("akkachat_frames_sent_total") >= after.Sum("akkachat_messages_delivered_total"));
        Assert.True(after.Sum("akkachat_commit_duration_seconds_count", ("result", "ok")) > before.Sum("akkachat_commit_duration_seconds_count"));
        Assert.True(after.Sum("akkachat_commit_size_sum") >= 4);
        Assert.True(after.Sum("akkachat_fanout_size_count") > 0);
        Assert.Equal(3, after.Sum("akkachat_passwords_duration_seconds_count"));
        Assert.Equal(0, after.Sum("akkachat_passwords_pending"));
        Assert.Equal(0, after.Sum("akkachat_writer_pending"));
        Assert.Equal(0, after.Sum("akkachat_actors_unhandled_total"));
        Assert.True(after.Sum("akkachat_uptime_seconds") > before.Sum("akkachat_uptime_seconds"));
        Assert.True(after.Sum("akkachat_disk_free_bytes") > 0);
        Assert.InRange(after.Sum("akkachat_certificate_expiry_seconds"), 1, 400_000_000);
    }

    [Fact]
    public void Should_tell_of_each_metric_what_it_means()
    {
        Family[] own = [.. node.After.Families.Values.Where(f => f.Name.StartsWith("akkachat_", StringComparison.Ordinal))];

        Assert.True(own.Length > 25, string.Join(' ', node.After.Families.Keys));
        Assert.All(own, family => Assert.EndsWith(".", family.Help, StringComparison.Ordinal));
        Assert.All(own, family => Assert.Equal(family.Type == "counter", family.Name.EndsWith("_total", StringComparison.Ordinal)));
        Assert.All(own, family => Assert.NotEmpty(family.Samples));
    }

    [Fact]
    public void Should_list_each_metric_in_its_documentation_and_no_other()
    {
        var documented = Row().Matches(File.ReadAllText(Path.Combine(Root, "docs", "metrics.md")))
            .ToDictionary(row => row.Groups["name"].Value, row => row.Groups["type"].Value, StringComparer.Ordinal);

        Assert.Equal(
            node.After.Families.Values.Where(f => f.Name.StartsWith("akkachat_", StringComparison.Ordinal)).Select(f => $"{f.Name} {f.Type}").Order(StringComparer.Ordinal),
            documented.Where(row => row.Key.StartsWith("akkachat_", StringComparison.Ordinal)).Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal));
        string[] runtime = [.. documented.Keys.Where(name => name.StartsWith("dotnet_", StringComparison.Ordinal))];
        Assert.NotEmpty(runtime);
        Assert.All(runtime, name => Assert.Contains(name, node.After.Families.Keys));
    }

    [Fact]
    public void Should_be_what_every_query_of_the_dashboard_names()
    {
        string text = File.ReadAllText(Path.Combine(Root, "ops", "grafana", "akkachat.json"));
        using var dashboard = JsonDocument.Parse(text);
        string[] queries =
        [
            .. dashboard.RootElement.GetProperty("panels").EnumerateArray()
                .Where(panel => panel.TryGetProperty("targets", out _))
                .SelectMany(panel => panel.GetProperty("targets").EnumerateArray())
                .Select(target => target.GetProperty("expr").GetString()!),
        ];

        Assert.True(queries.Length >= 30);
        Assert.Equal(queries.Length, Regex.Count(text, "\"expr\":"));
        AssertNamed(queries);
        string nodes = dashboard.RootElement.GetProperty("templating").GetProperty("list")[1].GetProperty("definition").GetString()!;
        Assert.Contains(Regex.Match(nodes, @"label_values\((\w+),").Groups[1].Value, Names());
        Assert.Contains("${datasource}", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_be_what_every_alarm_watches()
    {
        string text = File.ReadAllText(Path.Combine(Root, "ops", "prometheus", "alerts.yml"));
        string[] queries = [.. Alarm().Matches(text).Select(alarm => alarm.Groups["query"].Value)];

        Assert.True(queries.Length >= 9);
        Assert.Equal(Regex.Count(text, "- alert:"), queries.Length);
        AssertNamed(queries);
    }

    private void AssertNamed(IEnumerable<string> queries)
    {
        HashSet<string> names = Names();
        Assert.All(queries, query =>
        {
            IReadOnlySet<string> named = PromQl.MetricsOf(query);
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.True(names.Contains(name) || ByPrometheusItself.Contains(name), $"there is no {name}: {query}"));
        });
    }

    private HashSet<string> Names() => node.After.Samples.Select(sample => sample.Name).ToHashSet(StringComparer.Ordinal);

    private static string FindRoot()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "AkkaChat.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The repository is not above the tests.");
    }

    [GeneratedRegex(@"^\| `(?<name>(?:akkachat|dotnet)_\w+)` \| (?<type>\w+)?", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"- alert: \w+\n +expr: (?<query>.+)\n")]
    private static partial Regex Alarm();
}

/// <summary>A server process with a conversation behind it, scraped before and after.</summary>
public sealed class ScrapedNode : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chat-");
    private readonly List<IDisposable> _open = [];
    private ProductProcess _server = null!;

    internal Exposition Before { get; private set; } = null!;

    internal Exposition After { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _server = ProductProcess.Start(
            "Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "127.0.0.1:0", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Path.Combine(_directory.FullName, "data"));
        var chat = IPEndPoint.Parse((await _server.LineAsync(@" chat://(\S+)")).Groups[1].Value);
        var web = IPEndPoint.Parse((await _server.LineAsync(@"ws://([^/\s]+)")).Groups[1].Value);
        var monitor = IPEndPoint.Parse((await _server.LineAsync(@"http://([^/\s]+)")).Groups[1].Value);
        Before = await ScrapeAsync(monitor);
        await TalkAsync(chat, web);

        // The server notices a little later that one of them is gone, and looks at its own health once a second has passed.
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        do
        {
            deadline.Token.ThrowIfCancellationRequested();
            After = await ScrapeAsync(monitor);
        }
        while (After.Sum("akkachat_connections") > 3 || After.Sum("akkachat_ready") < 1 || After.Sum("akkachat_writer_pending") > 0 || After.Sum("akkachat_passwords_pending") > 0);
    }

    public Task DisposeAsync()
    {
        _open.ForEach(client => client.Dispose());
        _server.Dispose();
        _directory.Delete(recursive: true);
        return Task.CompletedTask;
    }

    private async Task TalkAsync(IPEndPoint chat, IPEndPoint web)
    {
        WireClient alice = await ConnectAsync(chat);
        await alice.EnterAsync("alice");
        WireClient bob = (await WebSocketClient.ConnectAsync(web)).Wire;
        _open.Add(bob);
        await bob.EnterAsync("bob");
        WireClient carol = await ConnectAsync(chat);
        await carol.OkAsync("register", ("user", "carol"), ("password", "correct horse"));
        await carol.ErrorAsync("auth-failed", "hello", ("user", "carol"), ("password", "wrong horse"));
        await carol.LogInAsync("carol", "correct horse");
        await carol.EventAsync("joined", ("room", "lobby"));
        await alice.ErrorAsync("bad-name", "join", ("room", "a b"));
        await alice.ErrorAsync("unknown-type", "dance");
        foreach (WireClient speaker in (WireClient[])[alice, bob, carol, alice])
        {
            await speaker.SayAsync("lobby", "hello");
        }

        await bob.NextAsync(frame => frame.Type == "message" && frame.Seq == 4, "the last message");
        await carol.NextAsync(frame => frame.Type == "message" && frame.Seq == 4, "the last message");
        WireClient nonsense = await ConnectAsync(chat);
        await nonsense.WriteAsync(WireFrame.Prefix(0));
        await nonsense.ReadToEndAsync();
    }

    private async Task<WireClient> ConnectAsync(IPEndPoint chat)
    {
        WireClient client = await WireClient.ConnectAsync(chat);
        _open.Add(client);
        return client;
    }

    private static async Task<Exposition> ScrapeAsync(IPEndPoint monitor)
    {
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.GetAsync(new Uri($"http://{monitor}/metrics"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/plain", response.Content.Headers.ContentType?.MediaType);
        return Exposition.Parse(await response.Content.ReadAsStringAsync());
    }
}
