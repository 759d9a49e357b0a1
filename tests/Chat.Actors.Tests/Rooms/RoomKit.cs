using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Directory;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Rooms;

/// <summary>One room with probes for neighbours; the spec plays writer, directory, sessions and hubs.</summary>
public abstract class RoomKit : ChatTestKit
{
    protected RoomKit()
    {
        Parent = CreateTestProbe();
        Writer = CreateTestProbe();
        Sessions = CreateTestProbe();
        Directory = CreateTestProbe();
        Hub = CreateTestProbe();
    }

    private protected ScriptedStore Store { get; } = new();

    protected TestProbe Parent { get; }

    protected TestProbe Writer { get; }

    protected TestProbe Sessions { get; }

    protected TestProbe Directory { get; }

    protected TestProbe Hub { get; }

    /// <summary>A room as stored, loaded, with everybody offline.</summary>
    protected IActorRef Start(StoredRoom? stored)
    {
        IActorRef room = StartUnloaded(stored?.Id ?? Sample.Lobby, stored);
        if (stored is not null)
        {
            Directory.ExpectMsg<DirectoryProtocol.AskPresence>();
            Directory.Reply(new DirectoryProtocol.PresenceOf([]));
        }

        return room;
    }

    protected IActorRef StartUnloaded(RoomId id, StoredRoom? stored)
    {
        if (stored is not null)
        {
            Store.Put(new Write.CreateRoom(stored.Id, stored.Name, stored.Skeleton, stored.Members));
            foreach (StoredMember member in stored.Members)
            {
                Store.Put(new Write.PutUser(Sample.Guest(new RoomProtocol.Speaker(member.User, member.Name))));
            }

            for (int i = 1; i <= stored.LastSeq; i++)
            {
                Store.Put(Sample.Append(stored.Id, Sample.Alice, $"stored {i}"));
            }
        }

        return Parent.ChildActorOf(Room.Props(id, new RoomNeighbours(Store, Writer, Sessions, Directory), Options, Time), new OneForOneStrategy(_ => Directive.Restart));
    }

    /// <summary>A command from a device behind <see cref="Hub"/>.</summary>
    protected RoomProtocol.Command Command(RoomProtocol.Speaker by, RoomAction action, RequestRef? origin = null) =>
        new(Sample.Lobby, by, origin ?? Request(TestActor, Hub), action);

    protected static RoomAction.Send Send(string key, string text = "hi") => new(text, key, null);

    /// <summary>What the writer is asked next is committed.</summary>
    private protected Write Commit(WriteResult? result = null)
    {
        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        Writer.Reply(new WriterProtocol.Committed([new WriterProtocol.Outcome(submit.Write, submit.Context, result ?? WriteResult.Done.Instance)]));
        return submit.Write;
    }

    /// <summary>What the writer is asked next fails.</summary>
    private protected Write Fail()
    {
        var submit = Writer.ExpectMsg<WriterProtocol.Submit>();
        Writer.Reply(new WriterProtocol.Failed([new WriterProtocol.Refusal(submit.Write, submit.Context)]));
        return submit.Write;
    }

    private protected static WriteResult Appended(long seq, bool duplicate = false) => new WriteResult.Appended(seq, Sample.Now, duplicate);

    /// <summary>The items of the next stretch that a hub gets.</summary>
    protected IReadOnlyList<RelayItem> Items(TestProbe? hub = null) => (hub ?? Hub).ExpectMsg<RelayProtocol.Output>().Items;

    /// <summary>The refusal that is the next thing a hub gets.</summary>
    private protected Refusal Refusal(TestProbe? hub = null) =>
        Assert.IsType<RoomReply.Refused>(Assert.IsType<RelayItem.Reply>(Assert.Single(Items(hub))).Answer).Why;

    /// <summary>Attaches a device of a member, so that its hub gets the stream.</summary>
    protected void Attach(IActorRef room, RoomProtocol.Speaker by, TestProbe? hub = null, long device = 1)
    {
        var target = new DeviceRef(new ConnectionId(device), TestActor, hub ?? Hub);
        room.Tell(new RoomProtocol.Attach(Sample.Lobby, by, new RoomProtocol.Attachment(target, 0)));
        Assert.IsType<RelayItem.Attached>(Assert.Single(Items(hub)));
    }

    /// <summary>Waits until a room has done what it was told so far.</summary>
    protected void AwaitIdle(IActorRef room) => List(room);

    /// <summary>The room's members as it lists them now.</summary>
    protected RoomReply.MemberList List(IActorRef room)
    {
        TestProbe asker = CreateTestProbe();
        room.Tell(Command(Sample.Alice, new RoomAction.Members(null, 10), Request(TestActor, asker)));
        return Assert.IsType<RoomReply.MemberList>(Assert.IsType<RelayItem.Reply>(Assert.Single(Items(asker))).Answer);
    }
}
