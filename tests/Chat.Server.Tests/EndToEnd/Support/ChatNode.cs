using System.Net;
using System.Net.WebSockets;
using Akka.Actor;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Server.Control;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>The product's own node in this process, on ports of its own choosing. It must not log a fault.</summary>
internal sealed class ChatNode : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly FaultLog _faults = new();
    private readonly List<WireClient> _clients = [];
    private readonly DirectoryInfo _data;

    private ChatNode(ChatSettings settings, DirectoryInfo data, Action<IServiceCollection>? configure)
    {
        _data = data;
        _app = ChatHost.Build(settings, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(_faults);
            builder.Services.AddPatientHealth();
            configure?.Invoke(builder.Services);
        });
    }

    public IPEndPoint Endpoint => Endpoints.Chat ?? Endpoints.ChatTls!;

    public NodeEndpoints Endpoints => Services.GetRequiredService<NodeEndpoints>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Where web clients connect.</summary>
    public IPEndPoint Web => Endpoints.Http!;

    /// <summary>Where health and metrics are answered.</summary>
    public IPEndPoint Monitor => Endpoints.Monitor!;

    public ConnectionTable Connections => _app.Services.GetRequiredService<ConnectionTable>();

    public ActorTree Actors => new(_app.Services.GetRequiredService<ActorSystem>());

    public static async Task<ChatNode> StartAsync(
        Func<ChatOptions, ChatOptions>? options = null,
        Action<IServiceCollection>? configure = null,
        Func<WebSettings, WebSettings>? web = null,
        Carrier carrier = Carrier.Tcp,
        string? own = null)
    {
        const string here = "127.0.0.1:0";
        DirectoryInfo data = Directory.CreateTempSubdirectory("chat-node-");
        var overrides = new SettingOverrides(
            Listen: carrier == Carrier.Tcp ? here : "off", Http: here, Data: data.FullName, TlsListen: carrier == Carrier.Tls ? here : "off", Monitor: here);
        ChatSettings settings = SettingsReader.Read(SettingsFile.Shipped, own is null ? null : SettingsFile.Parse(own, "own.conf"), overrides) with
        { LogLevel = LogLevel.Warning, Storage = StorageKind.Memory };

        // Specs take what a room says of someone's going as the sign that the server has noticed: they need not wait out the default.
        // And they do in a moment what people do in an hour: only specs about limits have them. Nor may a busy machine keep anyone from saying hello in time.
        ChatOptions brisk = settings.Options with { PresenceGrace = TimeSpan.FromMilliseconds(50), HandshakeTimeout = TimeSpan.FromMinutes(10), Limits = LimitOptions.Off };
        var node = new ChatNode(
            settings with { Options = options?.Invoke(brisk) ?? brisk, Web = web?.Invoke(settings.Web) ?? settings.Web }, data, configure);
        await node._app.StartAsync();
        return node;
    }

    /// <summary>A connection that has said nothing yet. The node closes it when it is disposed of.</summary>
    public async Task<WireClient> ConnectAsync(int? receiveBuffer = null)
    {
        WireClient client = await WireClient.ConnectAsync(Endpoint, receiveBuffer, Endpoints.Chat is null ? AnyCertificate.Options() : null);
        _clients.Add(client);
        return client;
    }

    /// <summary>A connection by WebSocket that has said nothing yet.</summary>
    public async Task<WebSocketClient> ConnectByWebAsync(Action<ClientWebSocketOptions>? options = null)
    {
        WebSocketClient client = await WebSocketClient.ConnectAsync(Web, options);
        _clients.Add(client.Wire);
        return client;
    }

    /// <summary>A new guest in the lobby.</summary>
    public async Task<WireClient> EnterAsync(string user)
    {
        WireClient client = await ConnectAsync();
        await client.EnterAsync(user);
        return client;
    }

    /// <summary>Someone who comes back.</summary>
    public async Task<WireClient> ResumeAsync(WireClient former, object? cursors = null)
    {
        WireClient client = await ConnectAsync();
        await client.HelloAsync(former.Name, former.Token, cursors);
        return client;
    }

    /// <summary>A registered user in the lobby who is an admin of the server.</summary>
    public async Task<WireClient> EnterAsAdminAsync(string user)
    {
        const string Password = "correct horse battery";
        Assert.Null((await OperateAsync(new UserCommand(UserCommand.Add, user, Password))).Code);
        Assert.Null((await OperateAsync(new UserCommand(UserCommand.MakeAdmin, user))).Code);
        WireClient client = await ConnectAsync();
        Assert.True((await client.LogInAsync(user, Password)).Flag("admin"));
        await client.EventAsync("joined", ("room", "lobby"), ("user", user));
        return client;
    }

    /// <summary>What the operator does.</summary>
    public Task<UserAnswer> OperateAsync(UserCommand command) =>
        _app.Services.GetRequiredService<IUserAdmin>().RunAsync(command, CancellationToken.None);

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
        Assert.True(_faults.Entries.IsEmpty, string.Join(Environment.NewLine, _faults.Entries));
    }
}
