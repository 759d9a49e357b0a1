using Akka.Actor;
using Akka.TestKit.TestActors;
using Chat.Actors.Edge;
using Chat.Actors.Entities;
using Chat.Actors.Sessions;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;

namespace Chat.Actors.Tests.Edge;

[CollectionDefinition(nameof(IdleMemorySpecs), DisableParallelization = true)]
public class AloneWithTheHeap;

[Collection(nameof(IdleMemorySpecs))]
public class IdleMemorySpecs : ChatTestKit
{
    private const int WarmUp = 200;

    /// <summary>So many that what the runner and ended specs do to the heap meanwhile is far below what the bound leaves for it.</summary>
    private const int Devices = 3000;

    /// <summary>Akka's own mailboxes alone take 2.2 KiB more than ours, behaviour stacks, timers and loggers another kilobyte and a half.</summary>
    private const long MostBytes = 6 * 1024;

    private readonly ConnectionTable _table = new(Options);
    private readonly IActorRef _edge;
    private readonly IActorRef _sessions;

    public IdleMemorySpecs()
    {
        IActorRef nobody = Sys.ActorOf(Props.Create(() => new BlackHoleActor()));
        var store = new ScriptedStore();
        _sessions = Sys.ActorOf(SessionsParent.Props(
            new Lazy<SessionNeighbours>(() => new SessionNeighbours(store, nobody, nobody, nobody)), Options, Time));
        _edge = Sys.ActorOf(EdgeActor.Props(new ConnectionNeighbours(_table, store, nobody, _sessions, nobody, nobody), Options));
    }

    [Fact]
    public async Task Should_take_a_few_kilobytes_of_heap_for_a_device_at_rest_and_its_session()
    {
        List<TestDevice> devices = await WelcomeAsync(WarmUp, "w");
        long before = HeapBytes();

        devices.AddRange(await WelcomeAsync(Devices, "d"));

        long each = (HeapBytes() - before) / Devices;
        GC.KeepAlive(devices);
        Assert.InRange(each, 1, MostBytes);
    }

    /// <summary>What other specs have left behind goes in two steps where it has finalizers.</summary>
    private static long HeapBytes()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private async Task<List<TestDevice>> WelcomeAsync(int count, string prefix)
    {
        var devices = new List<TestDevice>(count);
        for (int i = 0; i < count; i++)
        {
            TestDevice device = TestDevice.Open(_table);
            IActorRef connection = await _edge.Ask<IActorRef>(new ConnectionProtocol.Open(device.Connection), Patience);
            RequestRef origin = device.Request(connection, ActorRefs.Nobody, 1);
            connection.Tell(new ConnectionProtocol.Requested(new HelloRequest(1, prefix + i), origin.Ticket));
            _sessions.Tell(new SessionProtocol.Attach(
                UserId.New(), prefix + i, Guest: true, FormerName: null, IsNew: false, RandomText.Create(32), RandomText.Create(32), origin, new Dictionary<string, long>()));
            await device.NextOkAsync<HelloOk>();
            devices.Add(device);
        }

        return devices;
    }
}
