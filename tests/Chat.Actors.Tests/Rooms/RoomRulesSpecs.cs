using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RoomRulesSpecs
{
    private static readonly ChatOptions Options = new() { UsersPerRoom = 2 };
    private static readonly RoomState Lobby = RoomState.From(Sample.Room(7, Sample.Alice));
    private static readonly RoomState Pair = RoomState.From(Sample.Pair(3));
    private static readonly RoomAction.Send Hi = new("hi", "k1", MessageKind.Action);

    [Fact]
    public void Should_make_a_room_for_the_first_who_joins()
    {
        RoomDecision.Store store = Stores(Decide(null, Sample.Alice, Sample.Join()));

        var create = Assert.IsType<Write.CreateRoom>(store.Write);
        Assert.Equal(("Lobby", "lobby"), (create.Name, create.Skeleton));
        Assert.Equal(new StoredMember(Sample.Alice.User, "alice", RoomRole.Owner), Assert.Single(create.Members));
        Assert.Equal(RoomRole.Owner, store.Next.Members[Sample.Alice.User].Role);
    }

    [Fact]
    public void Should_make_a_room_that_everyone_starts_in_without_an_owner()
    {
        RoomDecision.Store store = Stores(Decide(null, Sample.Alice, Sample.Join() with { Founds = false }));

        Assert.Equal(RoomRole.Member, Assert.Single(Assert.IsType<Write.CreateRoom>(store.Write).Members).Role);
    }

    [Fact]
    public void Should_add_a_member_to_a_room_that_exists()
    {
        RoomDecision.Store store = Stores(Decide(Lobby, Sample.Bob, Sample.Join()));

        Assert.Equal(new Write.PutMember(Sample.Lobby, Sample.Bob.User, RoomRole.Member), store.Write);
        Assert.Equal(Presence.Online, store.Next.Members[Sample.Bob.User].Presence);
    }

    [Fact]
    public void Should_answer_a_second_join_like_the_first()
    {
        RoomReply reply = Assert.IsType<RoomDecision.Answer>(Decide(Lobby, Sample.Alice, Sample.Join("LOBBY"))).Reply;

        var joined = Assert.IsType<RoomReply.Joined>(reply);
        Assert.Equal(("Lobby", 7L), (joined.Room, joined.Seq));
    }

    [Fact]
    public void Should_refuse_a_join_when_the_room_is_full() =>
        Assert.Equal(ErrorCodes.Forbidden, Refused(Decide(RoomState.From(Sample.Room(0, Sample.Alice, Sample.Bob)), Sample.Carol, Sample.Join())).Code);

    [Fact]
    public void Should_never_let_a_stranger_join_a_pair()
    {
        Assert.Equal(ErrorCodes.NoSuchRoom, Refused(DecidePair(Pair, Sample.Carol, Sample.Join())).Code);
        Assert.Equal(ErrorCodes.NoSuchRoom, Refused(DecidePair(null, Sample.Alice, Sample.Join())).Code);
    }

    [Fact]
    public void Should_store_a_members_message_with_the_rooms_time()
    {
        RoomDecision.Store store = Stores(Decide(Lobby, Sample.Alice, Hi));

        Assert.Equal(new Write.AppendMessage(Sample.Lobby, Sample.Alice.User, "alice", "hi", "k1", MessageKind.Action, Sample.Now), store.Write);
        Assert.Same(Lobby, store.Next);
    }

    [Fact]
    public void Should_remove_a_member_who_leaves()
    {
        RoomDecision.Store store = Stores(Decide(Lobby, Sample.Alice, new RoomAction.Leave("left")));

        Assert.Equal(new Write.RemoveMember(Sample.Lobby, Sample.Alice.User), store.Write);
        Assert.Empty(store.Next.Members);
    }

    [Fact]
    public void Should_let_one_type_ask_and_read_where_one_is_a_member()
    {
        var typing = Assert.IsType<RoomDecision.Announce>(Decide(Lobby, Sample.Alice, new RoomAction.Typing(true)));
        var topic = Assert.IsType<RoomDecision.Answer>(Decide(Lobby, Sample.Alice, new RoomAction.Topic(null)));
        var members = Assert.IsType<RoomDecision.Answer>(Decide(Lobby, Sample.Alice, new RoomAction.Members(null, 1000)));
        var read = Assert.IsType<RoomDecision.Read>(Decide(Lobby, Sample.Alice, new RoomAction.History(new HistoryQuery(5, null, null, 10))));

        Assert.Equal(new RelayItem.Typing(Sample.Alice.User, "alice", true), typing.Item);
        Assert.Equal(new RoomReply.TopicIs("Lobby", ""), topic.Reply);
        Assert.Equal("alice", Assert.Single(Assert.IsType<RoomReply.MemberList>(members.Reply).Members).Name);
        Assert.Equal(5, read.Query.Before);
    }

    [Fact]
    public void Should_set_the_topic()
    {
        RoomDecision.Store store = Stores(Decide(Lobby, Sample.Alice, new RoomAction.Topic("cats")));

        Assert.Equal(new Write.SetTopic(Sample.Lobby, "cats"), store.Write);
        Assert.Equal("cats", store.Next.Topic);
    }

    [Fact]
    public void Should_refuse_everything_but_a_join_to_those_who_are_not_in_the_room() =>
        Assert.All(AllButJoin(), action => Assert.Equal(ErrorCodes.NotMember, Refused(Decide(Lobby, Sample.Bob, action)).Code));

    [Fact]
    public void Should_know_no_room_that_nobody_made() =>
        Assert.All(AllButJoin(), action => Assert.Equal(ErrorCodes.NoSuchRoom, Refused(Decide(null, Sample.Alice, action)).Code));

    [Fact]
    public void Should_give_a_stranger_the_same_answer_about_a_pair_as_about_no_pair() =>
        Assert.All(AllButJoin().Append(Sample.Join()), action =>
            Assert.Equal(Refused(DecidePair(null, Sample.Carol, action)), Refused(DecidePair(Pair, Sample.Carol, action))));

    [Fact]
    public void Should_open_a_pair_with_its_first_message()
    {
        RoomDecision.Store store = Stores(DecidePair(null, Sample.Alice, Hi, Sample.Bob));

        var create = Assert.IsType<Write.CreateRoom>(store.Write);
        Assert.Equal(["alice", "bob"], create.Members.Select(m => m.Name));
        Assert.All(create.Members, m => Assert.Equal(RoomRole.Member, m.Role));
        Assert.Equal("k1", Assert.IsType<Write.AppendMessage>(store.Then).Key);
        Assert.Equal(2, store.Next.Members.Count);
    }

    [Fact]
    public void Should_have_one_member_in_a_conversation_with_oneself()
    {
        var own = RoomId.OfPair(Sample.Alice.User, Sample.Alice.User);
        var command = new RoomProtocol.Command(own, Sample.Alice, null, Hi, Sample.Alice);

        RoomDecision.Store store = Stores(RoomRules.Decide(null, command, Sample.Now, Options));

        Assert.Single(Assert.IsType<Write.CreateRoom>(store.Write).Members);
    }

    [Fact]
    public void Should_only_append_to_a_pair_that_is_open()
    {
        RoomDecision.Store store = Stores(DecidePair(Pair, Sample.Bob, Hi, Sample.Alice));

        Assert.IsType<Write.AppendMessage>(store.Write);
        Assert.Null(store.Then);
    }

    [Fact]
    public void Should_not_open_a_pair_with_nobody() =>
        Assert.Equal(ErrorCodes.NoSuchRoom, Refused(DecidePair(null, Sample.Alice, Hi)).Code);

    [Fact]
    public void Should_neither_leave_a_pair_nor_give_it_a_topic()
    {
        Assert.Equal(ErrorCodes.Forbidden, Refused(DecidePair(Pair, Sample.Alice, new RoomAction.Leave("left"))).Code);
        Assert.Equal(ErrorCodes.Forbidden, Refused(DecidePair(Pair, Sample.Alice, new RoomAction.Topic("cats"))).Code);
    }

    private static IEnumerable<RoomAction> AllButJoin() =>
    [
        Hi, new RoomAction.Leave("left"), new RoomAction.History(new HistoryQuery(null, null, null, 1)),
        new RoomAction.Members(null, 1), new RoomAction.Typing(true), new RoomAction.Topic(null), new RoomAction.Topic("cats"),
    ];

    private static RoomDecision Decide(RoomState? state, RoomProtocol.Speaker by, RoomAction action) =>
        RoomRules.Decide(state, new RoomProtocol.Command(Sample.Lobby, by, null, action), Sample.Now, Options);

    private static RoomDecision DecidePair(RoomState? state, RoomProtocol.Speaker by, RoomAction action, RoomProtocol.Speaker? peer = null) =>
        RoomRules.Decide(state, new RoomProtocol.Command(Sample.AliceAndBob, by, null, action, peer), Sample.Now, Options);

    private static RoomDecision.Store Stores(RoomDecision decision) => Assert.IsType<RoomDecision.Store>(decision);

    private static Refusal Refused(RoomDecision decision) => Assert.IsType<RoomDecision.Refuse>((decision as RoomDecision.Doubt)?.Otherwise ?? decision).Why;
}
