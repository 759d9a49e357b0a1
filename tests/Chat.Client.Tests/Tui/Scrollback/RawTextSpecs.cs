using Chat.Client.Text;
using Chat.Client.Tui.Scrollback;
using CsCheck;
using Xunit;

namespace Chat.Client.Tests.Tui.Scrollback;

public sealed class RawTextSpecs
{
    [Fact]
    public void Should_show_what_is_invisible_by_its_number() =>
        Assert.Equal(@"a\u{1b}[2Jb\u{200b}c\u{202e}d" + "\n" + @"**bold** \u{d} 日本", RawText.Visible("a\u001b[2Jb\u200bc\u202ed\n**bold** \r 日本"));

    [Fact]
    public void Should_be_clean_whatever_came() => Gen.String.Sample(text => Assert.Equal(RawText.Visible(text), CleanText.Block(RawText.Visible(text))));

    [Fact]
    public void Should_copy_nothing_that_a_terminal_obeys() => Assert.Equal("a[2J\n\tb ❤\ufe0f", RawText.ForClipboard("a\u001b[2J\u0007\n\tb ❤\ufe0f"));
}
