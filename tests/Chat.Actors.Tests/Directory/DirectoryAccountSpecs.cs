using Akka.Actor;
using Chat.Actors.Accounts;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Directory;

public sealed class DirectoryAccountSpecs : DirectoryKit
{
    private static readonly Dictionary<string, long> NoCursors = [];
    private static readonly StoredUser Alice = Sample.Guest(Sample.Alice) with { Guest = false };

    [Fact]
    public void Should_let_a_registered_user_in_with_its_password()
    {
        IActorRef directory = StartWithAlice();
        LogIn(directory, "ALICE");
        Verify("stored hash", isRight: true);
        WriterProtocol.Submit token = Submitted();
        Sessions.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Commit(token);

        StoredToken stored = Assert.IsType<Write.PutToken>(token.Write).Token;
        Assert.Equal((Sample.Alice.User, Sample.Now + Options.SessionExpire, "bot 1.2"), (stored.User, stored.Expires!.Value, stored.Client));
        var attach = Sessions.ExpectMsg<SessionProtocol.Attach>();
        Assert.Equal((Sample.Alice.User, "alice", false, stored.Hash), (attach.UserId, attach.Name, attach.Guest, HashOf(attach.Token)));
        Assert.True(attach.IsNew, "it was never here, so it joins the first rooms");
    }

    [Fact]
    public void Should_give_wrong_user_and_wrong_password_the_same_answer_after_the_same_work()
    {
        IActorRef directory = StartWithAlice(Sample.Guest(Sample.Bob));
        LogIn(directory, "alice");
        Verify("stored hash", isRight: false);
        Refusal wrong = Refused();
        foreach (string nobody in new[] { "nobody", "bob", "not a name" })
        {
            LogIn(directory, nobody);
            Verify(null, isRight: false);
            Assert.Equal(wrong, Refused());
        }

        Assert.Equal(ErrorCodes.AuthFailed, wrong.Code);
    }

    [Fact]
    public void Should_tell_of_a_disabled_account_only_to_who_has_the_password()
    {
        Store.Put(new Write.Register(Alice, new StoredAccount(Alice.Id, "stored hash", Sample.Now, Disabled: true), null, Sample.Now));
        IActorRef directory = Start();
        LogIn(directory, "alice");
        Verify("stored hash", isRight: false);
        Assert.Equal(ErrorCodes.AuthFailed, Refused().Code);
        LogIn(directory, "alice");
        Verify("stored hash", isRight: true);

        Assert.Equal(ErrorCodes.Forbidden, Refused().Code);
    }

    [Fact]
    public void Should_say_when_too_many_passwords_wait()
    {
        IActorRef directory = StartWithAlice();
        LogIn(directory, "alice");
        Passwords.Reply(new PasswordProtocol.Overloaded(Passwords.ExpectMsg<PasswordProtocol.Verify>().Context));

        Refusal refusal = Refused();
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.NotNull(refusal.RetryAfterMs);
    }

    [Fact]
    public void Should_store_a_password_again_that_was_hashed_too_weakly()
    {
        IActorRef directory = StartWithAlice();
        LogIn(directory, "alice");
        var verify = Passwords.ExpectMsg<PasswordProtocol.Verify>();
        Passwords.Reply(new PasswordProtocol.Verified(true, "better hash", verify.Context));

        Assert.Equal(new Write.SetPassword(Alice.Id, "better hash", EndSessions: false), Submitted().Write);
        Assert.IsType<Write.PutToken>(Submitted().Write);
    }

    [Fact]
    public void Should_end_the_session_used_longest_ago_and_expired_ones_for_a_new_one()
    {
        StoredToken Token(string hash, int hours, int days = 90) =>
            new(hash, Alice.Id, Sample.Now.AddDays(days), Sample.Now, Sample.Now.AddHours(hours));
        Store.Put(new[] { Token("t1", 1), Token("t3", 3), Token("t2", 2), Token("expired", 9, days: 0) }.Select(t => new Write.PutToken(t)).ToArray<Write>());
        IActorRef directory = StartWithAlice(Options with { SessionsPerUser = 3 });
        LogIn(directory, "alice");
        Verify("stored hash", isRight: true);

        Assert.Equal(["expired", "t1"], new[] { Submitted(), Submitted() }.Select(s => Assert.IsType<Write.DeleteToken>(s.Write).Hash));
        Assert.IsType<Write.PutToken>(Submitted().Write);
        Assert.Equal(["expired", "t1"], Sessions.ExpectMsg<SessionProtocol.EndDevices>().Tokens);
    }

    [Fact]
    public void Should_prolong_a_session_once_an_hour()
    {
        Store.Put(new Write.PutToken(new StoredToken(HashOf("secret"), Alice.Id, Sample.Now.AddDays(90), Sample.Now, Sample.Now)));
        IActorRef directory = StartWithAlice();
        Time.Advance(TimeSpan.FromMinutes(59));
        Hello(directory, "alice", "secret");
        Sessions.ExpectMsg<SessionProtocol.Attach>();
        Time.Advance(TimeSpan.FromMinutes(1));
        Hello(directory, "alice", "secret");
        Sessions.ExpectMsg<SessionProtocol.Attach>();

        DateTimeOffset now = Sample.Now.AddHours(1);
        Assert.Equal(new Write.TouchToken(HashOf("secret"), now, now + Options.SessionExpire), Submitted().Write);
    }

    [Fact]
    public void Should_check_a_password_again_that_was_changed_while_it_was_being_checked()
    {
        IActorRef directory = StartWithAlice();
        LogIn(directory, "alice");
        var first = Passwords.ExpectMsg<PasswordProtocol.Verify>();
        Operate(directory, new OperatorAction.ResetPassword("alice", "another password"));
        var hash = Passwords.ExpectMsg<PasswordProtocol.Hash>();
        Passwords.Reply(new PasswordProtocol.Hashed("new hash", hash.Context));
        WriterProtocol.Submit change = Submitted();
        Store.Put(change.Write);

        // The answer to the check comes while the change is being stored, so the login waits for that and begins again.
        directory.Tell(new PasswordProtocol.Verified(true, null, first.Context));
        Commit(change);

        Assert.IsType<SessionReply.Done>(ExpectMsg<DirectoryProtocol.Operated>().Answer);
        Assert.Null(Sessions.ExpectMsg<SessionProtocol.EndDevices>().Tokens);
        Verify("new hash", isRight: false);
        Assert.Equal(ErrorCodes.AuthFailed, Refused().Code);
    }

    [Fact]
    public void Should_read_a_token_again_that_was_revoked_while_it_was_being_read()
    {
        IActorRef directory = StartWithAlice();
        RequestRef origin = Request(TestActor, TestActor);
        var token = new StoredToken("hash", Alice.Id, Sample.Now.AddDays(1));
        Operate(directory, new OperatorAction.Logout("alice", null));
        Commit(Submitted());
        ExpectMsg<DirectoryProtocol.Operated>();
        Sessions.ExpectMsg<SessionProtocol.EndDevices>();
        directory.Tell(new DirectoryProtocol.TokenFound(new DirectoryProtocol.Hello(origin, "alice", "secret", NoCursors), "hash", token, AsOf: 0));

        Assert.Equal(ErrorCodes.AuthFailed, Refused().Code);
    }

    [Fact]
    public void Should_change_a_password_and_end_the_other_sessions()
    {
        IActorRef directory = StartWithAlice();
        Ask(directory, new AccountAction.ChangePassword("old one", "the new one"));
        Verify("stored hash", isRight: true);
        var hash = Passwords.ExpectMsg<PasswordProtocol.Hash>();
        Assert.Equal("the new one", hash.Password);
        Passwords.Reply(new PasswordProtocol.Hashed("new hash", hash.Context));
        WriterProtocol.Submit change = Submitted();
        Assert.Equal(new Write.SetPassword(Alice.Id, "new hash", EndSessions: true, "own"), change.Write);
        Commit(change);

        Assert.IsType<SessionReply.Done>(ExpectMsg<SessionProtocol.Reply>().Answer);
        var ended = Sessions.ExpectMsg<SessionProtocol.EndDevices>();
        Assert.Equal((null, "own", ErrorCodes.NotAuthenticated), (ended.Tokens, ended.Except, ended.Code));
    }

    [Fact]
    public void Should_list_sessions_and_end_one_by_its_id()
    {
        Store.Put(
            new Write.PutToken(new StoredToken("own", Alice.Id, Sample.Now.AddDays(90), Sample.Now, Sample.Now.AddHours(1))),
            new Write.PutToken(new StoredToken("0123456789abcdef", Alice.Id, Sample.Now.AddDays(90), Sample.Now, Sample.Now, "phone")),
            new Write.PutToken(new StoredToken("expired", Alice.Id, Sample.Now, Sample.Now, Sample.Now)));
        IActorRef directory = StartWithAlice();
        Ask(directory, new AccountAction.ListSessions(), "own");

        var sessions = Assert.IsType<SessionReply.Sessions>(ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(
            [("own", null, true, true), ("0123456789ab", "phone", false, false)],
            sessions.All.Select(s => (s.Id, s.Client, s.Current, s.Online)));
        Ask(directory, new AccountAction.Revoke("someone else's"));
        Assert.Equal((ErrorCodes.BadRequest, "session"), Refused() is var why ? (why.Code, why.Field) : default);
        Ask(directory, new AccountAction.Revoke("0123456789ab"));
        WriterProtocol.Submit change = Submitted();
        Assert.Equal(new Write.DeleteToken("0123456789abcdef"), change.Write);
        Commit(change);
        Assert.Equal(["0123456789abcdef"], Sessions.ExpectMsg<SessionProtocol.EndDevices>().Tokens);
    }

    [Fact]
    public void Should_keep_a_deleted_accounts_name_for_nobody_also_after_a_restart()
    {
        Store.Put(new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", [Sample.Stored(Sample.Alice)]));
        IActorRef directory = StartWithAlice();
        Ask(directory, new AccountAction.Unregister("password"));
        Verify("stored hash", isRight: true);
        WriterProtocol.Submit delete = Submitted();
        Assert.Equal(new Write.DeleteAccount(Alice.Id), delete.Write);
        Store.Put(delete.Write);
        Commit(delete);

        Assert.IsType<SessionReply.Done>(ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal([Sample.Lobby], Sessions.ExpectMsg<SessionProtocol.Deleted>().Rooms);
        foreach (IActorRef now in new[] { directory, Start() })
        {
            Assert.Null(Resolve(now, "alice"));
            Hello(now, "al1ce");
            Assert.Equal(ErrorCodes.NameTaken, Refused().Code);
            Register(now, "alice");
            Assert.Equal(ErrorCodes.NameTaken, Refused().Code);
            LogIn(now, "alice");
            Verify(null, isRight: false);
            Assert.Equal(ErrorCodes.AuthFailed, Refused().Code);
        }
    }

    private IActorRef StartWithAlice(params StoredUser[] others) => StartWithAlice(Options, others);

    private IActorRef StartWithAlice(ChatOptions options, params StoredUser[] others)
    {
        Store.Put(new Write.Register(Alice, new StoredAccount(Alice.Id, "stored hash", Sample.Now), null, Sample.Now));
        return Start(options, others);
    }

    private void LogIn(IActorRef directory, string user) => directory.Tell(
        new DirectoryProtocol.Hello(Request(TestActor, TestActor), user, null, NoCursors, "password", "bot 1.2"));

    private void Register(IActorRef directory, string user) =>
        directory.Tell(new DirectoryProtocol.Register(Request(TestActor, TestActor), user, "password", null));

    private void Ask(IActorRef directory, AccountAction action, params string[] online) =>
        directory.Tell(new DirectoryProtocol.ForAccount(Alice.Id, Request(TestActor, TestActor), "own", online, action));

    private void Operate(IActorRef directory, OperatorAction action) => directory.Tell(new DirectoryProtocol.Operate(action), TestActor);

    private void Verify(string? hash, bool isRight)
    {
        var verify = Passwords.ExpectMsg<PasswordProtocol.Verify>();
        Assert.Equal(hash, verify.PasswordHash);
        Passwords.Reply(new PasswordProtocol.Verified(isRight, null, verify.Context));
    }
}
