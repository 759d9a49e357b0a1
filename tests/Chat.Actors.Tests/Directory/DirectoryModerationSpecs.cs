using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Directory;

/// <summary>Bans from the whole server, and its admins.</summary>
public class DirectoryModerationSpecs : DirectoryKit
{
    private static readonly ManyTarget Bees = new(new SanctionTarget(TargetKind.Pattern, "b*"), "b*");

    [Fact]
    public void Should_hold_a_ban_from_when_it_is_decided_on_and_tell_of_it_when_it_is_stored()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Bob));
        Present(directory, Sample.Bob.User, Presence.Online);
        Operate(directory, new ServerAction.Ban(null, Bees, "bees", 60));
        WriterProtocol.Submit submit = Submitted();
        Hello(directory, "bee");
        Refusal refused = Refused();
        Assert.Equal((ErrorCodes.Banned, 60_000L), (refused.Code, refused.RetryAfterMs));
        Sessions.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Commit(submit);

        Assert.Equal(ErrorCodes.Banned, Sessions.ExpectMsg<SessionProtocol.EndDevices>(e => e.UserId == Sample.Bob.User).Code);
        Assert.Equal("pattern:b*", Assert.IsType<SessionReply.BanIs>(ExpectMsg<DirectoryProtocol.Operated>().Answer).Line.Key);
        var act = Assert.IsType<Write.Moderate>(submit.Write);
        Assert.Null(act.Room);
        Assert.Equal((null, "operator", "ban", "pattern:b*"), (act.Act!.ByUser, act.Act.By, act.Act.Name, act.Act.Target));
    }

    [Fact]
    public void Should_let_in_again_when_a_ban_could_not_be_stored()
    {
        IActorRef directory = Start();
        Operate(directory, new ServerAction.Ban(null, Bees, null, null));
        WriterProtocol.Submit submit = Submitted();
        Writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        Assert.Equal(ErrorCodes.Unavailable, Assert.IsType<SessionReply.Refused>(ExpectMsg<DirectoryProtocol.Operated>().Answer).Why.Code);

        AwaitAssert(() =>
        {
            Operate(directory, new ServerAction.Bans(null, 10));
            Assert.Empty(Assert.IsType<SessionReply.BanList>(ExpectMsg<DirectoryProtocol.Operated>().Answer).Lines);
        });
        Hello(directory, "bee");
        Assert.IsType<Write.PutUser>(Submitted().Write);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Should_ask_the_storage_until_it_tells_what_holds_after_a_change_that_was_not_stored(bool wasBanned)
    {
        if (wasBanned)
        {
            Store.Put(new Write.Moderate(null, [new ModerationChange.PutSanction(new Sanction(SanctionKind.Ban, Bees.Target, "b*", "root", Sample.Now, null, null))], null));
        }

        IActorRef directory = Start();
        Store.FailsReads = true;
        Operate(directory, wasBanned ? new ServerAction.Unban(null, Bees) : new ServerAction.Ban(null, Bees, null, null));
        WriterProtocol.Submit submit = Submitted();
        Akka.TestKit.TestProbe log = Logged();
        Writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        Assert.Contains("The bans could not be read", log.ExpectMsg<Akka.Event.Warning>().Message.ToString(), StringComparison.Ordinal);
        Assert.Equal(ErrorCodes.Unavailable, Assert.IsType<SessionReply.Refused>(ExpectMsg<DirectoryProtocol.Operated>().Answer).Why.Code);
        Store.FailsReads = false;

        AwaitBans(directory, wasBanned ? ["pattern:b*"] : []);
    }

    [Fact]
    public void Should_lose_no_ban_that_is_decided_on_while_the_storage_is_asked()
    {
        var other = new ManyTarget(new SanctionTarget(TargetKind.Pattern, "c*"), "c*");
        IActorRef directory = Start();
        Operate(directory, new ServerAction.Ban(null, Bees, null, null));
        WriterProtocol.Submit refused = Submitted();
        Operate(directory, new ServerAction.Ban(null, other, null, null));
        WriterProtocol.Submit stored = Submitted();
        directory.Tell(new WriterProtocol.Failed([new WriterProtocol.Refusal(refused.Write, refused.Context)]), Writer);
        ExpectMsg<DirectoryProtocol.Operated>();
        Store.Put(stored.Write);
        Commit(stored);
        ExpectMsg<DirectoryProtocol.Operated>();

        AwaitBans(directory, ["pattern:c*"]);
    }

    [Fact]
    public void Should_tell_edges_which_addresses_are_banned_now_and_later()
    {
        var ban = new Sanction(SanctionKind.Ban, new SanctionTarget(TargetKind.Address, "192.0.2.7"), "192.0.2.7", "root", Sample.Now, null, null);
        Store.Put(new Write.Moderate(null, [new ModerationChange.PutSanction(ban)], null));
        IActorRef directory = Start();
        Akka.TestKit.TestProbe edge = CreateTestProbe();
        directory.Tell(new DirectoryProtocol.WatchBans(edge));
        Assert.Equal([ban], edge.ExpectMsg<DirectoryProtocol.AddressBans>().Bans);
        Operate(directory, new ServerAction.Unban(null, new ManyTarget(ban.Target, ban.Shown)));
        Commit(Submitted());

        Assert.Empty(edge.ExpectMsg<DirectoryProtocol.AddressBans>().Bans);
    }

    [Fact]
    public void Should_ask_for_an_admin()
    {
        IActorRef directory = Start(Sample.Guest(Sample.Bob));
        directory.Tell(new DirectoryProtocol.Moderate(Sample.Bob.User, Request(TestActor, TestActor), new ServerAction.Bans(null, 10)));

        Assert.Equal(ErrorCodes.Forbidden, Refused().Code);
    }

    /// <summary>Waits through the directory's pauses for that to be the bans.</summary>
    private void AwaitBans(IActorRef directory, string[] bans) => AwaitAssert(
        () =>
        {
            Scheduler.Advance(TimeSpan.FromSeconds(1));
            Operate(directory, new ServerAction.Bans(null, 10));
            Assert.Equal(bans, Assert.IsType<SessionReply.BanList>(ExpectMsg<DirectoryProtocol.Operated>().Answer).Lines.Select(line => line.Key));
        },
        interval: TimeSpan.FromMilliseconds(20));

    private void Operate(IActorRef directory, ServerAction action) =>
        directory.Tell(new DirectoryProtocol.Operate(new OperatorAction.Moderate(action)), TestActor);
}
