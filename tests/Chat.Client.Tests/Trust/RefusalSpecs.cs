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
        string[] said = [.. host.Lines, .. host.Error.ToString().ReplaceLineEndings("\n").Split('\n')];
        int pinned = Array.FindIndex(said, line => line.EndsWith($"pinned    {Shown.Fingerprint("pinned").Rows[0]}", StringComparison.Ordinal));
        Assert.True(pinned >= 0, string.Join('\n', said));
        Assert.EndsWith(Shown.Fingerprint("pinned").Rows[1], said[pinned + 1], StringComparison.Ordinal);
        Assert.EndsWith($"shown     {Shown.Fingerprint().Rows[0]}", said[pinned + 2], StringComparison.Ordinal);
        Assert.EndsWith(Shown.Fingerprint().Rows[1], said[pinned + 3], StringComparison.Ordinal);
        Assert.All(said[pinned..(pinned + 4)], line => Assert.InRange(line.Length, 1, 79));
    }
}
