using Chat.Client.Connecting;
using Chat.Client.Settings;
using Chat.Client.Startup;
using Chat.Client.Trust;
using Chat.Protocol;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Startup;

public sealed class FirstRunSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly List<string> _tried = [];
    private readonly List<string> _registered = [];

    private string File => Path.Combine(_folder, "client.conf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Should_lead_a_guest_in_and_keep_where_to_begin()
    {
        FakeHost host = Host("\nAlice\n\n\n");

        Assert.NotNull(await RunAsync(host));

        Assert.Equal(["chat://localhost:12345/ Alice -"], _tried);
        Assert.Contains("[profile localhost]\nserver = chat://localhost:12345\nuser = Alice\n", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
        Assert.Equal("localhost", ClientConfiguration.Load(File).Settings.Get(ProgramSettings.DefaultProfile));
    }

    [Fact]
    public async Task Should_keep_nothing_where_one_does_not_want_to()
    {
        Assert.NotNull(await RunAsync(Host("\nAlice\ng\nno\n")));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Should_ask_again_for_what_was_wrong()
    {
        FakeHost host = Host(
            "http://x\ndown.example\nlocalhost\n-bad\nTaken\ng\nAlice\nx\ng\nn\n",
            refuse: (user, _) => user == "Taken" ? ErrorCodes.NameTaken : null);

        Assert.NotNull(await RunAsync(host));

        Assert.Equal(["chat://localhost:12345/ Taken -", "chat://localhost:12345/ Alice -"], _tried);
        string said = host.Error.ToString();
        Assert.Contains("The scheme 'http' is not known", said, StringComparison.Ordinal);
        Assert.Contains("down.example is down.", said, StringComparison.Ordinal);
        Assert.Contains("A name must not start with '.' or '-'.", said, StringComparison.Ordinal);
        Assert.Contains("Write g, l or r.", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_log_in_with_the_password_asked_until_it_is_right()
    {
        FakeHost host = Host("\nAlice\nl\nwrong\nright\nn\n", refuse: (_, password) => password == "right" ? null : ErrorCodes.AuthFailed);

        Assert.NotNull(await RunAsync(host));

        Assert.Equal(["chat://localhost:12345/ Alice wrong", "chat://localhost:12345/ Alice right"], _tried);
        Assert.DoesNotContain("right", host.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_register_where_the_server_takes_no_guests()
    {
        FakeHost host = Host("\nAlice\ng\nr\nshort\nnew secret\nnew secrte\nnew secret\nnew secret\ny\n", refuse: (_, password) => password is null ? ErrorCodes.NotAuthenticated : null);

        Assert.NotNull(await RunAsync(host));

        Assert.Equal(["Alice new secret -"], _registered);
        Assert.Equal("chat://localhost:12345/ Alice new secret", _tried[^1]);
        Assert.DoesNotContain("secret", await System.IO.File.ReadAllTextAsync(File), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_ask_for_another_invite_and_for_the_way_where_there_is_none()
    {
        FakeHost host = Host("\nAlice\nr\nnew secret\nnew secret\nwrong\n\nr\nnew secret\nnew secret\nwrong\nright\nn\n", invite: "right");

        Assert.NotNull(await RunAsync(host));

        Assert.Equal(["-", "wrong", "-", "wrong", "right"], _registered.Select(line => line.Split(' ')[^1]));
        Assert.Equal("chat://localhost:12345/ Alice new secret", Assert.Single(_tried));
        Assert.Contains("That invite is not taken. Invites only.", host.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_leave_nothing_behind_where_the_person_goes_before_the_end()
    {
        FakeHost host = Host("\nAlice\ng\n");

        Assert.Null(await RunAsync(host));

        Assert.True(host.Chat.Quitted);
        Assert.False(System.IO.File.Exists(File));
    }

    private static Task<ChatSession?> RunAsync(FakeHost host)
    {
        ClientHost quiet = host.Host with { InIsTerminal = false };
        return new FirstRun(host.Host, LinkChoice.Default, launch => ChatSession.OpenAsync(quiet, launch, 10, ChatUse.Screen, CancellationToken.None)).RunAsync(keepToken: false, CancellationToken.None);
    }

    private FakeHost Host(string typed, Func<string, string?, string?>? refuse = null, string? invite = null)
    {
        FakeHost? host = null;
        host = new FakeHost(
            new StringReader(typed),
            options =>
            {
                _tried.Add($"{options.Server} {options.User} {options.Password ?? "-"}");
                return refuse?.Invoke(options.User, options.Password) is { } code ? throw FakeChat.Error(code, "No.") : Task.FromResult<IChat>(host!.Chat);
            },
            asks: true,
            register: (options, given) =>
            {
                _registered.Add($"{options.User} {options.Password} {given ?? "-"}");
                return given == invite ? Task.CompletedTask : throw new ChatException(ErrorCodes.Forbidden, "Invites only.") { Field = "invite" };
            },
            configuration: ClientConfiguration.Load(File),
            reach: server => server.Host == "down.example" ? "down.example is down." : null);
        return host;
    }
}
