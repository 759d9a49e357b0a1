using System.Text;
using Chat.Client.Attention;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Attention;

public sealed class TerminalSignalsSpecs
{
    private const string Esc = "\u001b";
    private readonly StringBuilder _written = new();
    private readonly TerminalSignals _signals = new();

    [Theory]
    [InlineData(nameof(NotifyWay.Osc9), Esc + "]9;Bob in lobby: hi\a")]
    [InlineData(nameof(NotifyWay.Osc777), Esc + "]777;notify;Bob in lobby;hi\a")]
    [InlineData(nameof(NotifyWay.Auto), Esc + "]777;notify;Bob in lobby;hi\a")]
    [InlineData(nameof(NotifyWay.Off), "")]
    public void Should_notify_as_is_wanted(string way, string written)
    {
        Open("TERM=foot");
        _signals.Notify(Enum.Parse<NotifyWay>(way), "Bob in lobby", "hi");
        Assert.Equal(written, Written());
    }

    [Theory]
    [InlineData("TERM=xterm-256color", nameof(NotifyWay.Off))]
    [InlineData("TERM=xterm-kitty", nameof(NotifyWay.Osc9))]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=iTerm.app", nameof(NotifyWay.Osc9))]
    [InlineData("TERM=xterm-256color TERM_PROGRAM=WezTerm", nameof(NotifyWay.Osc777))]
    [InlineData("TERM=xterm-ghostty", nameof(NotifyWay.Osc777))]
    [InlineData("TERM=xterm-kitty TMUX=/tmp/tmux", nameof(NotifyWay.Off))]
    [InlineData("TERM=screen-256color STY=1", nameof(NotifyWay.Off))]
    [InlineData("TERM=linux", nameof(NotifyWay.Off))]
    public void Should_notify_by_itself_only_where_the_terminal_is_known_to_show_it(string environment, string way)
    {
        Open(environment);
        Assert.Equal(Enum.Parse<NotifyWay>(way), _signals.WayOf(NotifyWay.Auto));
    }

    [Fact]
    public void Should_wrap_a_notification_for_tmux_where_it_is_asked_for()
    {
        Open("TERM=tmux-256color TMUX=/tmp/tmux");
        _signals.Notify(NotifyWay.Osc9, "Bob", "hi");
        Assert.Equal($"{Esc}Ptmux;{Esc}{Esc}]9;Bob: hi\a{Esc}\\", Written());
    }

    [Fact]
    public void Should_write_no_sequence_to_a_console_that_would_print_it()
    {
        Open("TERM=linux");
        _signals.Notify(NotifyWay.Osc9, "Bob", "hi");
        _signals.ShowTitle("AkkaChat");
        _signals.Ring();
        _signals.Release();
        Assert.Equal("\a", Written());
    }

    [Fact]
    public void Should_keep_the_title_before_the_first_own_one_and_give_it_back()
    {
        Open("TERM=xterm");
        _signals.ShowTitle("(1) AkkaChat");
        _signals.ShowTitle("(1) AkkaChat");
        _signals.ShowTitle("AkkaChat");
        Assert.Equal($"{Esc}[22;0t{Esc}]2;(1) AkkaChat\a{Esc}]2;AkkaChat\a", Written());
        _signals.Release();
        _signals.Release();
        Assert.Equal($"{Esc}[?1004l{Esc}[23;0t", Written());
        _signals.Ring();
        _signals.ShowTitle("late");
        Assert.Equal("", Written());
    }

    [Fact]
    public void Should_ask_for_the_focus_only_where_the_driver_hands_it_on()
    {
        _signals.Open(text => _written.Append(text), TerminalTraits.Read(_ => "xterm"));
        _signals.Release();
        Assert.Equal("", Written());
        _signals.Open(text => _written.Append(text), TerminalTraits.Read(_ => "xterm") with { TellsFocus = true });
        Assert.Equal($"{Esc}[?1004h", Written());
    }

    [Theory]
    [InlineData("\u001b]0;gone\u0007")]
    [InlineData("a\u001b\\b")]
    [InlineData("\u009c\u009b31m")]
    [InlineData("\u0007\u0000\u0018\u001a\u007f")]
    [InlineData("line\r\nline")]
    public void Should_never_let_a_text_out_of_its_sequence(string hostile)
    {
        Open("TERM=xterm-kitty");
        _signals.Notify(NotifyWay.Osc9, hostile, hostile);
        _signals.Notify(NotifyWay.Osc777, hostile, hostile);
        _signals.ShowTitle(hostile);
        AssertHarmless(Written(), 3);
    }

    [Fact]
    public void Should_never_let_any_text_out_of_its_sequence() => Gen.Select(Gen.String, Gen.String).Sample((title, text) =>
    {
        Open("TERM=xterm-kitty");
        _signals.Notify(NotifyWay.Osc777, title, text);
        AssertHarmless(Written(), 1);
    }, threads: 1);

    [Fact]
    public void Should_make_no_progress_bar_nor_further_field_of_a_text_and_cut_it_between_characters()
    {
        Open("TERM=xterm-kitty");
        _signals.Notify(NotifyWay.Osc9, "4;1;50", "");
        Assert.Equal($"{Esc}]9;4,1,50:\a", Written());
        _signals.Notify(NotifyWay.Osc777, "a;b", string.Concat(Enumerable.Repeat("😀", 500)));
        string written = Written();
        Assert.Equal(4, written.Split(';').Length);
        Assert.Equal($"{Esc}]777;notify;a,b;".Length + TerminalSignals.MaxText + 1, written.Length);
    }

    private static void AssertHarmless(string written, int sequences)
    {
        Assert.Equal(sequences, written.Count(c => c == '\a'));
        Assert.All(written.Split('\a', StringSplitOptions.RemoveEmptyEntries), sequence =>
        {
            string inside = sequence.Replace($"{Esc}[22;0t", "", StringComparison.Ordinal);
            Assert.StartsWith($"{Esc}]", inside, StringComparison.Ordinal);
            Assert.DoesNotContain(inside[2..], char.IsControl);
            Assert.DoesNotContain(inside.EnumerateRunes(), rune => rune == Rune.ReplacementChar);
        });
    }

    private void Open(string environment)
    {
        Dictionary<string, string> variables = environment.Split(' ').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        _signals.Open(text => _written.Append(text), TerminalTraits.Read(variables.GetValueOrDefault) with { TellsFocus = true });
        _written.Clear();
    }

    private string Written()
    {
        string written = _written.ToString();
        _written.Clear();
        return written;
    }
}
