using Chat.Client.Tui.Actions;
using Terminal.Gui.Input;
using Xunit;

namespace Chat.Client.Tests.Tui.Actions;

public sealed class KeyNameSpecs
{
    [Theory]
    [InlineData("Ctrl+N", "Ctrl+N")]
    [InlineData("ctrl-n", "Ctrl+N")]
    [InlineData("C-n", "Ctrl+N")]
    [InlineData("^N", "Ctrl+N")]
    [InlineData("control+N", "Ctrl+N")]
    [InlineData("M-x", "Alt+X")]
    [InlineData("Meta+x", "Alt+X")]
    [InlineData("C-M-x", "Ctrl+Alt+X")]
    [InlineData("Alt+C-x", "Ctrl+Alt+X")]
    [InlineData("Alt+Shift+x", "Alt+Shift+X")]
    [InlineData("Alt+Down", "Alt+Down")]
    [InlineData("alt-cursorup", "Alt+Up")]
    [InlineData("PgUp", "PageUp")]
    [InlineData("S-Tab", "Shift+Tab")]
    [InlineData("BackTab", "Shift+Tab")]
    [InlineData("escape", "Esc")]
    [InlineData("Return", "Enter")]
    [InlineData("Alt+Enter", "Alt+Enter")]
    [InlineData("f12", "F12")]
    [InlineData("Ctrl+Space", "Ctrl+Space")]
    [InlineData("Del", "Delete")]
    [InlineData("Alt+1", "Alt+1")]
    [InlineData("Ctrl++", "Ctrl+Plus")]
    [InlineData("Ctrl+Plus", "Ctrl+Plus")]
    [InlineData("C--", "Ctrl+Minus")]
    [InlineData("Alt+,", "Alt+Comma")]
    [InlineData("M-/", "Alt+/")]
    public void Should_read_keys_as_people_write_them_and_write_them_one_way(string written, string canonical)
    {
        Assert.True(KeyName.TryParse(written, mayBeLetter: false, out Key? key, out string? problem), problem);
        Assert.Equal(canonical, KeyName.Write(key));
        Assert.True(KeyName.TryParse(canonical, mayBeLetter: false, out Key? again, out _));
        Assert.Equal(key, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("Shift+x")]
    [InlineData("7")]
    [InlineData("Ctrl+")]
    [InlineData("+")]
    [InlineData("Hyper+x")]
    [InlineData("Ctrl+Foo")]
    [InlineData("F99")]
    [InlineData("^")]
    [InlineData("Ctrl N")]
    [InlineData("65")]
    public void Should_take_nothing_for_a_key_that_is_none_or_that_one_types(string written)
    {
        Assert.False(KeyName.TryParse(written, mayBeLetter: false, out _, out string? problem));
        Assert.Contains("write", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_write_every_default_key_so_that_it_is_read_back()
    {
        Assert.All(ActionTable.All, action => Assert.All(ActionMap.DefaultsOf(action), key =>
        {
            Assert.True(KeyName.TryParse(KeyName.Write(key), action.MayBeLetter, out Key? again, out _), KeyName.Write(key));
            Assert.Equal(key, again);
        }));
    }

    [Fact]
    public void Should_take_a_letter_only_where_nothing_is_typed()
    {
        Assert.True(KeyName.TryParse("N", mayBeLetter: true, out Key? key, out _));
        Assert.Equal(Key.N.WithShift, key);
        Assert.False(KeyName.TryParse("N", mayBeLetter: false, out _, out _));
    }
}
