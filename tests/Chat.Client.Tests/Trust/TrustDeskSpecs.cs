using Chat.Client.Trust;
using Chat.Sdk.Trust;
using Xunit;

namespace Chat.Client.Tests.Trust;

public sealed class TrustDeskSpecs : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly KnownServers _known;

    public TrustDeskSpecs() => _known = new KnownServers(_folder, warning => throw new InvalidOperationException(warning));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("yes\n", true)]
    [InlineData("Y\n", true)]
    [InlineData("\n", false)]
    [InlineData("no\n", false)]
    [InlineData("yep\n", false)]
    [InlineData("", false)]
    public async Task Should_pin_by_yes_and_by_nothing_else(string typed, bool trusted)
    {
        FakeHost host = Host(typed);
        var desk = new TrustDesk(host.Host);

        Assert.Equal(trusted, await desk.AskAsync(Shown.Report(), CancellationToken.None));

        Assert.Equal(trusted ? new KnownServer(Shown.Server, Shown.Fingerprint(), IsStrict: false, "2026-11-22") : null, _known.Find(Shown.Server));
        Assert.Equal(trusted ? new CertificatePin(Shown.Fingerprint(), IsStrict: false) : null, await desk.FindAsync(Shown.Server, CancellationToken.None));
        string said = host.Error.ToString();
        Assert.Contains(Shown.Fingerprint().ToString(), said, StringComparison.Ordinal);
        Assert.Contains("self-signed", said, StringComparison.Ordinal);
        Assert.Contains("2026-11-01 to 2036-11-01", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', said);
    }

    [Fact]
    public async Task Should_ask_nobody_in_a_pipe_and_tell_the_option()
    {
        FakeHost host = Host("yes\n", asks: false);
        var desk = new TrustDesk(host.Host);

        Assert.False(await desk.AskAsync(Shown.Report(), CancellationToken.None));

        Assert.Empty(host.Error.ToString());
        Assert.Contains($"--fingerprint {Shown.Fingerprint()}", desk.Advise(new TrustRefusal(TrustRefusalReason.NotTrusted, Shown.Report())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_take_no_pin_that_another_client_contradicts()
    {
        FakeHost host = Host("yes\n");
        _known.Add(new KnownServer(Shown.Server, Shown.Fingerprint("other"), IsStrict: false, ""));

        Assert.False(await new TrustDesk(host.Host).AskAsync(Shown.Report(), CancellationToken.None));

        Assert.Contains(Shown.Fingerprint("other").ToString(), host.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_trust_for_this_run_where_the_pin_can_not_be_kept()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "file"), "");
        var host = new FakeHost(new StringReader("yes\n"), asks: true, known: new KnownServers(Path.Combine(_folder, "file"), _ => { }));
        var desk = new TrustDesk(host.Host);

        Assert.True(await desk.AskAsync(Shown.Report(), CancellationToken.None));

        Assert.Equal(Shown.Fingerprint(), (await desk.FindAsync(Shown.Server, CancellationToken.None))?.Fingerprint);
        Assert.Contains("can't be kept", host.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_tell_how_a_changed_pin_is_replaced() => Assert.Contains(
        $"Chat.Client trust pin {Shown.Server} {Shown.Fingerprint()}",
        new TrustDesk(Host("").Host).Advise(new TrustRefusal(TrustRefusalReason.Changed, Shown.Report(), Shown.Fingerprint("other"))),
        StringComparison.Ordinal);

    private FakeHost Host(string typed, bool asks = true) => new(new StringReader(typed), asks: asks, known: _known);
}
