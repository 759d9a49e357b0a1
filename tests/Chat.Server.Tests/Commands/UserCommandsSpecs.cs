using System.Net;
using Chat.Server.Control;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Commands;

/// <summary>The <c>user</c> commands as processes, beside a node that runs and where none does.</summary>
public sealed class UserCommandsSpecs : IDisposable
{
    private const string Password = "correct horse battery";
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("akkachat-");

    private string Data => Path.Combine(_directory.FullName, "data");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task Should_do_the_same_while_the_node_runs_and_while_it_does_not()
    {
        Assert.Equal((0, "", $"No node has used {Data} yet: a new database was made there. If another directory was meant, name it with --data DIR."), await UserAsync(Password + "\n", "add", "alice", "--password-stdin"));
        Assert.Equal((1, "", "'al1ce' looks like 'alice', which is taken; choose another name."), await UserAsync("", "add", "al1ce", "--generate"));
        using ProductProcess server = ProductProcess.Start("Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data);
        IPEndPoint node = await ListeningAsync(server);
        using WireClient alice = await WireClient.ConnectAsync(node);
        await alice.LogInAsync("alice", Password, "phone 2");

        (int code, string generated, _) = await UserAsync("", "add", "bob", "--generate");
        Assert.Equal((0, 20), (code, generated.Length));
        using WireClient bob = await WireClient.ConnectAsync(node);
        await bob.LogInAsync("bob", generated);
        Assert.Matches(@"^NAME +CREATED +LAST SEEN +STATE\nalice .* online\nbob .* online$", (await UserAsync("", "list")).Output);
        Assert.Matches(@"\n\S{12} .* phone 2$", (await UserAsync("", "sessions", "alice")).Output);

        Assert.Equal((0, "", ""), await UserAsync("", "disable", "alice"));
        Assert.Equal("forbidden", (await alice.ReadToEndAsync())[^1].Code);
        using WireClient again = await WireClient.ConnectAsync(node);
        await again.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("session", alice.Token));
        await again.ErrorAsync("auth-failed", "hello", ("user", "alice"), ("password", "not the password"));
        await again.ErrorAsync("forbidden", "hello", ("user", "alice"), ("password", Password));
        Assert.Equal(0, (await UserAsync("", "passwd", "bob", "--generate")).Code);
        Assert.Equal("not-authenticated", (await bob.ReadToEndAsync())[^1].Code);
        server.Terminate();
        await server.ExitAsync();

        Assert.Equal((0, "", ""), await UserAsync("", "enable", "alice"));
        Assert.Equal((2, "", "Deleting is for good, and there is no terminal to ask whether you are sure: add --yes."), await UserAsync("", "delete", "bob"));
        Assert.Equal((0, "", ""), await UserAsync("", "delete", "bob", "--yes"));
        Assert.Equal((1, "", "'bob' is taken; choose another name."), await UserAsync("", "add", "bob", "--generate"));
        Assert.Equal((1, "", "There is no account of that name."), await UserAsync("", "enable", "bob"));
        Assert.Matches("""^\[\{"user":"alice",.*"disabled":false,"online":false,"admin":false\}\]$""", (await UserAsync("", "list", "--json")).Output);
    }

    [Fact]
    public async Task Should_let_a_stranger_register_with_an_invite_and_no_second_one()
    {
        string config = Path.Combine(_directory.FullName, "own.conf");
        await File.WriteAllTextAsync(config, "accounts.policy = invite");
        string invite = (await UserAsync("", "invite")).Output;
        using ProductProcess server = ProductProcess.Start("Chat.Server", "--config", config, "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data);
        IPEndPoint node = await ListeningAsync(server);
        using WireClient alice = await WireClient.ConnectAsync(node);

        await alice.ErrorAsync("not-authenticated", "hello", ("user", "alice"));
        Assert.Equal("invite", (await alice.ErrorAsync("forbidden", "register", ("user", "alice"), ("password", Password))).Text("field"));
        await alice.OkAsync("register", ("user", "alice"), ("password", Password), ("invite", invite));
        await alice.LogInAsync("alice", Password);
        using WireClient bob = await WireClient.ConnectAsync(node);
        await bob.ErrorAsync("forbidden", "register", ("user", "bob"), ("password", Password), ("invite", invite));
    }

    [Fact]
    public async Task Should_reach_a_node_again_that_was_killed_and_answer_nobody_elsewhere()
    {
        using (ProductProcess killed = ProductProcess.Start("Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data))
        {
            await ListeningAsync(killed);
            await killed.KillAsync();
        }

        Assert.True(File.Exists(Path.Combine(Data, ControlSocket.FileName)), "it was left behind");
        using ProductProcess server = ProductProcess.Start("Chat.Server", "--listen", "127.0.0.1:0", "--tls-listen", "off", "--http", "127.0.0.1:0", "--monitor", "127.0.0.1:0", "--data", Data);
        string http = (await server.LineAsync(@"http://([^/]+)/")).Groups[1].Value;
        await server.LineAsync("Ctrl-C");
        Assert.Equal(0, (await UserAsync("", "invite")).Code);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Data, ControlSocket.FileName)));
        }

        using var client = new HttpClient();
        using var body = new StringContent("""{"do":"list"}""");
        using HttpResponseMessage response = await client.PostAsync(new Uri($"http://{http}{ControlEndpoints.Users}"), body);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Theory]
    [InlineData("short\n", "A password has at least 8 characters.", 1, "add", "alice", "--password-stdin")]
    [InlineData("", "A password has at least 8 characters.", 1, "add", "alice", "--password-stdin")]
    [InlineData("", "There is no terminal to ask for the password at: give it with --password-stdin, or let --generate make one up.", 2, "add", "alice")]
    [InlineData("", "--expires is \"soon\", but must be a duration of at most 3650d, such as 12h or 30d", 2, "invite", "--expires", "soon")]
    [InlineData("", "A name must not start with '.' or '-'.", 1, "add", ".alice", "--generate")]
    public async Task Should_say_in_one_line_what_is_wrong(string input, string message, int code, params string[] arguments)
    {
        (int ended, string output, string errors) = await UserAsync(input, arguments);

        // Before it may stand that a new database was made.
        Assert.Equal((code, "", message), (ended, output, errors.Split(Environment.NewLine)[^1]));
    }

    [Fact]
    public async Task Should_say_so_where_another_holds_the_data_directory_and_does_not_answer()
    {
        Directory.CreateDirectory(Data);
        using var held = new FileStream(Path.Combine(Data, "chat.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        (int code, _, string errors) = await UserAsync("", "list");

        Assert.Equal(1, code);
        Assert.Contains(Data, errors, StringComparison.Ordinal);
        Assert.Contains("does not answer", errors, StringComparison.Ordinal);
    }

    private Task<(int Code, string Output, string Errors)> UserAsync(string input, params string[] arguments) =>
        ProductProcess.RunAsync(input, "Chat.Server", ["user", .. arguments, "--data", Data]);

    private static async Task<IPEndPoint> ListeningAsync(ProductProcess server)
    {
        var node = IPEndPoint.Parse((await server.LineAsync(@"chat://(\S+)$")).Groups[1].Value);
        await server.LineAsync("Ctrl-C");
        return node;
    }
}
