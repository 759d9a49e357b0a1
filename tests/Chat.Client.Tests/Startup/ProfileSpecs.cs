using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Startup;

public sealed class ProfileSpecs : IDisposable
{
    private const string Two = "[profile home]\nserver = localhost\nuser = alice\n[profile work]\nserver = chat.example.org:5\nuser = Alice B\nrooms = python, ops\npassword-command = echo secret; echo more\n";
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly List<ChatClientOptions> _tried = [];
    private string? _given;

    private string File => Path.Combine(_folder, "client.conf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--plain --profile WORK", "", "Alice B", "chats://chat.example.org:5/")]
    [InlineData("--plain --profile home", "", "alice", "chat://localhost:12345/")]
    [InlineData("--plain --profile home --user Bob", "", "Bob", "chat://localhost:12345/")]
    [InlineData("--plain --server x --user Bob", "", "Bob", "chats://x:12346/")]
    [InlineData("--plain", "[client]\ndefault-profile = home\n", "alice", "chat://localhost:12345/")]
    public async Task Should_start_with_the_profile_that_is_called_for(string arguments, string before, string user, string server)
    {
        FakeHost host = Host(before + Two);

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(arguments.Split(' '), host.Host));
        Assert.Equal((user, server), (Assert.Single(_tried).User, _tried[0].Server.ToString()));
        Assert.Empty(host.Error.ToString());
    }

    [Theory]
    [InlineData("--profile wrk", Two, "Error: There is no profile wrk; did you mean work?")]
    [InlineData("--profile other", Two, "Error: There is no profile other; there are home, work")]
    [InlineData("", Two, "Error: There are several profiles; name one with --profile: home, work.")]
    [InlineData("", "[client]\ndefault-profile = gone\n", "Error: There is no profile gone (client.default-profile names it); {0} has none")]
    [InlineData("--config /nowhere/at.all", "", "Error: There is no settings file /nowhere/at.all.")]
    public async Task Should_say_which_profile_there_is_not(string arguments, string settings, string problem)
    {
        FakeHost host = Host(settings);

        Assert.Equal(ExitCodes.Usage, await CommandLine.RunAsync(["--plain", .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)], host.Host));
        Assert.Equal(string.Format(null, problem, File), host.Error.ToString().Trim());
        Assert.Empty(_tried);
    }

    [Fact]
    public async Task Should_let_the_person_at_the_terminal_choose()
    {
        FakeHost host = Host(Two, "7\n2\n", asks: true);

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["--plain"], host.Host));
        Assert.Equal("Alice B", Assert.Single(_tried).User);
        Assert.Equal("1  home: alice on localhost\n2  work: Alice B on chat.example.org:5\nProfile [1]: Write a number from 1 to 2, or a profile's name.\nProfile [1]: ", host.Error.ToString().ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task Should_take_the_password_from_the_profiles_command_for_its_own_server_and_user_only()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await CommandLine.RunAsync(["--plain", "--profile", "work"], Host(Two).Host);
        await CommandLine.RunAsync(["--plain", "--profile", "work", "--server", "elsewhere"], Host(Two).Host);
        await CommandLine.RunAsync(["--plain", "--profile", "work", "--user", "Bob"], Host(Two).Host);

        Assert.Equal(["secret", null, null], _tried.Select(options => options.Password));
    }

    [Fact]
    public async Task Should_take_the_password_from_the_environment_before_that_of_the_profile()
    {
        _given = "from there";

        await CommandLine.RunAsync(["--plain", "--profile", "work"], Host(Two).Host);

        Assert.Equal("from there", Assert.Single(_tried).Password);
    }

    [Fact]
    public async Task Should_be_in_the_rooms_of_the_profile_from_the_start()
    {
        FakeHost host = Host(Two);
        host.Chat.Refuse = request => request == "join ops" ? FakeChat.Error(ErrorCodes.Forbidden, "Not you.") : null;
        _given = "x";

        await CommandLine.RunAsync(["--plain", "--profile", "work"], host.Host);

        Assert.Equal(["join python", "join ops"], host.Chat.Requests.Take(2));
        Assert.Equal("Warning: ops could not be joined: Not you.", host.Error.ToString().Trim());
    }

    [Fact]
    public async Task Should_warn_of_what_is_wrong_in_the_settings_and_go_on()
    {
        FakeHost host = Host("nonsense\n" + Two);

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["--plain", "--profile", "home"], host.Host));
        Assert.Equal($"Warning: {File}:1: \"nonsense\" is no setting; write NAME = VALUE, [SECTION] or # COMMENT", host.Error.ToString().Trim());
    }

    private FakeHost Host(string settings, string typed = "", bool asks = false)
    {
        System.IO.File.WriteAllText(File, settings);
        FakeHost? host = null;
        host = new FakeHost(
            new StringReader(typed),
            options =>
            {
                _tried.Add(options);
                return Task.FromResult<Client.Connecting.IChat>(host!.Chat);
            },
            asks: asks,
            settings: File,
            password: () => _given)
        { Chat = new FakeChat("Alice", new RoomSummary("lobby", 0, 0, 0, "")) };
        return host;
    }
}
