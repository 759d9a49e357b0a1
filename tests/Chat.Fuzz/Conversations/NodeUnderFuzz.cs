using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Akka.Actor;
using Chat.Actors;
using Chat.Actors.Accounts;
using Chat.Actors.Edge;
using Chat.Fuzz.Running;
using Chat.Protocol.Names;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Chat.Fuzz.Conversations;

/// <summary>The product's own node in this process, with small bounds so that they are met.</summary>
internal sealed class NodeUnderFuzz : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentQueue<string> _faults = [];
    private readonly WebApplication _app;

    private NodeUnderFuzz(ChatSettings settings) => _app = ChatHost.Build(settings, builder =>
    {
        builder.Logging.ClearProviders().AddProvider(new FaultLog(_faults));
        builder.Services.AddSingleton<IPasswordHasher, CheapHasher>();
    });

    /// <summary>What it has complained of.</summary>
    public IEnumerable<string> Faults => _faults;

    /// <summary>Where it listens.</summary>
    public IPEndPoint Endpoint => _app.Services.GetRequiredService<NodeEndpoints>().Chat!;

    /// <summary>Its bounds.</summary>
    public ChatOptions Options => _app.Services.GetRequiredService<LiveOptions>().Current;

    private ActorSystem System => _app.Services.GetRequiredService<ActorSystem>();

    /// <summary>Starts one.</summary>
    public static async Task<NodeUnderFuzz> StartAsync(bool unicodeNames)
    {
        ChatSettings shipped = SettingsReader.Read(SettingsFile.Shipped, own: null, new SettingOverrides(Listen: "127.0.0.1:0", Http: "127.0.0.1:0", TlsListen: "off"));
        var node = new NodeUnderFuzz(shipped with
        {
            LogLevel = Microsoft.Extensions.Logging.LogLevel.Warning,
            Storage = StorageKind.Memory,
            Options = shipped.Options with
            {
                Names = unicodeNames ? NamePolicy.Unicode : NamePolicy.Ascii,
                InFlight = 4,
                Replay = 5,
                RelayRing = 4,
                RoomsPerUser = 5,
                PairsPerUser = 4,
                DevicesPerUser = 3,
                SessionsPerUser = 3,
                LargeRoom = 3,
                GuestHold = TimeSpan.Zero,
                PresenceGrace = TimeSpan.FromMilliseconds(5),
                CountsInterval = TimeSpan.FromMilliseconds(100),
                IdleEntity = TimeSpan.FromSeconds(1),
            },
        });
        await node._app.StartAsync().ConfigureAwait(false);
        node.System.ActorOf(Props.Create(() => new ActorWatch(node._faults)), "watch");
        return node;
    }

    /// <summary>Waits until the connections that were closed are gone, and fails where the node has complained of anything.</summary>
    public async Task SettleAsync()
    {
        await UntilAsync(() => _app.Services.GetRequiredService<ConnectionTable>().Count == 0 && Below("edge") == 0, () => $"{Below("edge")} connections are left behind.").ConfigureAwait(false);
        FuzzException.Require(_faults.IsEmpty, string.Join(Environment.NewLine, _faults));
    }

    /// <summary>Waits until nothing is left of the people and their rooms.</summary>
    public Task EmptyAsync() => UntilAsync(() => Below("sessions") + Below("rooms") + Below("relays") == 0, () => $"{Below("sessions")} sessions, {Below("rooms")} rooms and {Below("relays")} relays are left behind.");

    /// <summary>Stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync().ConfigureAwait(false);
        await _app.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task UntilAsync(Func<bool> holds, Func<string> problem)
    {
        var clock = Stopwatch.StartNew();
        while (!holds())
        {
            FuzzException.Require(clock.Elapsed < Deadline, problem());
            await Task.Delay(Pause).ConfigureAwait(false);
        }
    }

    private int Below(string name) => ((ActorRefWithCell)((ExtendedActorSystem)System).Guardian).Children.OfType<ActorRefWithCell>().Where(a => a.Path.Name == name).Sum(a => a.Children.Count());
}
