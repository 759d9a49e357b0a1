using Akka.Actor;
using Chat.Actors.Accounts;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Directory;

public sealed class DirectoryRegistrationSpecs : DirectoryKit
{
    [Fact]
    public void Should_hold_a_name_from_the_request_on_and_show_it_once_it_is_stored()
    {
        IActorRef directory = Start();
        Register(directory, "bob");
        var hash = Passwords.ExpectMsg<PasswordProtocol.Hash>();
        Hello(directory, "b0b");
        Assert.Equal(ErrorCodes.NameTaken, Refused().Code);
        Assert.Null(Resolve(directory, "bob"));
        WriterProtocol.Submit submit = Hashed(hash);
        var write = Assert.IsType<Write.Register>(submit.Write);
        Commit(submit);

        Assert.IsType<SessionReply.Done>(ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(("bob", false, "new hash", Sample.Now + Options.SessionExpire), (write.User.Name, write.User.Guest, write.Account.PasswordHash, write.TokensExpire));
        Assert.Equal(write.User.Id, Resolve(directory, "bob")!.User);
    }

    [Fact]
    public void Should_give_a_name_back_that_could_not_be_stored()
    {
        IActorRef directory = Start();
        Register(directory, "bob");
        WriterProtocol.Submit submit = Hashed(Passwords.ExpectMsg<PasswordProtocol.Hash>());
        Writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        Assert.Equal(ErrorCodes.Unavailable, Refused().Code);
        Assert.IsType<Write.RetireUser>(Submitted().Write);
        Hello(directory, "bob");

        Assert.IsType<Write.PutUser>(Submitted().Write);
    }

    [Fact]
    public void Should_make_a_guest_a_registered_user_who_stays_the_same()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Present(directory, Sample.Alice.User, Presence.Online);
        Claim(directory, "Alice");
        WriterProtocol.Submit submit = Hashed(Passwords.ExpectMsg<PasswordProtocol.Hash>());
        Assert.Equal(Sample.Alice.User, Assert.IsType<Write.Register>(submit.Write).User.Id);
        Sessions.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Commit(submit);

        Assert.IsType<SessionReply.Done>(ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(Sample.Alice.User, Sessions.ExpectMsg<SessionProtocol.Registered>().UserId);
        Claim(directory, "alice");
        Assert.Equal(ErrorCodes.Forbidden, Refused().Code);
    }

    [Fact]
    public void Should_leave_a_guest_a_guest_where_storing_failed()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Claim(directory, "alice");
        WriterProtocol.Submit submit = Hashed(Passwords.ExpectMsg<PasswordProtocol.Hash>());
        Writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        Assert.Equal(ErrorCodes.Unavailable, Refused().Code);

        Assert.True(Assert.IsType<Write.PutUser>(Submitted().Write).User.Guest);
    }

    [Fact]
    public void Should_not_forget_a_guest_whose_account_is_being_made()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Claim(directory, "alice");
        var hash = Passwords.ExpectMsg<PasswordProtocol.Hash>();
        Present(directory, Sample.Alice.User, Presence.Offline);
        Time.Advance(TimeSpan.FromDays(30));
        Hello(directory, "alice");

        Assert.Equal(ErrorCodes.NameTaken, Refused().Code);
        Assert.IsType<Write.Register>(Hashed(hash).Write);
    }

    [Fact]
    public void Should_let_a_guest_register_only_the_name_it_has()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Claim(directory, "alicia");

        Assert.Equal((ErrorCodes.Forbidden, "user"), Refused() is var why ? (why.Code, why.Field) : default);
    }

    [Theory]
    [InlineData(AccountPolicy.Required)]
    [InlineData(AccountPolicy.Invite)]
    public void Should_take_no_guests_where_the_operator_wants_none(AccountPolicy policy)
    {
        (IActorRef _, string token) = WithToken();
        IActorRef directory = Start(Options with { Accounts = policy });
        foreach (string? session in new[] { null, token })
        {
            Hello(directory, "alice", session);
            Assert.Equal((ErrorCodes.NotAuthenticated, "password"), Refused() is var why ? (why.Code, why.Field) : default);
        }
    }

    [Fact]
    public void Should_want_an_invite_where_the_policy_says_so_and_use_it_up()
    {
        Store.Put(new Write.PutInvite(new StoredInvite(HashOf("good"), Sample.Now.AddDays(1))), new Write.PutInvite(new StoredInvite(HashOf("old"), Sample.Now)));
        IActorRef directory = Start(Options with { Accounts = AccountPolicy.Invite });
        foreach (string? bad in new[] { null, "", "unknown", "old" })
        {
            Register(directory, "bob", bad);
            Assert.Equal((ErrorCodes.Forbidden, "invite"), Refused() is var why ? (why.Code, why.Field) : default);
        }

        Register(directory, "bob", " good ");
        WriterProtocol.Submit submit = Hashed(Passwords.ExpectMsg<PasswordProtocol.Hash>());
        Assert.Equal(HashOf("good"), Assert.IsType<Write.Register>(submit.Write).InviteHash);

        // Another was quicker.
        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, WriteResult.Missing.Instance)]));
        Assert.Equal("invite", Refused().Field);
    }

    [Fact]
    public void Should_let_the_operator_add_accounts_under_every_policy()
    {
        IActorRef directory = Start(Options with { Accounts = AccountPolicy.Invite });
        Operate(directory, new OperatorAction.Add("bob", "short"));
        Assert.Equal("password", Operated<SessionReply.Refused>().Why.Field);
        Operate(directory, new OperatorAction.Add("bob", "a password"));
        Commit(Hashed(Passwords.ExpectMsg<PasswordProtocol.Hash>()));

        Operated<SessionReply.Done>();
    }

    [Fact]
    public void Should_make_an_invite_known_only_when_it_is_stored()
    {
        IActorRef directory = Start();
        Operate(directory, new OperatorAction.Invite(Sample.Now.AddDays(7)));
        WriterProtocol.Submit submit = Submitted();
        Commit(submit);

        string code = Operated<SessionReply.Invited>().Code;
        Assert.Equal(new Write.PutInvite(new StoredInvite(HashOf(code), Sample.Now.AddDays(7))), submit.Write);
    }

    [Fact]
    public void Should_disable_an_account_and_end_its_sessions()
    {
        StoredUser alice = Sample.Guest(Sample.Alice) with { Guest = false };
        Store.Put(new Write.Register(alice, new StoredAccount(alice.Id, "hash", Sample.Now), null, Sample.Now));
        IActorRef directory = Start(Sample.Guest(Sample.Bob));
        Present(directory, alice.Id, Presence.Online);
        Operate(directory, new OperatorAction.Disable("alice"));
        WriterProtocol.Submit submit = Submitted();
        Assert.Equal(new Write.SetDisabled(alice.Id, true), submit.Write);
        Store.Put(submit.Write);
        Commit(submit);
        Operated<SessionReply.Done>();
        Assert.Equal((null, null, ErrorCodes.Forbidden), Sessions.ExpectMsg<SessionProtocol.EndDevices>() is var e ? (e.Tokens, e.Except, e.Code) : default);
        Operate(directory, new OperatorAction.ListAccounts());

        Assert.Equal([new AccountInfo("alice", Sample.Now, Sample.Now, true, true)], Operated<SessionReply.Accounts>().All);
    }

    [Theory]
    [InlineData("bob")]
    [InlineData("nobody")]
    public void Should_find_no_account_of_guests_and_of_nobody(string name)
    {
        IActorRef directory = Start(Sample.Guest(Sample.Bob));
        Operate(directory, new OperatorAction.Delete(name));

        Assert.Equal(ErrorCodes.NoSuchUser, Operated<SessionReply.Refused>().Why.Code);
    }

    private void Register(IActorRef directory, string user, string? invite = null) =>
        directory.Tell(new DirectoryProtocol.Register(Request(TestActor, TestActor), user, "password", invite));

    private void Claim(IActorRef directory, string user) => directory.Tell(new DirectoryProtocol.ForAccount(
        Sample.Alice.User, Request(TestActor, TestActor), "own", [], new AccountAction.Claim(user, "password", null)));

    private void Operate(IActorRef directory, OperatorAction action) => directory.Tell(new DirectoryProtocol.Operate(action), TestActor);

    private T Operated<T>()
        where T : SessionReply => Assert.IsType<T>(ExpectMsg<DirectoryProtocol.Operated>().Answer);

    private WriterProtocol.Submit Hashed(PasswordProtocol.Hash hash)
    {
        Passwords.Reply(new PasswordProtocol.Hashed("new hash", hash.Context));
        return Submitted();
    }
}
