using Chat.Client.Commands;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk;
using Xunit;

namespace Chat.Client.Tests.Commands;

public sealed class AccountCommandsSpecs
{
    private readonly FakeChat _chat = new();
    private readonly TypedSecrets _secrets = new();

    [Theory]
    [InlineData("/register", "register new secret", "new secret", "new secret")]
    [InlineData("/register 4f1c", "register new secret 4f1c", "new secret", "new secret")]
    [InlineData("/password", "password old new secret", "old", "new secret", "new secret")]
    [InlineData("/unregister", "unregister secret", "secret")]
    [InlineData("/revoke others", "revoke others")]
    public async Task Should_ask_for_passwords_and_then_the_server(string line, string request, params string[] typed)
    {
        await RunAsync(line, typed);

        Assert.Equal([request], _chat.Requests);
    }

    [Theory]
    [InlineData("/register", "the two passwords differ; nothing was changed", "new secret", "another one")]
    [InlineData("/register", "A password has at least 8 characters.", "short")]
    [InlineData("/register", "nothing was changed", "")]
    [InlineData("/password", "nothing was changed")]
    [InlineData("/password", "nothing was changed", "old", "")]
    [InlineData("/unregister", "nothing was changed", "")]
    public async Task Should_change_nothing_where_the_person_does_not_want_to_or_errs(string line, string problem, params string[] typed)
    {
        Assert.Equal(new CommandOutcome.Refused(problem), await RunAsync(line, typed));
        Assert.Empty(_chat.Requests);
    }

    [Fact]
    public async Task Should_tell_of_each_session_where_it_is()
    {
        DateTimeOffset at = new(2026, 11, 22, 10, 30, 0, TimeSpan.Zero);
        _chat.Sessions = new SessionsOk([new("id1", "bot\u001b 1", at, at, at, true, true), new("id2", null, at, at, at, false, true), new("id3", null, at, at, at, false, false)]);

        var told = Assert.IsType<CommandOutcome.Told>(await RunAsync("/sessions"));
        Assert.Equal(
            [
                "id1  bot\uFFFD 1, since 2026-11-22 10:30, last used 2026-11-22 10:30, this one",
                "id2  since 2026-11-22 10:30, last used 2026-11-22 10:30, online",
                "id3  since 2026-11-22 10:30, last used 2026-11-22 10:30",
            ],
            told.Details);
    }

    [Fact]
    public async Task Should_end_with_the_account()
    {
        Assert.IsType<CommandOutcome.Quit>(await RunAsync("/unregister", "secret"));
        _chat.Refuse = _ => FakeChat.Error(ErrorCodes.AuthFailed, "Wrong.");
        Assert.Equal(new CommandOutcome.Refused("Wrong.", ErrorCodes.AuthFailed), await RunAsync("/unregister", "secret"));
    }

    [Theory]
    [InlineData("/register", "register new secret", "register new secret wrong", "register new secret right")]
    [InlineData("/register wrong", "register new secret wrong", "register new secret wrong", "register new secret right")]
    public async Task Should_ask_for_another_invite_until_it_is_taken(string line, params string[] requests)
    {
        _chat.Refuse = request => request.EndsWith(" right", StringComparison.Ordinal) ? null : NoInvite();

        Assert.IsType<CommandOutcome.Told>(await RunAsync(line, "new secret", "new secret", "wrong", "right"));

        Assert.Equal(requests, _chat.Requests);
    }

    [Fact]
    public async Task Should_say_why_where_a_person_has_no_other_invite()
    {
        _chat.Refuse = _ => NoInvite();

        Assert.Equal(new CommandOutcome.Refused("Invites only.", ErrorCodes.Forbidden), await RunAsync("/register wrong", "new secret", "new secret", ""));
    }

    private static ChatException NoInvite() => new(ErrorCodes.Forbidden, "Invites only.") { Field = "invite" };

    private Task<CommandOutcome> RunAsync(string line, params string[] typed)
    {
        _secrets.Typed = new Queue<string>(typed);
        return new CommandRunner(_chat, _secrets, TimeZoneInfo.Utc).RunAsync(CommandParser.Parse(line).Command!, "lobby", CancellationToken.None);
    }
}
