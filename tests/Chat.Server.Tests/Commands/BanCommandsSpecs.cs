using System.Net;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Commands;

/// <summary>Admins and bans of the operator as processes, and what of moderation outlives the node. The data is in SQLite.</summary>
public sealed class BanCommandsSpecs : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");

    private string Data => Path.Combine(_directory.FullName, "data");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_ban_and_make_admins_while_the_node_runs_and_while_it_does_not()
    {
        (int code, _, string errors) = await RunAsync("user", "admin", "root");
        Assert.Equal(1, code);
        Assert.StartsWith($"No node has used {Data} yet: a new database was made there.", errors, StringComparison.Ordinal);
        Assert.EndsWith("There is no account of that name.", errors, StringComparison.Ordinal);
        string password = (await RunAsync("user", "add", "root", "--generate")).Output;
        Assert.Equal((0, "", ""), await RunAsync("user", "admin", "root"));
        Assert.Equal((0, "", ""), await RunAsync("ban", "--pattern", "Spam*", "--reason", "bots", "--for", "30d"));
        using ProductProcess server = Serve();
        IPEndPoint node = await ListeningAsync(server);
        using WireClient root = await WireClient.ConnectAsync(node);
        Assert.True((await root.LogInAsync("root", password)).Flag("admin"));
        using WireClient mallory = await WireClient.ConnectAsync(node);
        await mallory.ErrorAsync("banned", "hello", ("user", "spammer"));
        await mallory.HelloAsync("mallory");

        Assert.Equal((0, "", ""), await RunAsync("ban", "mallory", "--reason", "spam"));
        Assert.Equal("banned", (await mallory.ReadToEndAsync())[^1].Code);
        Assert.Matches(@"^BANNED +BY +SINCE +UNTIL +REASON\nSpam\* +operator .*Z +bots\nmallory +operator .* unban +spam$", (await RunAsync("bans")).Output);
        Assert.Equal((1, "", "root is an admin; admins can't be banned."), await RunAsync("ban", "root"));
        Assert.Equal((0, "", ""), await RunAsync("user", "admin", "root", "--remove"));
        await root.EventAsync("notice");
        await root.ErrorAsync("forbidden", "audit", ("room", "*"));
        server.Terminate();
        await server.ExitAsync();

        Assert.Equal((0, "", ""), await RunAsync("unban", "mallory"));
        Assert.Equal((1, "", "There is no such ban; list the bans to see which there are."), await RunAsync("unban", "mallory"));
        Assert.Equal((2, "", "Give one of NAME, --address and --pattern."), await RunAsync("ban", "mallory", "--address", "192.0.2.7"));
        Assert.Equal((2, "", "A time stands behind --for and a reason behind --reason: ban NAME --for 3d --reason \"spam\"; nothing was done."), await RunAsync("ban", "mallory", "3x", "spam"));
        Assert.Equal((2, "", "--for is \"3x\", but must be a duration of at most 3650d: a number and s, m, h or d, such as 12h or 30d"), await RunAsync("ban", "mallory", "--for", "3x"));
        Assert.Equal((2, "", "\"3d\" in --reason ends no ban; give it as --for 3d, or word the reason otherwise. Nothing was done."), await RunAsync("ban", "mallory", "--reason", "spam 3d"));
        Assert.Equal((1, "", "This is no IP address and no network such as 203.0.113.0/24."), await RunAsync("ban", "--address", "nowhere"));
        Assert.Matches("""^\[\{"pattern":"Spam\*","by":"operator",.*"reason":"bots"\}\]$""", (await RunAsync("bans", "--json")).Output);
    }

    [Fact]
    public async Task Should_know_again_after_a_restart_how_a_room_is_moderated()
    {
        string token;
        using (ProductProcess first = Serve())
        {
            IPEndPoint node = await ListeningAsync(first);
            using WireClient alice = await WireClient.ConnectAsync(node);
            using WireClient bob = await WireClient.ConnectAsync(node);
            using WireClient carol = await WireClient.ConnectAsync(node);
            await alice.EnterAsync("alice");
            await bob.EnterAsync("bob");
            await carol.EnterAsync("carol");
            token = alice.Token;
            foreach (WireClient client in (WireClient[])[alice, bob, carol])
            {
                await client.OkAsync("join", ("room", "den"));
            }

            await alice.OkAsync("role", ("room", "den"), ("user", "bob"), ("role", "moderator"));
            await alice.OkAsync("mute", ("room", "den"), ("user", "bob"), ("reason", "caps lock"), ("seconds", 3600));
            await alice.OkAsync("ban", ("room", "den"), ("user", "carol"), ("reason", "spam"));
            await alice.OkAsync("room", ("room", "den"), ("access", "invite"), ("slowSeconds", 5));
            await alice.OkAsync("report", ("room", "den"), ("seq", (await alice.SayAsync("den", "bad")).Seq), ("reason", "insults"));
            first.Terminate();
            await first.ExitAsync();
        }

        using ProductProcess second = Serve();
        using WireClient again = await WireClient.ConnectAsync(await ListeningAsync(second));
        await again.HelloAsync("alice", token);
        WireFrame den = await again.OkAsync("join", ("room", "den"));

        Assert.Equal(["alice owner False", "bob moderator True"], den.List("users").Select(u => $"{u.Text("user")} {u.Text("role")} {u.Flag("muted")}"));
        Assert.Equal(("invite", 5L), (den.Part("settings")!.Text("access"), den.Part("settings")!.Number("slowSeconds")));
        Assert.Equal(("user:carol", "spam"), Single(await again.OkAsync("bans", ("room", "den")), "bans"));
        Assert.Equal(("user:bob", "caps lock"), Single(await again.OkAsync("mutes", ("room", "den")), "mutes"));
        Assert.Equal("bad", Assert.Single((await again.OkAsync("reports", ("room", "den"))).List("reports")).Text("text"));
        Assert.Equal(["report", "room", "ban", "mute", "role"], (await again.OkAsync("audit", ("room", "den"))).List("acts").Select(a => a.Text("act")));
        await again.ErrorAsync("bad-request", "invite", ("room", "den"), ("user", "carol"));
    }

    private static (string?, string?) Single(WireFrame page, string list) => Assert.Single(page.List(list)) is var line ? (line.Text("ban"), line.Text("reason")) : default;

    private ProductProcess Serve() => ProductProcess.Start(
        "Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data);

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => ProductProcess.RunAsync("", "Chat.Server", [.. arguments, "--data", Data]);

    private static async Task<IPEndPoint> ListeningAsync(ProductProcess server)
    {
        var node = IPEndPoint.Parse((await server.LineAsync(@"chat://(\S+)$")).Groups[1].Value);
        await server.LineAsync("Ctrl-C");
        return node;
    }
}
