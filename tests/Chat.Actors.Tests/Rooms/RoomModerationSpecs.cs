using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

/// <summary>A room's acts in their place in its stream.</summary>
public class RoomModerationSpecs : RoomKit
{
    private static readonly Whom Bob = new("bob", "bob", Sample.Bob.User);

    private static StoredRoom Lobby => new(Sample.Lobby, "Lobby", "lobby", "", 1, [Sample.Stored(Sample.Alice, RoomRole.Owner), Sample.Stored(Sample.Bob)]);

    [Fact]
    public void Should_tell_of_a_kick_when_it_is_stored_and_refuse_what_comes_meanwhile()
    {
        IActorRef room = Start(Lobby);
        Attach(room, Sample.Bob);
        room.Tell(Command(Sample.Alice, new RoomAction.Kick(Bob, "flooding")));
        room.Tell(Command(Sample.Bob, Send("late")));
        var act = Writer.ExpectMsg<WriterProtocol.Submit>();
        var find = Writer.ExpectMsg<WriterProtocol.Submit>();
        Assert.Equal(new Write.FindMessage(Sample.Lobby, Sample.Bob.User, "late"), find.Write);
        Hub.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        Writer.Reply(new WriterProtocol.Committed(
        [
            new WriterProtocol.Outcome(act.Write, act.Context, WriteResult.Done.Instance),
            new WriterProtocol.Outcome(find.Write, find.Context, WriteResult.Missing.Instance),
        ]));

        IReadOnlyList<RelayItem> items = Items();
        Assert.Equal(RoomReply.Done.Instance, Assert.IsType<RelayItem.Reply>(items[0]).Answer);
        Assert.Equal(new RelayItem.MemberLeft(Sample.Bob.User, "bob", "kicked", Sample.Now, false, "alice", "flooding"), items[1]);
        Assert.Equal(ErrorCodes.NotMember, Assert.IsType<RoomReply.Refused>(Assert.IsType<RelayItem.Reply>(items[2]).Answer).Why.Code);
        Sessions.ExpectMsg(new SessionProtocol.RoomLeft(Sample.Bob.User, Sample.Lobby));
    }

    [Fact]
    public void Should_give_a_repetition_the_first_answer_though_its_author_is_muted()
    {
        IActorRef room = Start(Lobby);
        room.Tell(Command(Sample.Alice, new RoomAction.Mute(Bob, null, null)));
        Commit();
        Items();
        room.Tell(Command(Sample.Bob, Send("k1")));
        Assert.IsType<Write.FindMessage>(Commit(Appended(1, duplicate: true)));

        Assert.Equal(new RoomReply.Sent("Lobby", 1, Sample.Now), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
    }

    [Fact]
    public void Should_read_no_page_to_the_end_for_someone_who_was_sent_out_meanwhile()
    {
        IActorRef room = Start(Lobby);
        TestProbe device = CreateTestProbe();
        var gate = new TaskCompletionSource();
        Store.PagesWaitFor = gate.Task;
        room.Tell(Command(Sample.Bob, new RoomAction.History(new HistoryQuery(null, null, null, 10)), Request(device, Hub)));
        room.Tell(Command(Sample.Alice, new RoomAction.Kick(Bob, null)));
        Commit();
        gate.SetResult();

        Assert.Equal(ErrorCodes.NotMember, Assert.IsType<RoomReply.Refused>(device.ExpectMsg<RelayItem.Reply>().Answer).Why.Code);
    }

    [Fact]
    public void Should_load_itself_anew_when_an_act_was_about_something_that_is_not_stored()
    {
        IActorRef room = Start(Lobby);
        room.Tell(Command(Sample.Alice, new RoomAction.SetRole(Bob, RoomRole.Moderator)));
        Commit(WriteResult.Missing.Instance);
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));

        Assert.Equal(ErrorCodes.Unavailable, Refusal().Code);
        room.Tell(Command(Sample.Alice, new RoomAction.Members(null, 10)));
        Assert.All(
            Assert.IsType<RoomReply.MemberList>(Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer).Members.Where(m => m.Name == "bob"),
            m => Assert.Equal(RoomRole.Member, m.Role));
    }

    [Fact]
    public void Should_count_no_message_for_slow_mode_that_was_not_posted()
    {
        IActorRef room = Start(Lobby);
        room.Tell(Command(Sample.Alice, new RoomAction.Configure(null, null, 30, null)));
        Commit();
        Items();
        room.Tell(Command(Sample.Bob, Send("k1")));
        Assert.IsType<Write.AppendMessage>(Fail());
        Assert.Equal(ErrorCodes.Unavailable, Refusal().Code);
        room.Tell(Command(Sample.Bob, Send("k1")));

        Assert.IsType<Write.AppendMessage>(Commit(Appended(2)));
    }

    [Fact]
    public void Should_tell_of_a_report_with_the_message_it_is_about()
    {
        IActorRef room = Start(Lobby);
        Attach(room, Sample.Alice);
        Store.Put(new Write.Moderate(Sample.Lobby, [new ModerationChange.PutReport(1, Sample.Bob.User, "bob", "insults", Sample.Now)], null));
        room.Tell(Command(Sample.Bob, new RoomAction.Report(1, "insults")));
        Commit(new WriteResult.Numbered(1));

        Assert.Equal(new RoomReply.Reported("Lobby", 1), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        var told = Assert.IsType<RelayItem.Reported>(Assert.Single(Items()));
        Assert.Equal((1L, "hi", "bob"), (told.Report.Id, told.Report.Text, told.Report.By));
        Assert.Equal([Sample.Alice.User], told.To);
    }

    [Fact]
    public void Should_take_a_message_s_report_by_one_member_once_while_it_is_open()
    {
        IActorRef room = Start(Lobby);
        RoomProtocol.Command report = Command(Sample.Bob, new RoomAction.Report(1, "insults"));
        room.Tell(report);
        room.Tell(report);
        Assert.Equal(ErrorCodes.RateLimited, Assert.IsType<RoomReply.Refused>(Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer).Why.Code);
        Commit(new WriteResult.Numbered(7));
        Assert.Equal(new RoomReply.Reported("Lobby", 7), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);

        room.Tell(report);
        Assert.Equal(new RoomReply.Reported("Lobby", 7), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        Writer.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        room.Tell(Command(Sample.Alice, new RoomAction.Resolve(7, null)));
        Commit();
        Items();
        room.Tell(report);
        Commit(WriteResult.Missing.Instance);
        Items();
        room.Tell(report);
        Assert.IsType<Write.Moderate>(Commit(new WriteResult.Numbered(8)));
    }

    [Fact]
    public void Should_have_a_room_that_there_is_none_of_answer_a_stranger_who_must_not_know_of_this_one()
    {
        IActorRef room = Start(Lobby);
        room.Tell(Command(Sample.Alice, new RoomAction.Configure(RoomAccess.Private, null, null, null)));
        Commit();
        Items();
        RoomProtocol.Command asked = Command(Sample.Carol, new RoomAction.History(new HistoryQuery(null, null, null, 10)));
        room.Tell(asked);
        var passed = Parent.ExpectMsg<RoomProtocol.Command>();
        room.Tell(Command(Sample.Carol, Sample.Join()));

        Assert.Equal((asked.Origin, asked.By), (passed.Origin, passed.By));
        Assert.NotEqual(Sample.Lobby, passed.RoomId);
        Assert.Equal(ErrorCodes.NoSuchRoom, Assert.IsType<RoomDecision.Refuse>(RoomRules.Decide(null, passed, Sample.Now, Options)).Why.Code);
        Assert.Equal(ErrorCodes.NoSuchRoom, Refusal().Code);
        Assert.Equal(ErrorCodes.NoSuchRoom, Sessions.ExpectMsg<SessionProtocol.JoinRefused>().Code);
    }

    [Fact]
    public void Should_tell_who_is_invited()
    {
        IActorRef room = Start(Lobby);
        room.Tell(Command(Sample.Alice, new RoomAction.Invite(new Whom("carol", "carol", Sample.Carol.User), false)));
        Commit();

        Sessions.ExpectMsg(new SessionProtocol.InvitationChanged(Sample.Carol.User, "Lobby", "alice", Sample.Now, false));
    }
}
