using Akka.Actor;
using Chat.Actors.Directory;
using Chat.Actors.Entities;
using Chat.Actors.Moderation;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

/// <summary>Mutes that end by themselves.</summary>
public class RoomMutesSpecs : RoomKit
{
    private static readonly RoomProtocol.Speaker[] Crowd =
        [.. Enumerable.Range(0, Options.LargeRoom).Select(i => new RoomProtocol.Speaker(new UserId($"user-{i}"), $"user{i:000}"))];

    private static StoredRoom Lobby => new(
        Sample.Lobby, "Lobby", "lobby", "", 1, [Sample.Stored(Sample.Alice, RoomRole.Owner), Sample.Stored(Sample.Bob), Sample.Stored(Sample.Carol)]);

    [Fact]
    public void Should_tell_that_a_mute_has_ended_and_by_whom_it_was()
    {
        IActorRef room = StartWithListener();
        Mute(room, Sample.Bob, 60);
        Pass(59);
        AwaitIdle(room);
        Assert.False(Hub.HasMessages);
        Pass(1);

        Assert.Equal(Ended(Sample.Bob, 60), Assert.Single(Items()));
        room.Tell(Command(Sample.Bob, Send("k1")));
        Assert.IsType<Write.AppendMessage>(Commit(Appended(2)));
    }

    [Fact]
    public void Should_tell_of_each_of_several_mutes_by_one_timer()
    {
        IActorRef room = StartWithListener();
        Mute(room, Sample.Carol, 120);
        Mute(room, Sample.Bob, 60);
        Pass(60);
        Assert.Equal(Ended(Sample.Bob, 60), Assert.Single(Items()));
        AwaitIdle(room);
        Pass(60);

        Assert.Equal(Ended(Sample.Carol, 120), Assert.Single(Items()));
        Pass(3600);
        AwaitIdle(room);
        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_tell_that_a_mute_has_ended_before_what_that_allows()
    {
        IActorRef room = StartWithListener();
        Mute(room, Sample.Bob, 60);

        // The clock is there before the timer.
        Time.Advance(TimeSpan.FromSeconds(60));
        room.Tell(Command(Sample.Bob, new RoomAction.Typing(true)));

        Assert.Equal(Ended(Sample.Bob, 60), Assert.Single(Items()));
        Assert.Equal(RoomReply.Done.Instance, Assert.IsType<RelayItem.Reply>(Assert.Single(Items())).Answer);
        Scheduler.Advance(TimeSpan.FromSeconds(60));
        Assert.IsType<RelayItem.Typing>(Assert.Single(Items()));
        AwaitIdle(room);
        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_tell_nothing_of_a_mute_that_was_taken_back_or_of_one_who_is_gone()
    {
        IActorRef room = StartWithListener();
        Mute(room, Sample.Bob, 60);
        Mute(room, Sample.Carol, 60);
        room.Tell(Command(Sample.Alice, new RoomAction.Unmute(Of(Sample.Bob))));
        Commit();
        Items();
        room.Tell(Command(Sample.Carol, new RoomAction.Leave("left")));
        Commit();
        Items();
        Pass(60);
        AwaitIdle(room);

        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_tell_in_a_large_room_its_staff_and_who_was_muted()
    {
        IActorRef room = Start(Lobby with { Members = [.. Lobby.Members, .. Crowd.Select(c => Sample.Stored(c))] });
        Attach(room, Sample.Alice);
        Mute(room, Sample.Bob, 60);
        Pass(60);

        IReadOnlyList<RelayItem> items = Hub.FishForMessage<RelayProtocol.Output>(o => o.Items.Any(i => i is RelayItem.MemberChanged)).Items;
        Assert.Equal([Sample.Alice.User], Assert.Single(items.OfType<RelayItem.MemberChanged>()).To);
    }

    [Fact]
    public void Should_tell_of_those_that_ended_while_it_was_loaded_anew_and_of_none_that_ended_before_it_was_in_memory()
    {
        Store.Put(new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", Lobby.Members));
        Store.Put(new Write.Moderate(Sample.Lobby, [new ModerationChange.PutSanction(MuteOf(Sample.Carol, 0))], null));
        Store.Put(new Write.Moderate(Sample.Lobby, [new ModerationChange.PutSanction(MuteOf(Sample.Bob, 60))], null));
        IActorRef room = StartUnloaded(Sample.Lobby, null);
        Present();
        Attach(room, Sample.Alice);
        room.Tell(Command(Sample.Carol, new RoomAction.Leave("left")));
        Fail();
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Time.Advance(TimeSpan.FromSeconds(61));
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));

        IReadOnlyList<RelayItem> items = Hub.FishForMessage<RelayProtocol.Output>(o => o.Items.Any(i => i is RelayItem.MemberChanged)).Items;
        Assert.Equal(Sample.Bob.User, Assert.Single(items.OfType<RelayItem.MemberChanged>()).User);
        AwaitIdle(room);
        Assert.False(Hub.HasMessages);
    }

    [Fact]
    public void Should_stay_in_memory_for_no_mute()
    {
        Store.Put(new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", Lobby.Members));
        Store.Put(new Write.Moderate(Sample.Lobby, [new ModerationChange.PutSanction(MuteOf(Sample.Bob, 3600 * 24 * 3650))], null));
        IActorRef room = StartUnloaded(Sample.Lobby, null);
        Present();
        AwaitIdle(room);
        AwaitAtRest(room);
        Scheduler.Advance(Options.IdleEntity / 2);
        room.Tell(RoomProtocol.MuteTick.Instance);
        AwaitAtRest(room);
        Scheduler.Advance(Options.IdleEntity / 2);

        Parent.ExpectMsg<EntityProtocol.Passivate>();
    }

    private static Whom Of(RoomProtocol.Speaker who) => new(who.Name, who.Name, who.User);

    private static Sanction MuteOf(RoomProtocol.Speaker who, int seconds) =>
        new(SanctionKind.Mute, ModerationState.TargetOf(who.User), who.Name, "alice", Sample.Now.AddHours(-1), Sample.Now.AddSeconds(seconds), null);

    private static RelayItem.MemberChanged Ended(RoomProtocol.Speaker who, int seconds) =>
        new(who.User, who.Name, RoomRole.Member, null, "alice", Sample.Now.AddSeconds(seconds), null, Ended: true);

    private IActorRef StartWithListener()
    {
        IActorRef room = Start(Lobby);
        Attach(room, Sample.Alice);
        return room;
    }

    private void Mute(IActorRef room, RoomProtocol.Speaker who, int seconds)
    {
        room.Tell(Command(Sample.Alice, new RoomAction.Mute(Of(who), null, seconds)));
        Commit();
        Items();
        AwaitIdle(room);
    }

    private void Pass(int seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        Scheduler.Advance(TimeSpan.FromSeconds(seconds));
    }

    private void Present()
    {
        Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
        Directory.Reply(new DirectoryProtocol.PresenceOf([]));
    }
}
