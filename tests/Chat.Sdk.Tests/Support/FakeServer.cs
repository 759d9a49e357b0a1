using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Sdk.Tests.Support;

/// <summary>A listener whose every answer the test writes.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    // Of all of a test together: long enough never to be met by one that passes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _patience = new(Patience);
    private readonly List<FakePeer> _peers = [];

    public FakeServer() => _listener.Start();

    /// <summary>What it shows to who comes next; null to speak plain text.</summary>
    public X509Certificate2? Certificate { get; set; }

    public Uri Address => Certificate is null ? new Uri($"chat://127.0.0.1:{Port}") : new Uri($"chats://localhost:{Port}");

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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
        Stream stream = await AcceptStreamAsync();
        if (Certificate is { } certificate)
        {
            var tls = new SslStream(stream);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, Token);
            stream = tls;
        }

        var peer = new FakePeer(stream, Token);
        _peers.Add(peer);
        return peer;
    }

    /// <summary>Takes a connection and says nothing.</summary>
    public async Task<Stream> AcceptStreamAsync() => new NetworkStream(await _listener.AcceptSocketAsync(Token), ownsSocket: true);

    /// <summary>Shakes hands with a client that is to refuse the certificate, and tells what it sent of the protocol before it went: nothing, it is to be hoped.</summary>
    public async Task<byte[]> AcceptRefusalAsync()
    {
        await using var tls = new SslStream(await AcceptStreamAsync());
        using var heard = new MemoryStream();
        try
        {
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = Certificate }, Token);
            await tls.CopyToAsync(heard, Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // It went in the middle of it, as it should.
        }

        return heard.ToArray();
    }

    /// <summary>Connects a client that is in these rooms.</summary>
    public async Task<(ChatClient Client, FakePeer Peer)> ConnectAsync(ChatClientOptions options, params Protocol.Frames.RoomSummary[] rooms)
    {
        Task<ChatClient> connect = ChatClient.ConnectAsync(options, Token);
        FakePeer peer = await AcceptAsync();
        await peer.WelcomeAsync(rooms);
        return (await connect, peer);
    }

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
