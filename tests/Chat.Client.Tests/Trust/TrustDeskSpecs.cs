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
        Assert.Contains(Shown.Fingerprint().Rows[1], said, StringComparison.Ordinal);
        Assert.Contains(Shown.Fingerprint().Digits, said, StringComparison.Ordinal);
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
        Assert.Contains($"--fingerprint {Shown.Fingerprint().Compact}", Joined(desk.Advise(new TrustRefusal(TrustRefusalReason.NotTrusted, Shown.Report()))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_take_no_pin_that_another_client_contradicts()
    {
        FakeHost host = Host("yes\n");
        _known.Add(new KnownServer(Shown.Server, Shown.Fingerprint("other"), IsStrict: false, ""));

        Assert.False(await new TrustDesk(host.Host).AskAsync(Shown.Report(), CancellationToken.None));

        Assert.Contains(Shown.Fingerprint("other").Compact, host.Error.ToString(), StringComparison.Ordinal);
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
        $"Chat.Client trust pin {Shown.Server} {Shown.Fingerprint().Compact}",
        Joined(new TrustDesk(Host("").Host).Advise(new TrustRefusal(TrustRefusalReason.Changed, Shown.Report(), Shown.Fingerprint("other")))),
        StringComparison.Ordinal);

    [Fact]
    public async Task Should_not_ask_in_lines_where_the_screen_asks()
    {
        FakeHost host = Host("yes\n");

        Assert.False(await new TrustDesk(host.Host with { AsksOnScreen = true }).AskAsync(Shown.Report(), CancellationToken.None));

        Assert.Empty(host.Error.ToString());
    }

    [Fact]
    public async Task Should_take_a_certificate_once_beside_the_pinned_one_and_write_nothing()
    {
        _known.Set(Pinned("old", isStrict: true));
        var desk = new TrustDesk(Host("").Host);

        Assert.Null(desk.Accept(Changed("old"), forGood: false));

        Assert.Equal(new CertificatePin(Shown.Fingerprint("old"), IsStrict: true) { Besides = Shown.Fingerprint() }, await desk.FindAsync(Shown.Server, CancellationToken.None));
        Assert.Equal(Pinned("old", isStrict: true), _known.Find(Shown.Server));
        Assert.Null((await new TrustDesk(Host("").Host).FindAsync(Shown.Server, CancellationToken.None))!.Besides);
    }

    [Fact]
    public async Task Should_take_an_unknown_certificate_once_and_write_nothing()
    {
        var desk = new TrustDesk(Host("").Host);

        Assert.Null(desk.Accept(new TrustRefusal(TrustRefusalReason.NotTrusted, Shown.Report()), forGood: false));

        Assert.Equal(new CertificatePin(Shown.Fingerprint(), IsStrict: false), await desk.FindAsync(Shown.Server, CancellationToken.None));
        Assert.Null(_known.Find(Shown.Server));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_put_a_certificate_in_place_of_the_pinned_one_and_keep_how_strict_it_is(bool isStrict)
    {
        _known.Set(Pinned("old", isStrict));
        var desk = new TrustDesk(Host("").Host);

        Assert.Null(desk.Accept(Changed("old"), forGood: true));

        Assert.Equal(new KnownServer(Shown.Server, Shown.Fingerprint(), isStrict, "2026-11-22"), _known.Find(Shown.Server));
        Assert.Equal(new CertificatePin(Shown.Fingerprint(), isStrict), await desk.FindAsync(Shown.Server, CancellationToken.None));
    }

    [Fact]
    public void Should_replace_no_pin_that_was_not_the_one_refused()
    {
        _known.Set(Pinned("newer", isStrict: false));

        Assert.Contains(Shown.Fingerprint("newer").Compact, new TrustDesk(Host("").Host).Accept(Changed("old"), forGood: true), StringComparison.Ordinal);

        Assert.Equal(Pinned("newer", isStrict: false), _known.Find(Shown.Server));
    }

    private static KnownServer Pinned(string of, bool isStrict) => new(Shown.Server, Shown.Fingerprint(of), isStrict, "2026-11-01");

    private static TrustRefusal Changed(string expected) => new(TrustRefusalReason.Changed, Shown.Report(), Shown.Fingerprint(expected));

    // As a shell reads it.
    private static string Joined(string? advice) => advice!.Replace(" \\\n  ", " ", StringComparison.Ordinal);

    private FakeHost Host(string typed, bool asks = true) => new(new StringReader(typed), asks: asks, known: _known);
}
