using System.Net;
using System.Net.Sockets;

namespace Chat.Sdk.Tests.Support;

/// <summary>A listener whose every answer the test writes.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    // Long enough never to be met by a test that passes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _patience = new(Patience);
    private readonly List<FakePeer> _peers = [];

    public FakeServer() => _listener.Start();

    public Uri Address => new($"chat://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public CancellationToken Token => _patience.Token;

    public ChatClientOptions Options => new()
    {
        Server = Address,
        User = "alice",
        BackoffMin = TimeSpan.FromMilliseconds(1),
        BackoffMax = TimeSpan.FromMilliseconds(2),
    };

    public async Task<FakePeer> AcceptAsync()
    {
        var peer = new FakePeer(await _listener.AcceptSocketAsync(Token), Token);
        _peers.Add(peer);
        return peer;
    }

    /// <summary>Connects a client that is in these rooms.</summary>
    public async Task<(ChatClient Client, FakePeer Peer)> ConnectAsync(ChatClientOptions options, params Protocol.Frames.RoomSummary[] rooms)
    {
        Task<ChatClient> connect = ChatClient.ConnectAsync(options, Token);
        FakePeer peer = await AcceptAsync();
        await peer.WelcomeAsync(rooms);
        return (await connect, peer);
    }

    /// <summary>Stops listening: who connects now is refused.</summary>
    public void Stop() => _listener.Stop();

    public async ValueTask DisposeAsync()
    {
        _listener.Stop();
        foreach (FakePeer peer in _peers)
        {
            await peer.DisposeAsync();
        }

        _patience.Dispose();
    }
}
