using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Storage;

/// <content>Accounts, sessions, invites.</content>
public abstract partial class ChatStoreContract
{
    private static readonly StoredUser AliceRegistered = Sample.Guest(Sample.Alice) with { Guest = false };
    private static readonly StoredAccount AlicesAccount = new(Sample.Alice.User, "$hash$1", Sample.Now);

    [Fact]
    public async Task Should_make_a_guest_a_registered_user_whose_token_has_an_end()
    {
        await CommitAsync(Token("t1", expires: null), Token("bobs", expires: null) with { Token = new StoredToken("bobs", Sample.Bob.User, null) });

        Assert.Equal([WriteResult.Done.Instance], await CommitAsync(Register()));

        Assert.Equal(AlicesAccount, await Store.FindAccountAsync(Sample.Alice.User, default));
        Assert.Null(await Store.FindAccountAsync(Sample.Bob.User, default));
        Assert.False((await Store.LoadUsersAsync(default)).Single(u => u.Id == Sample.Alice.User).Guest);
        Assert.Equal(Sample.Now.AddDays(90), (await Store.FindTokenAsync("t1", default))!.Expires);
        Assert.Null((await Store.FindTokenAsync("bobs", default))!.Expires);
        Assert.Equal([new AccountSummary(Sample.Alice.User, Sample.Now, false)], await Store.ListAccountsAsync(default));
    }

    [Fact]
    public async Task Should_use_an_invite_up_with_the_first_account_that_is_made_by_it()
    {
        await CommitAsync(new Write.PutInvite(new StoredInvite("code", Sample.Now.AddDays(1))));
        Assert.Equal(new StoredInvite("code", Sample.Now.AddDays(1)), await Store.FindInviteAsync("code", default));
        StoredUser bob = Sample.Guest(Sample.Bob) with { Guest = false };

        IReadOnlyList<WriteResult> results = await CommitAsync(
            Register("code"),
            new Write.Register(bob, new StoredAccount(bob.Id, "$hash$2", Sample.Now), "code", Sample.Now));

        Assert.Equal([WriteResult.Done.Instance, WriteResult.Missing.Instance], results);
        Assert.Null(await Store.FindInviteAsync("code", default));
        Assert.Null(await Store.FindAccountAsync(bob.Id, default));
        Assert.True((await Store.LoadUsersAsync(default)).Single(u => u.Id == bob.Id).Guest);
    }

    [Fact]
    public async Task Should_refuse_an_invite_that_has_expired()
    {
        await CommitAsync(new Write.PutInvite(new StoredInvite("code", Sample.Now)));

        Assert.Equal([WriteResult.Missing.Instance], await CommitAsync(Register("code")));
        Assert.Null(await Store.FindAccountAsync(Sample.Alice.User, default));
    }

    [Fact]
    public async Task Should_change_a_password_and_keep_only_the_session_that_is_excepted()
    {
        await CommitAsync(Register(), Token("t1"), Token("t2"), Token("t3"));

        await CommitAsync(new Write.SetPassword(Sample.Alice.User, "$hash$2", EndSessions: false));
        Assert.Equal(3, (await Store.ListTokensAsync(Sample.Alice.User, default)).Count);
        IReadOnlyList<WriteResult> results = await CommitAsync(
            new Write.SetPassword(Sample.Alice.User, "$hash$3", EndSessions: true, "t2"),
            new Write.SetPassword(Sample.Bob.User, "$hash$3", EndSessions: true));

        Assert.Equal([WriteResult.Done.Instance, WriteResult.Missing.Instance], results);
        Assert.Equal(AlicesAccount with { PasswordHash = "$hash$3" }, await Store.FindAccountAsync(Sample.Alice.User, default));
        Assert.Equal(["t2"], (await Store.ListTokensAsync(Sample.Alice.User, default)).Select(t => t.Hash));
    }

    [Fact]
    public async Task Should_end_the_sessions_of_an_account_that_is_disabled()
    {
        await CommitAsync(Register(), Token("t1"));

        await CommitAsync(new Write.SetDisabled(Sample.Alice.User, true));
        Assert.True((await Store.FindAccountAsync(Sample.Alice.User, default))!.Disabled);
        Assert.Empty(await Store.ListTokensAsync(Sample.Alice.User, default));
        IReadOnlyList<WriteResult> results = await CommitAsync(
            Token("t2"), new Write.SetDisabled(Sample.Alice.User, false), new Write.SetDisabled(Sample.Bob.User, true));

        Assert.IsType<WriteResult.Missing>(results[^1]);
        Assert.False((await Store.FindAccountAsync(Sample.Alice.User, default))!.Disabled);
        Assert.NotNull(await Store.FindTokenAsync("t2", default));
    }

    [Fact]
    public async Task Should_keep_name_and_private_conversations_of_a_deleted_account_and_nothing_else()
    {
        await CommitAsync(Register(), Token("t1"), CreatePair());

        IReadOnlyList<WriteResult> results = await CommitAsync(new Write.DeleteAccount(Sample.Alice.User), new Write.DeleteAccount(Sample.Bob.User));

        Assert.Equal([WriteResult.Done.Instance, WriteResult.Missing.Instance], results);
        Assert.Null(await Store.FindAccountAsync(Sample.Alice.User, default));
        Assert.Empty(await Store.ListAccountsAsync(default));
        Assert.Null(await Store.FindTokenAsync("t1", default));
        Assert.Equal(AliceRegistered with { Retired = true }, (await Store.LoadUsersAsync(default)).Single(u => u.Id == Sample.Alice.User));
        Assert.Empty((await Store.LoadRoomAsync(Sample.Lobby, default))!.Members);
        Assert.Equal("alice", Assert.Single(await Store.LoadUserRoomsAsync(Sample.Bob.User, default)).Name);
    }

    [Fact]
    public async Task Should_list_a_users_tokens_with_the_one_used_last_first()
    {
        await CommitAsync(
            Token("old"),
            Token("new", at: Sample.Now.AddHours(1)),
            new Write.PutToken(new StoredToken("bobs", Sample.Bob.User, null)),
            new Write.TouchToken("old", Sample.Now.AddHours(2), Sample.Now.AddDays(91)),
            new Write.TouchToken("gone", Sample.Now, Sample.Now));

        Assert.Equal(
            [
                new StoredToken("old", Sample.Alice.User, Sample.Now.AddDays(91), Sample.Now, Sample.Now.AddHours(2), "bot 1.2"),
                new StoredToken("new", Sample.Alice.User, Sample.Now.AddHours(1).AddDays(90), Sample.Now.AddHours(1), Sample.Now.AddHours(1), "bot 1.2"),
            ],
            await Store.ListTokensAsync(Sample.Alice.User, default));
        Assert.Null(await Store.FindTokenAsync("gone", default));
    }

    [Fact]
    public async Task Should_remove_a_users_tokens_but_one()
    {
        await CommitAsync(Token("t1"), Token("t2"), new Write.PutToken(new StoredToken("bobs", Sample.Bob.User, null)));

        await CommitAsync(new Write.DeleteTokens(Sample.Alice.User, "t2"));
        Assert.Equal(["t2"], (await Store.ListTokensAsync(Sample.Alice.User, default)).Select(t => t.Hash));
        await CommitAsync(new Write.DeleteTokens(Sample.Alice.User, null));

        Assert.Empty(await Store.ListTokensAsync(Sample.Alice.User, default));
        Assert.NotNull(await Store.FindTokenAsync("bobs", default));
    }

    [Fact]
    public async Task Should_remove_what_has_expired()
    {
        await CommitAsync(
            Token("t1", expires: Sample.Now),
            Token("t2", expires: Sample.Now.AddSeconds(1)),
            Token("guests", expires: null),
            new Write.PutInvite(new StoredInvite("i1", Sample.Now)),
            new Write.PutInvite(new StoredInvite("i2", Sample.Now.AddSeconds(1))));

        await CommitAsync(new Write.DeleteExpired(Sample.Now));

        Assert.Equal(["guests", "t2"], (await Store.ListTokensAsync(Sample.Alice.User, default)).Select(t => t.Hash).Order());
        Assert.Null(await Store.FindInviteAsync("i1", default));
        Assert.NotNull(await Store.FindInviteAsync("i2", default));
    }

    private static Write.Register Register(string? invite = null) => new(AliceRegistered, AlicesAccount, invite, Sample.Now.AddDays(90));

    private static Write.PutToken Token(string hash, DateTimeOffset at) => new(new StoredToken(hash, Sample.Alice.User, at.AddDays(90), at, at, "bot 1.2"));

    private static Write.PutToken Token(string hash) => Token(hash, at: Sample.Now);

    private static Write.PutToken Token(string hash, DateTimeOffset? expires) => new(new StoredToken(hash, Sample.Alice.User, expires));
}
