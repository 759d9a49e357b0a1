using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Rooms;

public class RoomMessageSpecs : RoomKit
{
    [Fact]
    public void Should_post_a_batch_in_the_order_of_its_commit()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        Attach(room, Sample.Alice);
        WriterProtocol.Submit[] submits = [.. SendAll(room, "a", "b", "c")];
        Writer.Reply(new WriterProtocol.Committed([.. submits.Select((s, i) => new WriterProtocol.Outcome(s.Write, s.Context, Appended(i + 1)))]));

        IEnumerable<RelayItem.Posted> posted = Items().Cast<RelayItem.Posted>();
        Assert.Equal([(1, "a"), (2, "b"), (3, "c")], posted.Select(p => (p.Message.Seq, p.Message.Key)));
        Assert.Equal(3, HeadOf(room));
    }

    [Fact]
    public void Should_acknowledge_a_key_that_is_there_with_its_first_seq_and_post_nothing()
    {
        IActorRef room = Start(Sample.Room(5, Sample.Alice));
        TestProbe onlooker = CreateTestProbe();
        Attach(room, Sample.Alice, onlooker);
        room.Tell(Command(Sample.Alice, Send("k1")));
        Commit(Appended(2, duplicate: true));

        Assert.Equal(new RoomReply.Sent("Lobby", 2, Sample.Now), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        Assert.Equal(5, HeadOf(room));
        Assert.False(onlooker.HasMessages);
    }

    [Fact]
    public void Should_send_replies_only_to_the_askers_node_and_posts_to_all()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        TestProbe other = CreateTestProbe();
        Attach(room, Sample.Alice, Hub, device: 1);
        Attach(room, Sample.Bob, other, device: 2);

        room.Tell(Command(Sample.Alice, new RoomAction.Topic(null)));
        room.Tell(Command(Sample.Alice, Send("k1")));
        Commit(Appended(1));

        Assert.IsType<RelayItem.Reply>(Assert.Single(Items()));
        Assert.IsType<RelayItem.Posted>(Assert.Single(Items()));
        Assert.IsType<RelayItem.Posted>(Assert.Single(Items(other)));
        Assert.False(other.HasMessages);
    }

    [Fact]
    public void Should_answer_a_sender_whose_node_has_no_device_in_the_room()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        TestProbe onlooker = CreateTestProbe();
        Attach(room, Sample.Alice, onlooker);
        room.Tell(Command(Sample.Alice, Send("k1")));
        Commit(Appended(1));

        Assert.Equal(new RoomReply.Sent("Lobby", 1, Sample.Now), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        Assert.IsType<RelayItem.Posted>(Assert.Single(Items(onlooker)));
    }

    [Fact]
    public void Should_never_give_out_a_time_before_one_it_gave()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        room.Tell(Command(Sample.Alice, Send("a")));
        DateTimeOffset first = ((Write.AppendMessage)Writer.ExpectMsg<WriterProtocol.Submit>().Write).At;
        Time.AdjustTime(Sample.Now.AddMinutes(-5));
        room.Tell(Command(Sample.Alice, Send("b")));

        Assert.Equal(first, ((Write.AppendMessage)Writer.ExpectMsg<WriterProtocol.Submit>().Write).At);
    }

    [Fact]
    public void Should_open_a_pair_with_its_first_message_and_tell_both()
    {
        IActorRef room = StartUnloaded(Sample.AliceAndBob, null);
        var origin = Request(TestActor, Hub);
        room.Tell(new RoomProtocol.Command(Sample.AliceAndBob, Sample.Alice, origin, Send("k1"), Sample.Bob));
        Assert.IsType<Write.CreateRoom>(Commit());
        Assert.IsType<Write.AppendMessage>(Commit(Appended(1)));

        Assert.Equal(
            [Sample.Alice.User, Sample.Bob.User],
            new[] { Sessions.ExpectMsg<SessionProtocol.RoomJoined>(), Sessions.ExpectMsg<SessionProtocol.RoomJoined>() }.Select(j => j.UserId).OrderBy(u => u.Value));
        Assert.Equal(new RoomReply.Sent("@bob", 1, Sample.Now), Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
    }

    [Fact]
    public void Should_tell_the_other_one_of_a_pair_that_its_name_changed()
    {
        IActorRef room = Start(Sample.Pair(1));
        room.Tell(new RoomProtocol.MemberRenamed(Sample.AliceAndBob, Sample.Bob.User, "robert"));

        Assert.Equal(new SessionProtocol.PeerRenamed(Sample.Alice.User, Sample.AliceAndBob, "robert"), Sessions.ExpectMsg<SessionProtocol.PeerRenamed>());
    }

    [Fact]
    public void Should_give_pages_of_the_log_straight_to_the_connection()
    {
        IActorRef room = Start(Sample.Room(3, Sample.Alice));
        room.Tell(Command(Sample.Alice, new RoomAction.History(new HistoryQuery(null, 1, null, 10))));

        var page = Assert.IsType<RoomReply.Page>(ExpectMsg<RelayItem.Reply>().Answer);
        Assert.Equal("Lobby", page.Room);
        Assert.Equal([2, 3], page.History.Messages.Select(m => m.Seq));
    }

    [Fact]
    public void Should_say_unavailable_when_the_log_can_not_be_read()
    {
        IActorRef room = Start(Sample.Room(3, Sample.Alice));
        Store.FailsAtOnce = true;
        room.Tell(Command(Sample.Alice, new RoomAction.History(new HistoryQuery(null, 1, null, 10))));

        Assert.Equal(ErrorCodes.Unavailable, Assert.IsType<RoomReply.Refused>(ExpectMsg<RelayItem.Reply>().Answer).Why.Code);
    }

    [Fact]
    public void Should_tell_who_types_and_answer()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice));
        Attach(room, Sample.Alice);
        room.Tell(Command(Sample.Alice, new RoomAction.Typing(true)));

        Assert.Equal(RoomReply.Done.Instance, Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        Assert.Equal(new RelayItem.Typing(Sample.Alice.User, "alice", true), Assert.Single(Items()));
    }

    private IEnumerable<WriterProtocol.Submit> SendAll(IActorRef room, params string[] keys)
    {
        foreach (string key in keys)
        {
            room.Tell(Command(Sample.Alice, Send(key)));
        }

        return keys.Select(_ => Writer.ExpectMsg<WriterProtocol.Submit>());
    }

    /// <summary>The newest seq that the room tells a device that joins.</summary>
    private long HeadOf(IActorRef room)
    {
        TestProbe asker = CreateTestProbe();
        room.Tell(Command(Sample.Alice, Sample.Join(), Request(TestActor, asker)));
        return Assert.IsType<RoomReply.Joined>(Assert.IsType<RelayItem.Reply>(Items(asker)[0]).Answer).Seq;
    }
}
