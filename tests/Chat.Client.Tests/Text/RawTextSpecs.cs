using Chat.Client.Text;
using Xunit;

namespace Chat.Client.Tests.Text;

public sealed class RawTextSpecs
{
    [Fact]
    public void Should_copy_nothing_that_a_terminal_obeys() => Assert.Equal("a[2J\n\tb ❤\ufe0f", RawText.ForClipboard("a\u001b[2J\u0007\n\tb ❤\ufe0f"));
}
