using Chat.Client.Plain.Typing;
using Xunit;

namespace Chat.Client.Tests.Plain.Typing;

public sealed class TypedLineSpecs
{
    private const int Columns = 20;
    private readonly TypedLine _line = new(longest: 50);

    [Theory]
    [InlineData("abc\u007f", "abc\b \b", "ab")]
    [InlineData("日本\u007f", "日本\b \b\b \b", "日")]
    [InlineData("a\u0301\b", "a\u0301\b \b", "")]
    [InlineData("👍\u007f", "👍\b \b\b \b", "")]
    [InlineData("\u007f", "", "")]
    [InlineData("ab\u0015", "ab\b \b\b \b", "")]
    [InlineData("one two\u0017", "one two\b \b\b \b\b \b", "one ")]
    [InlineData("a\tb", "a    b", "a    b")]
    public void Should_show_and_erase_what_is_typed(string keys, string echo, string text)
    {
        Assert.Equal(echo, Press(keys));
        Assert.Equal(text, _line.Take());
    }

    [Theory]
    [InlineData("a\u001b[Ab")]
    [InlineData("a\u001b[1;5Cb")]
    [InlineData("a\u001bOAb")]
    [InlineData("a\u001bxb")]
    [InlineData("a\u0000\u0001\u0007\u009b\u200bb")]
    public void Should_neither_take_nor_show_keys_that_are_no_text(string keys)
    {
        Assert.Equal("ab", Press(keys));
    }

    [Fact]
    public void Should_take_what_is_typed_behind_the_escape_key()
    {
        Press("\u001b");
        Assert.Equal("x", Press("x"));
    }

    [Fact]
    public void Should_show_a_line_of_several_rows_anew_when_something_is_erased()
    {
        Press(new string('x', Columns + 1));
        Assert.Equal("\n" + new string('x', Columns), Press("\u007f"));
    }

    [Fact]
    public void Should_ring_where_a_line_gets_too_long()
    {
        Press(new string('x', 50));
        Assert.Equal("\a", Press("y"));
        Assert.Equal(50, _line.Take().Length);
    }

    [Fact]
    public void Should_end_the_input_in_an_empty_line_only()
    {
        Assert.Equal(KeyEffect.Ended, _line.Press('\u0004', alone: true, Columns, out _));
        Press("a");
        Assert.Equal(KeyEffect.Typed, _line.Press('\u0004', alone: true, Columns, out _));
        Assert.Equal("a", _line.Take());
    }

    private string Press(string keys) => string.Concat(keys.Select(key =>
    {
        Assert.Equal(KeyEffect.Typed, _line.Press(key, keys.Length == 1, Columns, out string echo));
        return echo;
    }));
}
