using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

public class RoomEffectsSpecs
{
    private static readonly RoomState Lobby = RoomState.From(Sample.Room(7, Sample.Alice));

    [Fact]
    public void Should_not_bring_back_one_who_left_before_its_join_was_committed()
    {
        RoomState left = Lobby.Without(Sample.Bob.User);
        RoomEffects effects = RoomEffects.Of(
            left, Sample.Lobby, Outcome(Sample.Bob, Sample.Join(), new Write.PutMember(Sample.Lobby, Sample.Bob.User, RoomRole.Member)), Sample.Now);

        Assert.Equal("bob", Assert.IsType<RelayItem.MemberJoined>(Assert.Single(effects.Stream)).Member.Name);
        Assert.Same(left, effects.State);
    }

    [Fact]
    public void Should_give_the_same_whether_or_not_the_state_holds_the_message()
    {
        WriterProtocol.Outcome outcome = Posted(8, duplicate: false);
        RoomEffects fresh = RoomEffects.Of(Lobby, Sample.Lobby, outcome, Sample.Now);
        RoomEffects again = RoomEffects.Of(fresh.State! with { Head = 9 }, Sample.Lobby, outcome, Sample.Now);

        Assert.Equal(8, fresh.State!.Head);
        Assert.Equal(9, again.State!.Head);
        Assert.Equal(fresh.Stream, again.Stream);
    }

    [Fact]
    public void Should_tell_the_room_of_a_joiner_and_the_joiners_session_of_the_room()
    {
        RoomEffects effects = RoomEffects.Of(
            Lobby, Sample.Lobby, Outcome(Sample.Bob, Sample.Join(), new Write.PutMember(Sample.Lobby, Sample.Bob.User, RoomRole.Member)), Sample.Now);

        Assert.Equal("bob", Assert.IsType<RelayItem.MemberJoined>(Assert.Single(effects.Stream)).Member.Name);
        Assert.Equal(
            new SessionProtocol.RoomJoined(Sample.Bob.User, new UserRoom(Sample.Lobby, "Lobby", "", 7, 7, null), null),
            Assert.Single(effects.Notices));
    }

    [Fact]
    public void Should_post_nothing_for_a_key_that_is_there_already()
    {
        RoomEffects effects = RoomEffects.Of(Lobby, Sample.Lobby, Posted(3, duplicate: true), Sample.Now);

        Assert.Empty(effects.Stream);
        Assert.Equal(7, effects.State!.Head);
    }

    [Fact]
    public void Should_tell_the_room_and_the_session_of_one_who_left()
    {
        RoomEffects effects = RoomEffects.Of(
            Lobby.Without(Sample.Alice.User),
            Sample.Lobby,
            Outcome(Sample.Alice, new RoomAction.Leave("quit"), new Write.RemoveMember(Sample.Lobby, Sample.Alice.User)),
            Sample.Now);

        Assert.Equal(new RelayItem.MemberLeft(Sample.Alice.User, "alice", "quit", Sample.Now), Assert.Single(effects.Stream));
        Assert.Equal(new SessionProtocol.RoomLeft(Sample.Alice.User, Sample.Lobby), Assert.Single(effects.Notices));
    }

    [Fact]
    public void Should_tell_both_of_a_pair_that_is_open()
    {
        var create = new Write.CreateRoom(Sample.AliceAndBob, "", Sample.AliceAndBob.Value, [Sample.Stored(Sample.Alice), Sample.Stored(Sample.Bob)]);
        var command = new RoomProtocol.Command(Sample.AliceAndBob, Sample.Alice, null, new RoomAction.Send("hi", "k", null), Sample.Bob);

        RoomEffects effects = RoomEffects.Of(
            RoomState.From(Sample.Pair(0)), Sample.AliceAndBob, new WriterProtocol.Outcome(create, command, WriteResult.Done.Instance), Sample.Now);

        Assert.Empty(effects.Stream);
        Assert.Equal(
            [(Sample.Alice.User, "bob", Sample.Bob.User), (Sample.Bob.User, "alice", Sample.Alice.User)],
            effects.Notices.Cast<SessionProtocol.RoomJoined>().OrderBy(n => n.UserId.Value).Select(n => (n.UserId, n.Room.Name, n.Room.Peer!.Value)));
    }

    [Fact]
    public void Should_have_no_room_when_the_name_looks_like_anothers()
    {
        var create = new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", []);
        RoomEffects effects = RoomEffects.Of(
            Lobby, Sample.Lobby, Outcome(Sample.Alice, Sample.Join(), create) with { Result = new WriteResult.Conflict("l0bby") }, Sample.Now);

        Assert.Null(effects.State);
        var refused = Assert.IsType<SessionProtocol.JoinRefused>(Assert.Single(effects.Notices));
        Assert.Equal(ErrorCodes.NameTaken, refused.Code);
    }

    [Fact]
    public void Should_refuse_what_the_storage_found_no_room_for()
    {
        WriterProtocol.Outcome outcome = Outcome(Sample.Alice, Sample.Join(), new Write.PutMember(Sample.Lobby, Sample.Alice.User, RoomRole.Member));

        RoomEffects effects = RoomEffects.Of(null, Sample.Lobby, outcome with { Result = WriteResult.Missing.Instance }, Sample.Now);

        Assert.Equal(ErrorCodes.NoSuchRoom, Assert.IsType<SessionProtocol.JoinRefused>(Assert.Single(effects.Notices)).Code);
    }

    private static WriterProtocol.Outcome Posted(long seq, bool duplicate) => Outcome(
        Sample.Alice, new RoomAction.Send("hi", "k", null), Sample.Append(Sample.Lobby, Sample.Alice, "k")) with
    {
        Result = new WriteResult.Appended(seq, Sample.Now, duplicate),
    };

    private static WriterProtocol.Outcome Outcome(RoomProtocol.Speaker by, RoomAction action, Write write) =>
        new(write, new RoomProtocol.Command(Sample.Lobby, by, null, action), WriteResult.Done.Instance);
}
