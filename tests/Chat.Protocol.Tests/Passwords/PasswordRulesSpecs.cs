using Chat.Protocol.Passwords;
using Xunit;

namespace Chat.Protocol.Tests.Passwords;

public sealed class PasswordRulesSpecs
{
    [Theory]
    [InlineData("cafe\u0301 noir", "caf\u00e9 noir")]
    [InlineData("two\u00a0\u3000blanks", "two  blanks")]
    [InlineData("Kept As It Is ½ ﬁ", "Kept As It Is ½ ﬁ")]
    public void Should_be_the_same_password_from_every_keyboard(string typed, string prepared) => Assert.Equal(prepared, PasswordRules.Prepare(typed));

    [Fact]
    public void Should_take_half_a_surrogate_pair_from_a_broken_terminal() => Assert.Equal("half \ufffd pair", PasswordRules.Prepare("half \ud800 pair"));

    [Fact]
    public void Should_take_what_is_no_character() => Assert.Equal("no \ufffe character", PasswordRules.Prepare("no \ufffe character"));

    [Fact]
    public void Should_measure_the_form_that_is_compared()
    {
        string decomposed = string.Concat(Enumerable.Repeat("e\u0301", 128));

        Assert.Null(PasswordRules.Problem(decomposed));
        Assert.NotNull(PasswordRules.Problem(decomposed + "e"));
        Assert.NotNull(PasswordRules.Problem("e\u0301e\u0301e\u0301e\u0301"));
    }
}
