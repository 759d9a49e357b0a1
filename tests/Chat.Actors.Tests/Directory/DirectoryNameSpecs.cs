using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Directory;

public class DirectoryNameSpecs : DirectoryKit
{
    [Fact]
    public void Should_make_a_guest_of_a_free_name_once_it_isStored()
    {
        IActorRef directory = Start();
        RequestRef origin = Hello(directory, "Alice");
        WriterProtocol.Submit user = Submitted();
        WriterProtocol.Submit token = Submitted();
        Assert.True(user.Urgent && token.Urgent);
        Commit(user);
        Assert.False(Sessions.HasMessages);
        Commit(token);

        var attach = Sessions.ExpectMsg<SessionProtocol.Attach>();
        StoredUser stored = Assert.IsType<Write.PutUser>(user.Write).User;
        Assert.Equal(("Alice", "alice", true), (stored.Name, stored.Folded, stored.Guest));
        Assert.Equal((stored.Id, "Alice", true, true), (attach.UserId, attach.Name, attach.Guest, attach.IsNew));
        Assert.Same(origin, attach.Origin);
        Assert.Equal(attach.TokenHash, Assert.IsType<Write.PutToken>(token.Write).Token.Hash);
        Assert.NotEqual(attach.Token, attach.TokenHash);
        Assert.DoesNotContain(attach.Token, attach.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_name_that_is_none()
    {
        IActorRef directory = Start();
        Hello(directory, "no spaces");

        Assert.Equal(ErrorCodes.BadName, Refused().Code);
    }

    [Fact]
    public void Should_refuse_a_name_that_someone_online_has_or_that_looks_like_it()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice), Sample.Guest(Sample.Bob with { Name = "B0b" }));
        Present(directory, Sample.Alice.User, Presence.Online);
        Present(directory, Sample.Bob.User, new Presence("away", "lunch"));
        Time.Advance(TimeSpan.FromDays(30));

        Hello(directory, "ALICE");
        Refusal taken = Refused();
        Hello(directory, "bob");
        Refusal looks = Refused();

        Assert.Equal((ErrorCodes.NameTaken, ErrorCodes.NameTaken), (taken.Code, looks.Code));
        Assert.Null(taken.RetryAfterMs);
        Assert.Contains("B0b", looks.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_a_name_that_another_is_just_taking()
    {
        IActorRef directory = Start();
        Hello(directory, "alice");
        Hello(directory, "Alice");

        Assert.Equal(ErrorCodes.NameTaken, Refused().Code);
    }

    [Fact]
    public void Should_hold_a_gone_guests_name_and_then_give_it_away()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Time.Advance(Options.GuestHold - TimeSpan.FromSeconds(1));
        Hello(directory, "alice");
        Assert.Equal(1000, Refused().RetryAfterMs);

        Time.Advance(TimeSpan.FromSeconds(1));
        Hello(directory, "alice");
        Assert.Equal(new SessionProtocol.Expire(Sample.Alice.User, "alice"), Sessions.ExpectMsg<SessionProtocol.Expire>());
        directory.Tell(new DirectoryProtocol.Retire(Sample.Alice.User));
        Assert.IsType<Write.RetireUser>(Submitted().Write);
        Commit(Submitted());
        Commit(Submitted());
        Assert.NotEqual(Sample.Alice.User, Sessions.ExpectMsg<SessionProtocol.Attach>().UserId);
    }

    [Fact]
    public void Should_never_give_a_registered_users_name_away()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice) with { Guest = false });
        Time.Advance(TimeSpan.FromDays(1000));
        Hello(directory, "alice");

        Assert.Equal(ErrorCodes.NameTaken, Refused().Code);
    }

    [Fact]
    public void Should_retire_a_guest_when_its_session_says_so()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        directory.Tell(new DirectoryProtocol.Retire(Sample.Alice.User));
        directory.Tell(new DirectoryProtocol.Retire(Sample.Alice.User));
        Assert.Equal(new Write.RetireUser(Sample.Alice.User, "alice~alice-"), Submitted().Write);

        Hello(directory, "alice");
        Assert.IsType<Write.PutUser>(Submitted().Write);
    }

    [Fact]
    public void Should_expire_guests_that_were_gone_too_long()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice), Sample.Guest(Sample.Bob), Sample.Guest(Sample.Carol) with { Guest = false });
        Present(directory, Sample.Bob.User, Presence.Online);
        Time.Advance(Options.GuestKeep);
        Scheduler.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal(Sample.Alice.User, Sessions.ExpectMsg<SessionProtocol.Expire>().UserId);
        Resolve(directory, "settled");
        Assert.False(Sessions.HasMessages);
    }

    [Fact]
    public void Should_rename_a_guest_or_say_why_not()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice), Sample.Guest(Sample.Bob));
        directory.Tell(new DirectoryProtocol.Rename(Sample.Alice.User, Request(TestActor, TestActor), "bob"));
        Assert.Equal(ErrorCodes.NameTaken, ExpectMsg<DirectoryProtocol.RenameRefused>().Why.Code);
        directory.Tell(new DirectoryProtocol.Rename(Sample.Alice.User, Request(TestActor, TestActor), "ALICE"));
        Assert.Equal("ALICE", ExpectMsg<DirectoryProtocol.Renamed>().Name);
        directory.Tell(new DirectoryProtocol.Rename(Sample.Alice.User, Request(TestActor, TestActor), "ally"));
        Assert.Equal("ally", ExpectMsg<DirectoryProtocol.Renamed>().Name);

        Assert.Null(Resolve(directory, "alice"));
        Assert.Equal(new RoomProtocol.Speaker(Sample.Alice.User, "ally"), Resolve(directory, "ally"));
    }

    [Fact]
    public void Should_tell_who_a_user_is()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Time.Advance(TimeSpan.FromHours(1));
        Present(directory, Sample.Alice.User, Presence.Online);
        directory.Tell(new DirectoryProtocol.Whois(Request(TestActor, TestActor), "alice", Sample.Bob.User));
        directory.Tell(new DirectoryProtocol.Whois(Request(TestActor, TestActor), "nobody", Sample.Bob.User));

        Assert.Equal(new SessionReply.Whois("alice", true, Presence.Online, Sample.Now.AddHours(1)), ExpectMsg<SessionProtocol.Reply>().Answer);
        Assert.Equal(ErrorCodes.NoSuchUser, Refused().Code);
    }

    [Fact]
    public void Should_tell_which_users_are_there()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice), Sample.Guest(Sample.Bob));
        Present(directory, Sample.Bob.User, Presence.Online);
        directory.Tell(new DirectoryProtocol.AskPresence([Sample.Alice.User, Sample.Bob.User, Sample.Carol.User]));

        Assert.Equal([new DirectoryProtocol.UserPresence(Sample.Bob.User, Presence.Online, Sample.Now)], ExpectMsg<DirectoryProtocol.PresenceOf>().Present);
    }

    [Fact]
    public void Should_tell_since_when_a_status_holds_where_it_heard_of_its_beginning()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice), Sample.Guest(Sample.Bob));
        Present(directory, Sample.Bob.User, Presence.Online);
        directory.Tell(new DirectoryProtocol.AskPresence([]));
        ExpectMsg<DirectoryProtocol.PresenceOf>();
        Time.Advance(TimeSpan.FromHours(1));
        Present(directory, Sample.Bob.User, Presence.Offline);
        directory.Tell(new DirectoryProtocol.AskPresence([]));
        ExpectMsg<DirectoryProtocol.PresenceOf>();
        Time.Advance(TimeSpan.FromHours(1));
        Present(directory, Sample.Bob.User, Presence.Offline);
        directory.Tell(new DirectoryProtocol.AskPresence([Sample.Alice.User, Sample.Bob.User]));

        Assert.Equal(
            [new DirectoryProtocol.UserPresence(Sample.Bob.User, Presence.Offline, Sample.Now.AddHours(1))],
            ExpectMsg<DirectoryProtocol.PresenceOf>().Present);
    }

    [Fact]
    public void ShouldStore_when_a_user_was_last_seen()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Alice));
        Time.Advance(TimeSpan.FromHours(1));
        Present(directory, Sample.Alice.User, Presence.Offline);

        Assert.Equal(Sample.Now.AddHours(1), Assert.IsType<Write.PutUser>(Submitted().Write).User.SeenAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Should_free_the_name_when_the_user_or_its_token_could_not_beStored(int failing)
    {
        IActorRef directory = Start();
        Hello(directory, "alice");
        WriterProtocol.Submit[] submits = [Submitted(), Submitted()];
        for (int i = 0; i < submits.Length; i++)
        {
            if (i == failing)
            {
                directory.Tell(new WriterProtocol.Failed([new WriterProtocol.Refusal(submits[i].Write, submits[i].Context)]), Writer);
            }
            else
            {
                Commit(submits[i]);
            }
        }

        Assert.Equal(ErrorCodes.Unavailable, Refused().Code);
        Assert.IsType<Write.RetireUser>(Submitted().Write);
        Hello(directory, "alice");
        Assert.IsType<Write.PutUser>(Submitted().Write);
        Assert.False(Sessions.HasMessages);
    }

    [Fact]
    public void Should_take_no_more_guests_than_the_limit()
    {
        IActorRef directory = Start(Options with { MaxGuests = 1 }, Sample.Guest(Sample.Alice));
        Hello(directory, "bob");

        Assert.Equal(ErrorCodes.Overloaded, Refused().Code);
    }

    [Fact]
    public void Should_wait_for_the_storage_at_the_start_and_lose_nobody()
    {
        Store.FailsReads = true;
        Store.Put(new Write.PutUser(Sample.Guest(Sample.Alice)), new Write.PutUser(Sample.Guest(Sample.Bob) with { Retired = true }));
        IActorRef directory = Start();
        directory.Tell(new DirectoryProtocol.Resolve("alice", null!));
        directory.Tell(new DirectoryProtocol.Resolve("bob", null!));
        Store.FailsReads = false;
        AwaitAssert(() =>
        {
            Scheduler.Advance(TimeSpan.FromSeconds(1));
            Assert.True(HasMessages);
        });

        Assert.Equal(Sample.Alice, ExpectMsg<DirectoryProtocol.Resolved>().Who);
        Assert.Null(ExpectMsg<DirectoryProtocol.Resolved>().Who);
    }
}
