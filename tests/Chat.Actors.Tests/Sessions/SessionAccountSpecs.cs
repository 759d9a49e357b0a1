using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Rooms;
using Chat.Actors.Sessions;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol;

namespace Chat.Actors.Tests.Sessions;

public sealed class SessionAccountSpecs : SessionKit
{
    [Fact]
    public void Should_tell_the_directory_which_session_asks_and_which_are_connected()
    {
        IActorRef session = Start();
        Attach(session, 1, "one", guest: false);
        TestProbe second = Attach(session, 2, "two", guest: false);
        session.Tell(new SessionProtocol.ForAccount(Alice, From(second, 2), new AccountAction.ListSessions()));

        var asked = Directory.FishForMessage<DirectoryProtocol.ForAccount>(_ => true);
        Assert.Equal("hash of two", asked.TokenHash);
        Assert.Equal(["hash of one", "hash of two"], asked.Online);
    }

    [Fact]
    public void Should_refuse_guests_what_takes_an_account_until_they_have_one()
    {
        IActorRef session = Start();
        TestProbe device = Attach(session);
        session.Tell(new SessionProtocol.ForAccount(Alice, From(device), new AccountAction.ListSessions()));
        Assert.Equal(ErrorCodes.Forbidden, Refused(device).Code);
        session.Tell(new SessionProtocol.ForAccount(Alice, From(device), new AccountAction.Claim("alice", "password", null)));
        Directory.FishForMessage<DirectoryProtocol.ForAccount>(r => r.Action is AccountAction.Claim);
        session.Tell(new SessionProtocol.Registered(Alice));
        session.Tell(new SessionProtocol.ForAccount(Alice, From(device), new AccountAction.Claim("alice", "password", null)));
        Assert.Equal(ErrorCodes.Forbidden, Refused(device).Code);
        session.Tell(new SessionProtocol.Rename(Alice, From(device), "another"));

        Assert.Equal(ErrorCodes.Forbidden, Refused(device).Code);
    }

    [Fact]
    public void Should_close_the_devices_of_sessions_that_ended_and_no_others()
    {
        IActorRef session = Start();
        TestProbe[] devices = [.. Enumerable.Range(1, 3).Select(n => Attach(session, n, $"t{n}", guest: false))];
        session.Tell(new SessionProtocol.EndDevices(Alice, ["hash of t1"], null, "code", "why"));
        Assert.Equal(new SessionProtocol.Dismiss("code", "why"), devices[0].ExpectMsg<SessionProtocol.Dismiss>());
        session.Tell(new SessionProtocol.EndDevices(Alice, null, "hash of t3", "code", "why"));
        devices[1].ExpectMsg<SessionProtocol.Dismiss>();
        session.Tell(new SessionProtocol.SetAway(Alice, From(devices[2], 3), null));

        Assert.IsType<SessionReply.Done>(devices[2].ExpectMsg<SessionProtocol.Reply>().Answer);
    }

    [Fact]
    public void Should_leave_the_rooms_of_a_deleted_account_and_close_its_devices()
    {
        PutRooms();
        IActorRef session = Start();
        TestProbe device = Attach(session, guest: false);
        Settle(session);
        session.Tell(new SessionProtocol.Deleted(Alice, "alice", [Sample.Lobby, Sample.AliceAndBob, RoomId.OfName("cats")]));

        Assert.Equal(ErrorCodes.Quit, device.FishForMessage<SessionProtocol.Dismiss>(_ => true).Code);
        Directory.FishForMessage<DirectoryProtocol.PresenceChanged>(p => p.Presence == Presence.Offline);
        RoomId[] left = [.. Enumerable.Range(0, 2).Select(_ => Rooms.FishForMessage<RoomProtocol.Command>(c => c.Action is RoomAction.Leave { Reason: "deleted" }).RoomId)];
        Assert.Equal([Sample.Lobby, RoomId.OfName("cats")], left);
    }

    [Fact]
    public void Should_prolong_a_session_that_was_connected_for_long_when_it_goes()
    {
        IActorRef session = Start();
        TestProbe lasting = Attach(session, 1, "lasting", guest: false);
        Time.Advance(TimeSpan.FromDays(40));
        TestProbe brief = Attach(session, 2, "brief", guest: false);
        session.Tell(new SessionProtocol.EndDevices(Alice, null, null, "code", "why"));
        brief.ExpectMsg<SessionProtocol.Dismiss>();
        lasting.ExpectMsg<SessionProtocol.Dismiss>();

        DateTimeOffset now = Sample.Now.AddDays(40);
        Assert.Equal(new Write.TouchToken("hash of lasting", now, now + Options.SessionExpire), Writer.ExpectMsg<WriterProtocol.Submit>().Write);
        Writer.ExpectNoMsg(TimeSpan.FromMilliseconds(50));
    }

    [Fact]
    public void Should_join_a_registered_user_at_the_first_visit_only_to_first_rooms_it_is_not_in()
    {
        PutRooms();
        IActorRef session = Start(Options with { AutoJoin = ["lobby", "cats"] });
        TestProbe connection = CreateTestProbe();
        session.Tell(AttachOf(connection, isNew: true, guest: false));

        Assert.Equal(["Lobby", "bob", "cats"], Ready(session, connection).Rooms.Select(r => r.Name).Order(StringComparer.Ordinal));
    }
}
