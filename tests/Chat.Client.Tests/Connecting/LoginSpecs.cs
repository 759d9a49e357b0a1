using Chat.Client.Connecting;
using Chat.Client.Startup;
using Chat.Protocol;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Connecting;

/// <summary>How a person gets past a server that wants a password.</summary>
public sealed class LoginSpecs
{
    private static readonly string[] Arguments = ["--server=chat://localhost", "--user=Alice", "--plain"];
    private readonly List<string?> _tried = [];
    private readonly List<string> _registered = [];

    [Fact]
    public async Task Should_ask_for_the_password_of_a_registered_name_until_it_is_right()
    {
        FakeHost host = Host("wrong\nright one\n", password => password switch
        {
            null => ErrorCodes.NameTaken,
            "right one" => null,
            _ => ErrorCodes.AuthFailed,
        });

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(Arguments, host.Host));
        Assert.Equal([null, "wrong", "right one"], _tried);
        Assert.DoesNotContain("right one", host.Error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_lead_a_stranger_to_an_account_where_one_is_required()
    {
        FakeHost host = Host("\nshort\nnew secret\nnew secrte\nnew secret\nnew secret\n", password => password is null ? ErrorCodes.NotAuthenticated : null);

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(Arguments, host.Host));
        Assert.Equal(["Alice new secret "], _registered);
        Assert.Equal([null, "new secret"], _tried);
    }

    [Fact]
    public async Task Should_give_up_after_three_wrong_passwords()
    {
        FakeHost host = Host("one\ntwo\nthree\nfour\n", password => password is null ? ErrorCodes.NameTaken : ErrorCodes.AuthFailed);

        Assert.Equal(ExitCodes.Refused, await CommandLine.RunAsync(Arguments, host.Host));
        Assert.Equal([null, "one", "two", "three"], _tried);
    }

    [Fact]
    public async Task Should_not_ask_where_nobody_can_answer()
    {
        FakeHost host = Host("secret\n", _ => ErrorCodes.NotAuthenticated, asks: false);

        Assert.Equal(ExitCodes.Refused, await CommandLine.RunAsync(Arguments, host.Host));
        Assert.Equal([null], _tried);
    }

    [Theory]
    [InlineData("--password-stdin", ExitCodes.Done)]
    [InlineData("--password-file={0}", ExitCodes.Done)]
    [InlineData("--password-file=/nowhere/at/all", ExitCodes.Usage)]
    [InlineData("--password-file={0} --password-stdin", ExitCodes.Usage)]
    public async Task Should_take_the_password_from_a_file_or_the_first_line(string options, int exit)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "from there\nnot this\n");
        FakeHost host = Host("from there\n", _ => null, asks: false);

        Assert.Equal(exit, await CommandLine.RunAsync([.. Arguments, .. string.Format(null, options, file).Split(' ')], host.Host));
        Assert.Equal(exit == ExitCodes.Done ? ["from there"] : [], _tried);
        File.Delete(file);
    }

    [Fact]
    public async Task Should_ask_for_another_invite_until_it_is_taken()
    {
        FakeHost host = Host("\nnew secret\nnew secret\nwrong\ntoo soon\nright\n", password => password is null ? ErrorCodes.NotAuthenticated : null, invite: "right");

        Assert.Equal(ExitCodes.Done, await CommandLine.RunAsync(Arguments, host.Host));

        Assert.Equal(["Alice new secret ", "Alice new secret wrong", "Alice new secret too soon", "Alice new secret right"], _registered);
        Assert.Contains("That invite is not taken. Invites only.", host.Error.ToString(), StringComparison.Ordinal);
        Assert.Contains("Alice is registered.", host.Error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong\n\n")]
    [InlineData("wrong\n")]
    [InlineData("\n")]
    public async Task Should_end_where_a_person_has_no_invite(string typed)
    {
        FakeHost host = Host("\nnew secret\nnew secret\n" + typed, password => password is null ? ErrorCodes.NotAuthenticated : null, invite: "right");

        Assert.Equal(ExitCodes.Refused, await CommandLine.RunAsync(Arguments, host.Host));
        Assert.Contains("Error: Invites only.", host.Error.ToString(), StringComparison.Ordinal);
    }

    private FakeHost Host(string typed, Func<string?, string?> refuse, bool asks = true, string? invite = null)
    {
        FakeHost? host = null;
        return host = new FakeHost(
            new StringReader(typed),
            options =>
            {
                _tried.Add(options.Password);
                return refuse(options.Password) is { } code ? throw FakeChat.Error(code, "No.") : Task.FromResult<IChat>(host!.Chat);
            },
            asks: asks,
            register: (options, given) =>
            {
                _registered.Add($"{options.User} {options.Password} {given}");
                return given == invite ? Task.CompletedTask
                    : given == "too soon" ? throw FakeChat.Error(ErrorCodes.RateLimited, "Try again in 5 s.")
                    : throw new ChatException(ErrorCodes.Forbidden, "Invites only.") { Field = "invite" };
            });
    }
}
