using Chat.Client.Connecting;
using Chat.Client.Startup;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Trust;

public sealed class LinkChoiceSpecs : IDisposable
{
    private const string Fingerprint = "C82E1D8514FD672C796459A8AE22AEC223B7602950DAFE31B603DB851B6E1BFB";
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly List<ChatClientOptions> _tried = [];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("--server chat://chat.example.org", "", "chats://chat.example.org; or, where you know that it is safe, add --allow-plaintext")]
    [InlineData("--server chat://localhost --fingerprint " + Fingerprint, "", "without a certificate to check")]
    [InlineData("--server chats://localhost --fingerprint SHA256:AB", "", "'SHA256:AB' is no fingerprint")]
    [InlineData("--server chats://localhost --ca /nowhere/at.all", "", "The authorities can't be read from /nowhere/at.all")]
    [InlineData("--profile work", "[profile work]\nserver = chat://chat.example.org\n", "is plain text to another machine")]
    public async Task Should_refuse_what_is_not_safe_before_anything_is_opened(string arguments, string settings, string problem)
    {
        FakeHost host = Host(settings);

        Assert.Equal(ExitCodes.Usage, await CommandLine.RunAsync(["--plain", "--user", "alice", .. arguments.Split(' ')], host.Host));

        Assert.Empty(_tried);
        Assert.Contains(problem, host.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--server chat://chat.example.org --allow-plaintext", "", true, false)]
    [InlineData("--server chat://chat.example.org", "[client]\nallow-plaintext = on\n", true, false)]
    [InlineData("--profile work", "[profile work]\nserver = chat://chat.example.org\nclient.allow-plaintext = on\n", true, false)]
    [InlineData("--server chat://localhost", "", false, false)]
    [InlineData("--server chat.example.org", "", false, false)]
    [InlineData("--server chat.example.org --fingerprint " + Fingerprint, "", false, true)]
    [InlineData("--profile work", "[profile work]\nserver = chat.example.org\nfingerprint = " + Fingerprint + "\n", false, true)]
    [InlineData("--profile work --server other.example", "[profile work]\nserver = chat.example.org\nfingerprint = " + Fingerprint + "\n", false, false)]
    public async Task Should_say_by_what_a_server_is_trusted(string arguments, string settings, bool allowsPlaintext, bool demands)
    {
        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(["--plain", "--user", "alice", .. arguments.Split(' ')], Host(settings).Host));

        ChatClientOptions tried = Assert.Single(_tried);
        Assert.Equal((allowsPlaintext, demands), (tried.AllowPlaintext, tried.Tls.Fingerprint is not null));
        Assert.NotNull(tried.Tls.Trust);
        Assert.Null(tried.Tls.Authorities);
    }

    [Fact]
    public async Task Should_end_with_a_code_of_its_own_where_a_server_is_not_trusted()
    {
        var host = new FakeHost(connect: _ => throw FakeChat.Error(SdkErrorCodes.Untrusted, "No.\n  fingerprint: \u001b[1mX"));

        Assert.Equal(ExitCodes.Untrusted, await CommandLine.RunAsync(["--plain", "--user", "alice", "--server", "chats://localhost"], host.Host));
        Assert.Equal("Error: No.\n  fingerprint: \uFFFD[1mX", host.Error.ToString().ReplaceLineEndings("\n").TrimEnd());
    }

    private FakeHost Host(string settings)
    {
        string file = Path.Combine(_folder, "client.conf");
        File.WriteAllText(file, settings);
        FakeHost? host = null;
        return host = new FakeHost(
            settings: file,
            connect: options =>
            {
                _tried.Add(options);
                return Task.FromResult<IChat>(host!.Chat);
            });
    }
}
