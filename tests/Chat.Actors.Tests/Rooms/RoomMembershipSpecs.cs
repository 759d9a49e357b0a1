using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RoomMembershipSpecs : RoomKit
{
    [Fact]
    public void Should_be_made_by_the_first_who_joins_and_tell_nobody_before_the_commit()
    {
        IActorRef room = Start(null);
        RoomProtocol.Command join = Command(Sample.Alice, Sample.Join());
        room.Tell(join);

        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        Assert.IsType<Write.CreateRoom>(submit.Write);
        Assert.True(submit.Urgent);
        Assert.False(Hub.HasMessages);
        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, WriteResult.Done.Instance)]));

        IReadOnlyList<RelayItem> items = Items();
        var reply = Assert.IsType<RelayItem.Reply>(items[0]);
        Member owner = Assert.Single(Assert.IsType<RoomReply.Joined>(reply.Answer).Members);
        Assert.Same(join.Origin, reply.Origin);
        Assert.Equal(("alice", RoomRole.Owner), (owner.Name, owner.Role));
        Assert.Equal(new RelayItem.Attached(join.Origin!.Device, Sample.Alice.User, "Lobby", 0, 0), items[1]);
        Assert.Equal(new RelayItem.MemberJoined(owner, Sample.Now), items[2]);
        Assert.Equal(join.Origin.Device.Id, Sessions.ExpectMsg<SessionProtocol.RoomJoined>().Attached);
    }

    [Fact]
    public void Should_answer_a_second_join_and_store_nothing()
    {
        IActorRef room = Start(Sample.Room(3, Sample.Alice));
        room.Tell(Command(Sample.Alice, Sample.Join()));

        IReadOnlyList<RelayItem> items = Items();
        Assert.Equal(3, Assert.IsType<RoomReply.Joined>(Assert.IsType<RelayItem.Reply>(items[0]).Answer).Seq);
        Assert.IsType<RelayItem.Attached>(items[1]);
        Assert.Equal(2, items.Count);
        Assert.False(Writer.HasMessages);
    }

    [Fact]
    public void Should_tell_the_room_and_the_session_of_one_who_leaves()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        room.Tell(Command(Sample.Bob, new RoomAction.Leave("left")));
        Assert.IsType<Write.RemoveMember>(Commit());

        Assert.Equal(new RoomReply.Left("Lobby"), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        Assert.Equal(new SessionProtocol.RoomLeft(Sample.Bob.User, Sample.Lobby), Sessions.ExpectMsg<SessionProtocol.RoomLeft>());
        room.Tell(Command(Sample.Bob, new RoomAction.Typing(true)));
        Assert.Equal(ErrorCodes.NotMember, Refusal().Code);
    }

    [Fact]
    public void Should_take_back_one_who_left_and_joins_again_at_once()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        room.Tell(Command(Sample.Bob, new RoomAction.Leave("left")));
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Commit();
        Items();
        room.Tell(Command(Sample.Bob, Send("k1")));
        Assert.IsType<Write.PutMember>(Commit());
        Items();

        Assert.IsType<Write.AppendMessage>(Commit(Appended(1)));
        Assert.IsType<RelayItem.Posted>(Assert.Single(Items()));
    }

    [Fact]
    public void Should_refuse_who_is_not_a_member()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        room.Tell(Command(Sample.Bob, new RoomAction.Typing(true)));

        Assert.Equal(ErrorCodes.NotMember, Refusal().Code);
        Assert.False(Writer.HasMessages);
    }

    [Fact]
    public void Should_refuse_a_name_that_looks_like_anothers_and_tell_the_session()
    {
        IActorRef room = Start(null);
        room.Tell(Command(Sample.Alice, Sample.Join()));
        Commit(new WriteResult.Conflict("L0bby"));

        Assert.Equal(ErrorCodes.NameTaken, Refusal().Code);
        Assert.Equal(
            new SessionProtocol.JoinRefused(Sample.Alice.User, Sample.Lobby, "Lobby", ErrorCodes.NameTaken, Silent: true),
            Sessions.ExpectMsg<SessionProtocol.JoinRefused>());
        room.Tell(Command(Sample.Alice, new RoomAction.Typing(true)));
        Assert.Equal(ErrorCodes.NoSuchRoom, Refusal().Code);
    }

    [Fact]
    public void Should_begin_with_the_presence_that_the_directory_knows()
    {
        IActorRef room = StartUnloaded(Sample.Lobby, Sample.Room(0, Sample.Alice, Sample.Bob));
        Assert.Equal(
            [Sample.Alice.User, Sample.Bob.User],
            Directory.ExpectMsg<DirectoryProtocol.AskPresence>().Users.OrderBy(u => u.Value));
        Directory.Reply(new DirectoryProtocol.PresenceOf([new DirectoryProtocol.UserPresence(Sample.Bob.User, Presence.Online)]));

        Assert.Equal(["offline", "online"], Statuses(room));
    }

    [Fact]
    public void Should_tell_a_change_of_presence_once()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        Attach(room, Sample.Alice);
        var away = new Presence(UserStatus.Away, "lunch");

        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Bob.User, away));
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Bob.User, away));
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Carol.User, away));

        Assert.Equal(new RelayItem.PresenceChanged("bob", away, Sample.Now), Assert.Single(Items()));
        Assert.Equal(["offline", "away"], Statuses(room));
    }

    [Fact]
    public void Should_know_since_when_a_status_holds_whatever_the_away_text()
    {
        IActorRef room = StartUnloaded(Sample.Lobby, Sample.Room(0, Sample.Alice, Sample.Bob, Sample.Carol));
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Directory.Reply(new DirectoryProtocol.PresenceOf(
        [
            new DirectoryProtocol.UserPresence(Sample.Alice.User, Presence.Offline, Sample.Now.AddHours(-2)),
            new DirectoryProtocol.UserPresence(Sample.Bob.User, Presence.Online, Sample.Now.AddHours(-1)),
        ]));
        Assert.Equal([Sample.Now.AddHours(-2), Sample.Now.AddHours(-1), null], Sinces(room));

        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Bob.User, new Presence(UserStatus.Away, "lunch")));
        Assert.Equal(["offline", "away", "offline"], Statuses(room));
        Time.Advance(TimeSpan.FromMinutes(5));
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Bob.User, new Presence(UserStatus.Away, "dinner")));
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, Sample.Carol.User, Presence.Online));

        Assert.Equal([Sample.Now.AddHours(-2), Sample.Now, Sample.Now.AddMinutes(5)], Sinces(room));
    }

    [Fact]
    public void Should_tell_that_a_member_has_another_name()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        Attach(room, Sample.Alice);

        room.Tell(new RoomProtocol.MemberRenamed(Sample.Lobby, Sample.Bob.User, "robert"));
        room.Tell(new RoomProtocol.MemberRenamed(Sample.Lobby, Sample.Bob.User, "robert"));
        room.Tell(new RoomProtocol.MemberRenamed(Sample.Lobby, Sample.Carol.User, "caroline"));

        Assert.Equal(new RelayItem.Renamed(Sample.Bob.User, "bob", "robert", false, Sample.Now), Assert.Single(Items()));
        Assert.Equal(["alice", "robert"], Members(room).Select(m => m.Name));
    }

    [Fact]
    public void Should_tell_the_topic_after_it_is_stored()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        Attach(room, Sample.Alice);
        room.Tell(Command(Sample.Alice, new RoomAction.Topic("cats")));
        Assert.Equal(new Write.SetTopic(Sample.Lobby, "cats"), Commit());

        IReadOnlyList<RelayItem> items = Items();
        Assert.Equal(new RoomReply.TopicIs("Lobby", "cats"), Assert.IsType<RelayItem.Reply>(items[0]).Answer);
        Assert.Equal(new RelayItem.TopicChanged("cats", "alice", Sample.Now), items[1]);
        Assert.Equal(("topic", "alice", "cats"), Assert.IsType<Write.Moderate>(Commit()).Act is { } act ? (act.Name, act.By, act.Detail) : default);
    }

    [Fact]
    public void Should_attach_a_members_device_and_turn_a_strangers_away()
    {
        IActorRef room = Start(Sample.Room(4, Sample.Alice));
        var device = new DeviceRef(new ConnectionId(7), TestActor, Hub);
        room.Tell(new RoomProtocol.Attach(Sample.Lobby, Sample.Bob, new RoomProtocol.Attachment(device, 2)));
        room.Tell(new RoomProtocol.Attach(Sample.Lobby, Sample.Alice, new RoomProtocol.Attachment(device, 2)));

        Assert.Equal(new SessionProtocol.RoomLeft(Sample.Bob.User, Sample.Lobby), Sessions.ExpectMsg<SessionProtocol.RoomLeft>());
        Assert.Equal(new RelayItem.NotAttached(device, "Lobby", "bob", Sample.Now), Assert.Single(Items()));
        Assert.Equal(new RelayItem.Attached(device, Sample.Alice.User, "Lobby", 2, 4), Assert.Single(Items()));
    }

    private IEnumerable<DateTimeOffset?> Sinces(IActorRef room) => Members(room).Select(m => m.Since);

    private IEnumerable<string> Statuses(IActorRef room) => Members(room).Select(m => m.Presence.Status);

    private IReadOnlyList<Member> Members(IActorRef room)
    {
        TestProbe asker = CreateTestProbe();
        room.Tell(Command(Sample.Alice, new RoomAction.Members(null, 10), Request(TestActor, asker)));
        return Assert.IsType<RoomReply.MemberList>(Assert.IsType<RelayItem.Reply>(Assert.Single(Items(asker))).Answer).Members;
    }
}
