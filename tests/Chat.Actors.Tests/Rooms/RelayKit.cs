using Akka.Actor;
using Akka.TestKit;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Rooms;

/// <summary>One relay; the spec plays the room, and the devices' sockets.</summary>
public abstract class RelayKit : ChatTestKit
{
    private long _re;

    protected RelayKit()
    {
        RelayOptions = Options with { RelayRing = 4, Replay = 50 };
        Hub = CreateTestProbe();
        Room = CreateTestProbe();
        Rooms = CreateTestProbe();
        Table = new ConnectionTable(RelayOptions);
        Relay = Hub.ChildActorOf(
            RoomRelay.Props(Sample.Lobby, Table, Store, Rooms, RelayOptions),
            new OneForOneStrategy(_ => Directive.Restart));
    }

    protected ChatOptions RelayOptions { get; }

    private protected ScriptedStore Store { get; } = new();

    protected ConnectionTable Table { get; }

    protected TestProbe Hub { get; }

    protected TestProbe Room { get; }

    protected TestProbe Rooms { get; }

    protected IActorRef Relay { get; }

    protected static RelayItem.Posted Post(long seq) => new(Sample.Message(seq), null, "Lobby");

    protected void Tell(params RelayItem[] items) => Relay.Tell(new RelayProtocol.Output(Sample.Lobby, items), Room);

    /// <summary>A device that gets the stream from a cursor on.</summary>
    private protected TestDevice Attach(RoomProtocol.Speaker user, long cursor, long head, string label = "Lobby")
    {
        TestDevice device = TestDevice.Open(Table);
        Tell(Attached(device, user, cursor, head, label));
        return device;
    }

    private protected RelayItem.Attached Attached(TestDevice device, RoomProtocol.Speaker user, long cursor, long head, string label = "Lobby") =>
        new(device.Ref(TestActor, Hub), user.User, label, cursor, head);

    /// <summary>Puts the messages into the log that the room has told of.</summary>
    protected void Fill(int count)
    {
        Store.Put(new Write.CreateRoom(Sample.Lobby, "Lobby", "lobby", []));
        for (int seq = 1; seq <= count; seq++)
        {
            Store.Put(Sample.Append(Sample.Lobby, Sample.Alice, $"key {seq}", $"text {seq}"));
        }
    }

    /// <summary>The frames that a device has got before the relay answers this question of the device's.</summary>
    private protected async Task<IReadOnlyList<ServerFrame>> FramesAsync(TestDevice device)
    {
        long re = ++_re;
        Tell(new RelayItem.Reply(device.Request(TestActor, Hub, re), RoomReply.Done.Instance));
        var frames = new List<ServerFrame>();
        for (ServerFrame frame = await device.NextAsync(); frame is not RawOk; frame = await device.NextAsync())
        {
            frames.Add(frame);
        }

        return frames;
    }

    private protected static async Task<IReadOnlyList<long>> SeqsAsync(TestDevice device, int count)
    {
        var seqs = new List<long>();
        while (seqs.Count < count)
        {
            seqs.Add((await device.NextAsync<MessageEvent>()).Seq);
        }

        return seqs;
    }

    protected static IEnumerable<long> Range(int first, int last) => Enumerable.Range(first, last - first + 1).Select(s => (long)s);
}
