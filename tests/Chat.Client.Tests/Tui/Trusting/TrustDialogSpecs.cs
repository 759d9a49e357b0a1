using Chat.Client.Connecting;
using Chat.Client.Tests.Trust;
using Chat.Client.Trust;
using Chat.Client.Tui.Trusting;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Trust;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Trusting;

[Collection("Screen")]
public sealed class TrustDialogSpecs : IDisposable
{
    private static readonly TrustRefusal Changed = new(TrustRefusalReason.Changed, Shown.Report(), Shown.Fingerprint("old"));
    private readonly string _folder = Directory.CreateTempSubdirectory("akkachat-").FullName;
    private readonly FakeChat _chat = new("Alice", new RoomSummary("lobby", 0, 0, 0, ""));
    private readonly KnownServers _known;
    private TestScreen? _screen;

    public TrustDialogSpecs()
    {
        _known = new KnownServers(_folder, warning => throw new InvalidOperationException(warning));
        _known.Set(new KnownServer(Shown.Server, Shown.Fingerprint("old"), IsStrict: false, "2026-11-01"));
    }

    public void Dispose()
    {
        _screen?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(60, 20)]
    [InlineData(80, 24)]
    [InlineData(200, 60)]
    public void Should_show_both_fingerprints_of_a_changed_certificate_in_whole_rows(int columns, int rows)
    {
        TestScreen screen = Refused(columns, rows);

        string[] shown = screen.Screen;
        Assert.StartsWith(" THE CERTIFICATE HAS CHANGED", shown[0], StringComparison.Ordinal);
        Assert.Equal($" server   {Shown.Server}", shown[1]);
        Assert.Equal($" pinned   {Shown.Fingerprint("old").Rows[0]}", shown[2]);
        Assert.Equal($"          {Shown.Fingerprint("old").Rows[1]}", shown[3]);
        Assert.Contains("at a first visit, 2026-11-01", shown[4], StringComparison.Ordinal);
        Assert.Equal($" shown    {Shown.Fingerprint().Rows[0]}", shown[5]);
        Assert.Equal($"          {Shown.Fingerprint().Rows[1]}", shown[6]);
        Assert.DoesNotContain(shown, row => row.Contains('\u001b'));
        Assert.Contains(shown, row => row.Contains("fingerprint.", StringComparison.Ordinal));
        Assert.Contains(shown, row => row.StartsWith(">n  No", StringComparison.Ordinal));
        Assert.Contains("REFUSED: the certificate has changed; Ctrl+R shows it", shown[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Should_stay_readable_whatever_size_the_screen_gets()
    {
        TestScreen screen = Refused(60, 20);
        foreach ((int columns, int rows) in new[] { (20, 5), (1, 1), (45, 10), (200, 60), (60, 12) })
        {
            screen.Resize(columns, rows);
        }

        Assert.EndsWith("PgUp PgDn  Esc: no", screen.Screen[0], StringComparison.Ordinal);
        Assert.Equal(" a  Trust it from now on, in place of the pinned one", screen.Screen[9]);
        screen.Press(Key.PageDown);
        screen.Press(Key.PageDown);
        screen.Press(Key.PageDown);
        Assert.Contains(screen.Screen, row => row.Contains("fingerprint.", StringComparison.Ordinal));
        screen.Resize(60, 20);
        Assert.Equal($" server   {Shown.Server}", screen.Screen[1]);
    }

    [Fact]
    public void Should_show_wide_names_whole()
    {
        var wide = Shown.Report() with { Subject = "CN=" + string.Concat(Enumerable.Repeat("日本語", 10)), Names = ["例え.example"] };
        TestScreen screen = Refused(60, 24, Changed with { Shown = wide });

        Assert.Contains(screen.Screen, row => row.Contains("例え.example", StringComparison.Ordinal));
        Assert.Equal(30, string.Concat(screen.Screen).Count("日本語".Contains));
    }

    [Theory]
    [InlineData("Enter")]
    [InlineData("Esc")]
    public void Should_take_nothing_by_default_and_try_nothing_again(string key)
    {
        TestScreen screen = Refused(80, 24);

        screen.Press(key == "Esc" ? Key.Esc : Key.Enter);

        screen.SeesNoMore("THE CERTIFICATE HAS CHANGED ");
        Assert.DoesNotContain("retry", _chat.Requests);
        Assert.Equal(Shown.Fingerprint("old"), _known.Find(Shown.Server)!.Fingerprint);
        screen.Sees("REFUSED: the certificate has changed");
    }

    [Fact]
    public void Should_replace_the_pin_only_by_a_choice_and_a_typed_yes()
    {
        TestScreen screen = Refused(80, 24);
        screen.Press(Key.A);
        screen.Press(Key.Enter);
        screen.Sees("Write yes and press Enter");
        screen.Type("y");
        Assert.Equal(Shown.Fingerprint("old"), _known.Find(Shown.Server)!.Fingerprint);
        screen.SeesNoMore("Write yes and press Enter");
        screen.Press(Key.CursorUp);
        screen.Press(Key.Enter);
        screen.Type("yes");

        Assert.Equal(Shown.Fingerprint(), _known.Find(Shown.Server)!.Fingerprint);
        Assert.Contains("retry", _chat.Requests);
    }

    [Fact]
    public void Should_trust_once_and_leave_the_pin()
    {
        TestScreen screen = Refused(80, 24);
        screen.Press(Key.O);
        screen.Press(Key.Enter);
        screen.Type("yes");

        Assert.Equal(Shown.Fingerprint("old"), _known.Find(Shown.Server)!.Fingerprint);
        Assert.Contains("retry", _chat.Requests);
    }

    [Fact]
    public void Should_keep_what_was_typed_and_show_it_again_where_the_next_attempt_meets_it_too()
    {
        TestScreen screen = Open(80, 24);
        screen.Type("half a line", enter: false);
        Refuse(Changed);
        screen.Sees("THE CERTIFICATE HAS CHANGED ");
        screen.Press(Key.X);
        screen.Press(Key.Esc);
        Assert.Equal("half a line", screen.Input);

        screen.Press(Key.R.WithCtrl);
        Assert.Contains("retry", _chat.Requests);
        _chat.Connection(new ConnectionState.Connecting());
        Refuse(Changed);
        screen.Sees("THE CERTIFICATE HAS CHANGED ");
        _chat.Connection(new ConnectionState.Live());
        screen.SeesNoMore("THE CERTIFICATE HAS CHANGED ");
        Assert.Equal("half a line", screen.Input);
    }

    [Fact]
    public void Should_offer_nothing_to_accept_where_another_certificate_was_demanded()
    {
        TestScreen screen = Refused(80, 24, new TrustRefusal(TrustRefusalReason.NotTheDemanded, Shown.Report(), Shown.Fingerprint("old")));

        screen.Sees("NOT THE DEMANDED CERTIFICATE");
        screen.Sees($"demanded {Shown.Fingerprint("old").Rows[0]}");
        Assert.DoesNotContain(screen.Screen, row => row.Contains("Trust it", StringComparison.Ordinal));
    }

    private TestScreen Refused(int columns, int rows, TrustRefusal? refusal = null)
    {
        TestScreen screen = Open(columns, rows);
        Refuse(refusal ?? Changed);
        screen.Sees("Esc: no");
        return screen;
    }

    private void Refuse(TrustRefusal refusal) => _chat.Connection(new ConnectionState.Untrusted(_chat.Now, refusal.Explain(), refusal));

    private TestScreen Open(int columns, int rows)
    {
        var host = new FakeHost(known: _known);
        return _screen = new TestScreen(columns, rows, _chat, link: new LinkChoice(new ChatTlsOptions { Trust = new TrustDesk(host.Host) }, AllowPlaintext: false));
    }
}
