using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Rooms;

public class RoomPresenceSpecs : RoomKit
{
    private static readonly TimeSpan Tick = Options.PresenceGrace / (PresenceLedger.Rounds - 1);

    private static RoomProtocol.Speaker[] Crowd { get; } =
        [.. Enumerable.Range(0, Options.LargeRoom).Select(i => new RoomProtocol.Speaker(new UserId($"user-{i}"), $"user{i:000}"))];

    [Fact]
    public void Should_tell_after_the_grace_that_someone_is_gone_and_list_it_as_told_until_then()
    {
        IActorRef room = StartWithBob();
        Change(room, Sample.Bob, Presence.Offline);
        Advance(room, Tick, PresenceLedger.Rounds - 1);
        Assert.False(Hub.HasMessages);
        Assert.Equal(Presence.Online, Presences(room)["bob"]);
        Advance(room, Tick, 1);

        Assert.Equal(new RelayItem.PresenceChanged("bob", Presence.Offline, Sample.Now), Assert.Single(Items()));
        Assert.Equal(Presence.Offline, Presences(room)["bob"]);
    }

    [Fact]
    public void Should_tell_nothing_of_who_goes_and_comes_back()
    {
        IActorRef room = StartWithBob();
        for (int i = 0; i < 5; i++)
        {
            Change(room, Sample.Bob, Presence.Offline);
            Advance(room, Tick, PresenceLedger.Rounds - 1);
            Change(room, Sample.Bob, Presence.Online);
            Advance(room, Tick, PresenceLedger.Rounds);
        }

        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_not_think_someone_gone_who_left_and_joined_meanwhile()
    {
        IActorRef room = StartWithBob();
        Change(room, Sample.Bob, Presence.Offline);
        room.Tell(Command(Sample.Bob, new RoomAction.Leave("left")));
        Commit();
        Items();
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Commit();
        Items();
        Advance(room, Tick, PresenceLedger.Rounds);

        Assert.False(Hub.HasMessages);
        Assert.Equal(Presence.Online, Presences(room)["bob"]);
    }

    [Fact]
    public void Should_tell_after_a_fault_what_it_had_not_told_before()
    {
        IActorRef room = StartWithBob();
        Change(room, Sample.Bob, Presence.Offline);
        room.Tell(Command(Sample.Carol, Sample.Join()));
        Fail();
        Items();
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Directory.Reply(new DirectoryProtocol.PresenceOf(
        [
            new DirectoryProtocol.UserPresence(Sample.Alice.User, Presence.Online),
            new DirectoryProtocol.UserPresence(Sample.Bob.User, Presence.Offline, Sample.Now.AddSeconds(-7)),
        ]));
        Assert.Equal(
            [new RelayItem.Synced(0), new RelayItem.PresenceChanged("alice", Presence.Online, Sample.Now)],
            [.. Items(), .. Items()]);
        Assert.Equal(Presence.Online, Presences(room)["bob"]);
        Advance(room, Tick, PresenceLedger.Rounds);

        Assert.Equal(new RelayItem.PresenceChanged("bob", Presence.Offline, Sample.Now.AddSeconds(-7)), Assert.Single(Items()));
    }

    [Fact]
    public void Should_tell_a_large_room_numbers_once_an_interval()
    {
        IActorRef room = StartLarge();
        foreach (RoomProtocol.Speaker member in Crowd)
        {
            Change(room, member, Presence.Online);
        }

        AwaitIdle(room);
        Assert.False(Hub.HasMessages);
        Advance(room, Options.CountsInterval, 1);

        Assert.Equal(new RelayItem.Counted(new RoomCounts(Crowd.Length + 1, Crowd.Length, 0, Sample.Now), Each: false), Assert.Single(Items()));
        foreach (RoomProtocol.Speaker member in Crowd)
        {
            Change(room, member, Presence.Offline);
            Change(room, member, Presence.Online);
        }

        Advance(room, Options.CountsInterval, 2);
        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_answer_a_large_rooms_lists_with_its_numbers_and_the_truth()
    {
        IActorRef room = StartLarge();
        Change(room, Crowd[0], Presence.Online);
        Change(room, Crowd[1], new Presence("away", "lunch"));
        RoomReply.MemberList list = List(room);

        Assert.Equal(new RoomCounts(Crowd.Length + 1, 1, 1, Sample.Now), list.Counts);
        Assert.True(list.More);
        Assert.Equal(["offline", "online", "away", "offline"], list.Members.Take(4).Select(m => m.Presence.Status));
        Assert.Equal(new RelayItem.OwnPresence(Crowd[1].User, Crowd[1].Name, new Presence("away", "lunch"), Sample.Now), Assert.Single(Items()));
    }

    [Fact]
    public void Should_tell_only_its_own_devices_that_someone_joins_or_leaves_a_large_room()
    {
        IActorRef room = StartLarge();
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Commit();
        IReadOnlyList<RelayItem> joined = Items();
        room.Tell(Command(Sample.Bob, new RoomAction.Leave("left")));
        Commit();

        Assert.NotNull(Assert.IsType<RoomReply.Joined>(Assert.IsType<RelayItem.Reply>(joined[0]).Answer).Counts);
        Assert.True(Assert.IsType<RelayItem.MemberJoined>(joined[^1]).Quiet);
        Assert.True(Assert.IsType<RelayItem.MemberLeft>(Items()[^1]).Quiet);
    }

    [Fact]
    public void Should_say_when_a_room_becomes_large_and_when_it_is_no_more()
    {
        IActorRef room = Start(Sample.Room(0, [Sample.Alice, .. Crowd.SkipLast(1)]));
        Attach(room, Sample.Alice);
        room.Tell(Command(Sample.Bob, Sample.Join()));
        Assert.Equal(new RelayItem.Counted(new RoomCounts(Crowd.Length + 1, 1, 0, Sample.Now), Each: false), Assert.Single(Items()));
        Commit();
        Items();
        int left = 0;
        RelayItem? told = null;
        while (told is null)
        {
            room.Tell(Command(Crowd[left], new RoomAction.Leave("left"), Request(TestActor, CreateTestProbe())));
            left++;
            Commit();
            told = Items().OfType<RelayItem.Counted>().FirstOrDefault();
        }

        Assert.Equal(RoomState.LeastLarge(Options.LargeRoom), Crowd.Length + 1 - left);
        Assert.Equal(new RelayItem.Counted(new RoomCounts(Crowd.Length + 1 - left, 1, 0, Sample.Now), Each: true), told);
        Change(room, Sample.Alice, Presence.Online);
        Assert.False(Assert.IsType<RelayItem.MemberLeft>(Assert.Single(Items())).Quiet);
        Assert.IsType<RelayItem.PresenceChanged>(Assert.Single(Items()));
    }

    [Fact]
    public void Should_say_to_a_node_that_subscribes_that_it_is_large()
    {
        IActorRef room = StartLarge();
        TestProbe other = CreateTestProbe();
        room.Tell(new RoomProtocol.Subscribe(Sample.Lobby, other, 0));

        Assert.IsType<RelayItem.Synced>(Assert.Single(Items(other)));
        Assert.False(Assert.IsType<RelayItem.Counted>(Assert.Single(Items(other))).Each);
        AwaitIdle(room);
        Assert.False(Hub.HasMessages);
    }

    private static void Change(IActorRef room, RoomProtocol.Speaker who, Presence presence) =>
        room.Tell(new RoomProtocol.PresenceChanged(Sample.Lobby, who.User, presence));

    private IActorRef StartWithBob()
    {
        IActorRef room = Start(Sample.Room(0, Sample.Alice, Sample.Bob));
        Attach(room, Sample.Alice);
        Change(room, Sample.Bob, Presence.Online);
        Items();
        return room;
    }

    private IActorRef StartLarge()
    {
        IActorRef room = Start(Sample.Room(0, [Sample.Alice, .. Crowd]));
        Attach(room, Sample.Alice);
        return room;
    }

    /// <summary>Lets so many timers go off, one after the other.</summary>
    private void Advance(IActorRef room, TimeSpan time, int times)
    {
        for (int i = 0; i < times; i++)
        {
            AwaitIdle(room);
            Scheduler.Advance(time);
        }

        AwaitIdle(room);
    }

    private Dictionary<string, Presence> Presences(IActorRef room) => List(room).Members.ToDictionary(m => m.Name, m => m.Presence);
}
