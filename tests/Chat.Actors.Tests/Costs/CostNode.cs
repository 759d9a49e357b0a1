using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Actors.Hosting;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Chat.Actors.Tests.Costs;

/// <summary>All actors of a node with a store in memory, and a room whose members are all on this node; the spec is their sockets.</summary>
internal sealed class CostNode : IAsyncDisposable
{
    private const string Room = "costs";
    private const string Hocon = "akka { loglevel = WARNING, stdout-loglevel = OFF }";
    private const int FramesPerMessage = 2;

    private readonly IHost _host;
    private readonly List<(TestDevice Device, IActorRef Actor)> _members = [];
    private long _sent;

    private CostNode(IHost host) => _host = host;

    /// <summary>Starts a node and brings so many into the room.</summary>
    public static async Task<CostNode> StartAsync(int members)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(new LiveOptions(new ChatOptions { AutoJoin = [] }));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IChatStore, MemoryStore>();
        builder.Services.AddSingleton<IPasswordHasher, NoHasher>();
        builder.Services.AddSingleton<ConnectionTable>();
        builder.Services.AddSingleton(_ => new PageReads());
        builder.Services.AddAkka("costs", akka => akka.AddChatActors().ConfigureLoggers(loggers => loggers.ClearLoggers()).AddHocon(Hocon, HoconAddMode.Prepend));
        var node = new CostNode(builder.Build());
        await node._host.StartAsync();
        for (int i = 0; i < members; i++)
        {
            await node.EnterAsync($"member-{i}");
        }

        return node;
    }

    /// <summary>Bytes that all threads allocate for one message, from its request until its sender has read ok and event. The messages go one after the other.</summary>
    /// <param name="messages">Over so many.</param>
    /// <param name="text">What each says.</param>
    public async Task<long> BytesPerMessageAsync(int messages, string text)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < messages; i++)
        {
            (TestDevice sender, IActorRef actor) = _members[0];
            long number = ++_sent;
            actor.Tell(new ConnectionProtocol.Requested(new SendRequest(number, Room, text, $"key-{number}"), sender.Begin(Room)));
            for (int frame = 0; frame < FramesPerMessage; frame++)
            {
                await sender.NextAsync();
            }

            for (int member = 1; member < _members.Count; member++)
            {
                _members[member].Device.Skip();
            }
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / messages;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private async Task EnterAsync(string name)
    {
        TestDevice device = TestDevice.Open(_host.Services.GetRequiredService<ConnectionTable>());
        IActorRef edge = await _host.Services.GetRequiredService<IRequiredActor<EdgeActor>>().GetAsync();
        IActorRef actor = await edge.Ask<IActorRef>(new ConnectionProtocol.Open(device.Connection), ChatTestKit.Patience);
        actor.Tell(new ConnectionProtocol.Requested(new HelloRequest(1, name), device.Begin()));
        await device.NextOkAsync<HelloOk>();
        actor.Tell(new ConnectionProtocol.Requested(new JoinRequest(2, Room), device.Begin(Room)));
        await device.NextOkAsync<JoinOk>();
        _members.Add((device, actor));

        // Everyone hears of the newcomer before anything is counted.
        foreach ((TestDevice other, _) in _members[..^1])
        {
            while (await other.NextAsync() is not JoinedEvent joined || joined.User != name)
            {
            }
        }
    }

    private sealed class NoHasher : IPasswordHasher
    {
        public string Hash(string password) => throw new NotSupportedException();

        public PasswordCheck Verify(string password, string? hash) => throw new NotSupportedException();
    }
}
