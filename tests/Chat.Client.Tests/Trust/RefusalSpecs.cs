using Chat.Client.Connecting;
using Chat.Client.Startup;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Chat.Sdk.State;
using Chat.Sdk.Trust;
using Xunit;

namespace Chat.Client.Tests.Trust;

public sealed class RefusalSpecs : IDisposable
{
    private static readonly TrustRefusal Changed = new(TrustRefusalReason.Changed, Shown.Report(), Shown.Fingerprint("pinned"));
    private readonly TypedLines _typed = new();

    public void Dispose() => _typed.Dispose();

    [Fact]
    public async Task Should_tell_programs_of_a_refusal_in_an_object()
    {
        var host = new FakeHost(connect: _ => throw new ChatException(SdkErrorCodes.Untrusted, Changed.Explain()) { Refusal = Changed });

        Assert.Equal(ExitCodes.Untrusted, await CommandLine.RunAsync(["--json", "--user", "alice", "--server", "chats://chat.example.org"], host.Host));

        Assert.Equal(
            $$"""{"type":"untrusted","server":"chat.example.org:12346","reason":"changed","fingerprint":"{{Shown.Fingerprint()}}","expected":"{{Shown.Fingerprint("pinned")}}","message":"it is self-signed: no authority vouches for it"}""",
            Assert.Single(host.Lines));
        Assert.Contains("HAS CHANGED", host.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--plain")]
    [InlineData("tail", "--room", "lobby")]
    public async Task Should_end_with_both_fingerprints_where_the_certificate_is_another_on_coming_back(params string[] mode)
    {
        FakeHost? host = null;
        host = new FakeHost(_typed, connect: _ => Task.FromResult<IChat>(host!.Chat)) { Chat = new FakeChat("alice", new RoomSummary("lobby", 0, 0, 0, "")) };
        Task<int> run = CommandLine.RunAsync([.. mode, "--no-token", "--user", "alice", "--server", "chats://chat.example.org"], host.Host);

        host.Chat.Connection(new ConnectionState.Closed(SdkErrorCodes.Untrusted, Changed.Explain()));

        Assert.Equal(ExitCodes.Untrusted, await run);
        string said = string.Join('\n', host.Lines) + host.Error;
        Assert.Contains($"pinned: {Shown.Fingerprint("pinned")}\n", said.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains($"shown:  {Shown.Fingerprint()}\n", said.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }
}
