using Chat.Actors.Accounts;
using Chat.Server.Accounts;
using Xunit;

namespace Chat.Server.Tests.Accounts;

public sealed class Argon2HasherSpecs
{
    private readonly Argon2Hasher _hasher = new();

    // Made by the reference implementation: argon2 saltsaltsaltsalt -id -t T -k K -p 1 -e.
    [Theory]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM", PasswordCheck.Right)]
    [InlineData("$argon2id$v=19$m=8192,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$exh/RmO17fS7g1zxmN2BVBL7yNsQG0lrq3yrukpnUx8", PasswordCheck.Outdated)]
    [InlineData("$argon2id$v=19$m=32768,t=3,p=1$c2FsdHNhbHRzYWx0c2FsdA$c+gGbmoNib8F+W0lETSEm1Y6h5ISQg6Z40of+Iv2+xc", PasswordCheck.Right)]
    public void Should_read_hashes_of_the_reference_implementation_by_their_own_parameters(string hash, object check)
    {
        Assert.Equal(check, _hasher.Verify("correct horse battery", hash));
        Assert.Equal(PasswordCheck.Wrong, _hasher.Verify("correct horse Battery", hash));
    }

    [Fact]
    public void Should_write_hashes_that_it_reads_each_with_a_salt_of_its_own()
    {
        string one = _hasher.Hash("pässword 🐈");
        string two = _hasher.Hash("pässword 🐈");

        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", one, StringComparison.Ordinal);
        Assert.NotEqual(one, two);
        Assert.Equal(PasswordCheck.Right, _hasher.Verify("pässword 🐈", one));
        Assert.Equal(PasswordCheck.Wrong, _hasher.Verify("password 🐈", one));
    }

    [Fact]
    public void Should_take_nobodys_password_for_wrong() => Assert.Equal(PasswordCheck.Wrong, _hasher.Verify("correct horse battery", null));

    [Theory]
    [InlineData("")]
    [InlineData("correct horse battery")]
    [InlineData("$argon2i$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0c2FsdA$iPOQ5f2O21FsjnBvo1AiFcDuSXciCnKUrXFO+yfgNoM")]
    public void Should_refuse_what_is_no_hash_of_its_kind(string hash) => Assert.Throws<FormatException>(() => _hasher.Verify("correct horse battery", hash));
}
