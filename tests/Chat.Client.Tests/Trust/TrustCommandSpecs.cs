using Chat.Client.Startup;
using Chat.Client.Trust;
using Xunit;

namespace Chat.Client.Tests.Trust;

public sealed class TrustCommandSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly string _fingerprint = Shown.Fingerprint().ToString();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Should_pin_list_show_and_forget()
    {
        Assert.Equal((ExitCodes.Done, $"chat.example.org:12346 is pinned to\n  {Compact("a")}"), await RunAsync("trust", "pin", "Chat.Example.org", _fingerprint.ToLowerInvariant()));
        Assert.Equal((ExitCodes.Done, $"chat.example.org:12346 pinned 2026-11-22\n  {Compact("a")}"), await RunAsync("trust", "list"));

        (int code, string shown) = await RunAsync("trust", "show", "chats://chat.example.org");
        Assert.Equal(ExitCodes.Done, code);
        Assert.Contains(Shown.Fingerprint().Digits, shown, StringComparison.Ordinal);
        Assert.All(shown.Split('\n').Where(line => !line.StartsWith("file ", StringComparison.Ordinal)), line => Assert.InRange(line.Length, 1, 79));
        Assert.Contains("by hand", shown, StringComparison.Ordinal);

        string other = Shown.Fingerprint("b").ToString();
        Assert.Equal((ExitCodes.Done, $"chat.example.org:12346 is pinned to\n  {Compact("b")}\nin place of\n  {Compact("a")}"), await RunAsync("trust", "pin", "chat.example.org:12346", other));
        Assert.Equal((ExitCodes.Done, "chat.example.org:12346 is forgotten: the next connection decides anew."), await RunAsync("trust", "forget", "chat.example.org"));
        Assert.Equal((ExitCodes.Done, ""), await RunAsync("trust", "list"));
    }

    [Theory]
    [InlineData("trust show nowhere.example", ExitCodes.Refused, "Nothing is pinned for nowhere.example:12346.")]
    [InlineData("trust forget nowhere.example:5", ExitCodes.Refused, "Nothing is pinned for nowhere.example:5.")]
    [InlineData("trust pin chat.example.org SHA256:AB", ExitCodes.Usage, "is no fingerprint; write SHA256:")]
    [InlineData("trust show chat://chat.example.org", ExitCodes.Usage, "is plain text and has no certificate")]
    [InlineData("trust show chat.example.org:99999", ExitCodes.Usage, "1 to 65535")]
    [InlineData("trust pin chat.example.org", ExitCodes.Usage, "")]
    public async Task Should_say_what_is_wrong(string arguments, int code, string problem)
    {
        (int ended, string said) = await RunAsync(arguments.Split(' '));

        Assert.Equal(code, ended);
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    private static string Compact(string of) => Shown.Fingerprint(of).Compact;

    private async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var host = new FakeHost(known: new KnownServers(_folder, _ => { }));
        int code = await CommandLine.RunAsync(arguments, host.Host);
        return (code, code == ExitCodes.Done ? string.Join('\n', host.Lines) : host.Error.ToString());
    }
}
