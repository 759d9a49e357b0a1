using Chat.Client.Connecting;
using Chat.Client.Startup;
using Chat.Client.Trust;
using Chat.Sdk;
using Chat.Sdk.Trust;
using Xunit;

namespace Chat.Client.Tests.Trust;

public sealed class TrustGateSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly KnownServers _known;
    private readonly List<TrustRefusal> _asked = [];
    private int _tried;

    public TrustGateSpecs() => _known = new KnownServers(_folder, warning => throw new InvalidOperationException(warning));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Should_go_on_with_a_certificate_that_was_accepted()
    {
        Assert.NotNull(await ConnectAsync(new TrustRefusal(TrustRefusalReason.NotTrusted, Shown.Report()), TrustAnswer.Always));

        Assert.Equal((2, 1), (_tried, _asked.Count));
        Assert.Equal(Shown.Fingerprint(), _known.Find(Shown.Server)!.Fingerprint);
    }

    [Fact]
    public async Task Should_ask_again_as_long_as_somebody_wants_to_try_again()
    {
        Assert.NotNull(await ConnectAsync(Changed(), TrustAnswer.TryAgain, TrustAnswer.TryAgain, TrustAnswer.Once));

        Assert.Equal((4, 3), (_tried, _asked.Count));
        Assert.Equal("old", _known.Find(Shown.Server)!.Since);
    }

    [Fact]
    public async Task Should_leave_the_refusal_as_it_is_where_the_answer_is_no()
    {
        ChatException refused = await Assert.ThrowsAsync<ChatException>(() => ConnectAsync(Changed(), TrustAnswer.No));

        Assert.Equal((SdkErrorCodes.Untrusted, 1, 1), (refused.Code, _tried, _asked.Count));
    }

    [Theory]
    [InlineData(TrustRefusalReason.NotTheDemanded)]
    [InlineData(TrustRefusalReason.Revoked)]
    public async Task Should_ask_nobody_about_what_is_nobodys_to_accept(TrustRefusalReason reason)
    {
        await Assert.ThrowsAsync<ChatException>(() => ConnectAsync(new TrustRefusal(reason, Shown.Report(), Shown.Fingerprint("old"))));

        Assert.Empty(_asked);
    }

    [Fact]
    public void Should_leave_to_named_authorities_what_they_do_not_vouch_for() =>
        Assert.False(TrustGate.MayAccept(TrustRefusalReason.NotTrusted, new ChatTlsOptions { Authorities = [] }));

    private static TrustRefusal Changed() => new(TrustRefusalReason.Changed, Shown.Report(), Shown.Fingerprint("old"));

    // A server whose certificate is refused until somebody trusts it.
    private async Task<IChat> ConnectAsync(TrustRefusal refusal, params TrustAnswer[] answers)
    {
        if (refusal.Expected is { } expected)
        {
            _known.Set(new KnownServer(Shown.Server, expected, IsStrict: false, "old"));
        }

        FakeHost host = null!;
        host = new FakeHost(known: _known, connect: async options =>
        {
            _tried++;
            CertificatePin? pin = await options.Tls.Trust!.FindAsync(Shown.Server, CancellationToken.None);
            return pin?.Fingerprint == Shown.Fingerprint() || pin?.Besides == Shown.Fingerprint() ? host.Chat : throw new ChatException(SdkErrorCodes.Untrusted, refusal.Explain()) { Refusal = refusal };
        });
        ClientHost guarded = TrustGate.Guard(host.Host, (_, asked, _) =>
        {
            _asked.Add(asked);
            return Task.FromResult(answers[_asked.Count - 1]);
        });
        var options = new ChatClientOptions { Server = new Uri("chats://chat.example.org"), User = "alice", Tls = new ChatTlsOptions { Trust = new TrustDesk(host.Host) } };
        return await guarded.Connect(options, CancellationToken.None);
    }
}
