using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RoomRelaySpecs : RelayKit
{
    private static readonly Member Carol = new(Sample.Carol.User, "carol", RoomRole.Member, Presence.Online);

    [Fact]
    public async Task Should_hand_a_run_of_messages_to_every_device_in_order()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        TestDevice bob = Attach(Sample.Bob, 0, 0);
        Tell(Post(1), Post(2), Post(3));

        Assert.Equal([1, 2, 3], await SeqsAsync(alice, 3));
        Assert.Equal([1, 2, 3], await SeqsAsync(bob, 3));
    }

    [Fact]
    public async Task Should_answer_a_sender_behind_its_own_message()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        Tell(new RelayItem.Posted(Sample.Message(1), alice.Request(TestActor, Hub, 17), "Lobby"));

        Assert.Equal(1, (await alice.NextAsync<MessageEvent>()).Seq);
        var ok = await alice.NextAsync<RawOk>();
        Assert.Equal(17, ok.Re);
        Assert.Equal(1, ok.Read<SendOk>().Seq);
    }

    [Fact]
    public async Task Should_leave_answers_of_other_nodes_devices_to_their_node()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        Tell(new RelayItem.Posted(Sample.Message(1), alice.Request(TestActor, CreateTestProbe(), 1), "Lobby"));

        Assert.IsType<MessageEvent>(Assert.Single(await FramesAsync(alice)));
    }

    [Fact]
    public async Task Should_call_a_pair_by_the_name_that_each_knows()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0, "@bob");
        TestDevice bob = Attach(Sample.Bob, 0, 0, "@alice");
        Tell(Post(1), new RelayItem.Renamed(Sample.Bob.User, "bob", "robert", Pair: true, Sample.Now), Post(2));

        Assert.Equal("@bob", (await alice.NextAsync<MessageEvent>()).Room);
        Assert.Equal(("@bob", "robert"), Named(await alice.NextAsync<RenamedEvent>()));
        Assert.Equal("@robert", (await alice.NextAsync<MessageEvent>()).Room);
        Assert.Equal("@alice", (await bob.NextAsync<MessageEvent>()).Room);
        Assert.Equal(("@alice", "robert"), Named(await bob.NextAsync<RenamedEvent>()));
        Assert.Equal("@alice", (await bob.NextAsync<MessageEvent>()).Room);
    }

    [Fact]
    public async Task Should_tell_of_a_large_room_what_concerns_the_user_itself_and_how_many_are_there()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        TestDevice carol = Attach(Sample.Carol, 0, 0);
        Tell(
            new RelayItem.MemberJoined(Carol, Sample.Now, Quiet: true),
            new RelayItem.OwnPresence(Sample.Carol.User, "carol", new Presence(UserStatus.Away, "lunch"), Sample.Now),
            new RelayItem.Counted(new RoomCounts(900, 12, 3, Sample.Now), Each: false),
            new RelayItem.MemberLeft(Sample.Carol.User, "carol", "left", Sample.Now, Quiet: true),
            new RelayItem.Counted(new RoomCounts(150, 11, 3, Sample.Now), Each: true));
        IReadOnlyList<ServerFrame> seen = await FramesAsync(alice);

        Assert.Equal([new CountsEvent("Lobby", 900, 12, 3, Sample.Now), new CountsEvent("Lobby", 150, 11, 3, Sample.Now, Each: true)], seen);
        Assert.Equal(
            [
                new JoinedEvent("Lobby", "carol", UserStatus.Online, RoomRole.Member, Sample.Now, You: true),
                new PresenceEvent("carol", UserStatus.Away, "lunch", "Lobby", Sample.Now),
                seen[0],
                new LeftEvent("Lobby", "carol", "left", Sample.Now, You: true),
            ],
            carol.TakeAll());
    }

    [Fact]
    public async Task Should_turn_what_happens_in_the_room_into_events_in_order()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        Tell(
            new RelayItem.MemberJoined(Carol, Sample.Now),
            Post(1),
            new RelayItem.PresenceChanged("carol", new Presence(UserStatus.Away, "lunch"), Sample.Now),
            new RelayItem.TopicChanged("cats", "carol", Sample.Now),
            new RelayItem.Renamed(Sample.Carol.User, "carol", "caro", Pair: false, Sample.Now));

        Assert.Equal(new JoinedEvent("Lobby", "carol", UserStatus.Online, RoomRole.Member, Sample.Now), await alice.NextAsync<JoinedEvent>());
        Assert.Equal(1, (await alice.NextAsync<MessageEvent>()).Seq);
        Assert.Equal(new PresenceEvent("carol", UserStatus.Away, "lunch", "Lobby", Sample.Now), await alice.NextAsync<PresenceEvent>());
        Assert.Equal(new TopicEvent("Lobby", "cats", "carol", Sample.Now), await alice.NextAsync<TopicEvent>());
        Assert.Equal(new RenamedEvent("carol", "caro", Sample.Now, "Lobby"), await alice.NextAsync<RenamedEvent>());
    }

    [Fact]
    public async Task Should_tell_of_typing_to_all_but_the_one_who_types()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        TestDevice bob = Attach(Sample.Bob, 0, 0);
        Tell(new RelayItem.Typing(Sample.Bob.User, "bob", true));

        Assert.Equal(new TypingEvent("Lobby", "bob", true), await alice.NextAsync<TypingEvent>());
        Assert.Empty(await FramesAsync(bob));
    }

    [Fact]
    public async Task Should_tell_one_who_left_and_then_no_more()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        TestDevice bob = Attach(Sample.Bob, 0, 0);
        Tell(new RelayItem.MemberLeft(Sample.Bob.User, "bob", "left", Sample.Now), Post(1));

        Assert.Equal(new LeftEvent("Lobby", "bob", "left", Sample.Now, You: true), Assert.Single(await FramesAsync(bob)));
        Assert.Equal(2, (await FramesAsync(alice)).Count);
    }

    [Fact]
    public async Task Should_post_a_message_once_even_when_the_room_tells_it_twice()
    {
        TestDevice alice = Attach(Sample.Alice, 0, 0);
        Tell(Post(1), Post(1), Post(2));
        Tell(Post(2));

        Assert.Equal(2, (await FramesAsync(alice)).Count);
    }

    [Fact]
    public async Task Should_attach_a_device_once()
    {
        TestDevice alice = TestDevice.Open(Table);
        Tell(Attached(alice, Sample.Alice, 0, 0), Attached(alice, Sample.Alice, 0, 0));
        Tell(Post(1));

        Assert.Single(await FramesAsync(alice));
    }

    private static (string?, string) Named(RenamedEvent e) => (e.Room, e.To);
}
