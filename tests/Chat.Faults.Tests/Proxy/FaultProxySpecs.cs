using System.Net;
using System.Net.Sockets;
using Chat.Faults.Proxy;
using Xunit;

namespace Chat.Faults.Tests.Proxy;

/// <summary>The proxy breaks what it is told to break, and nothing else.</summary>
public sealed class FaultProxySpecs : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly byte[] Hello = "hello"u8.ToArray();

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly FaultProxy _proxy = new();
    private readonly TcpClient _client = new();
    private TcpClient _accepted = new();

    public async Task InitializeAsync()
    {
        _server.Start();
        _proxy.Target = (IPEndPoint)_server.LocalEndpoint;
        await _client.ConnectAsync(_proxy.EndPoint);
        _accepted = await _server.AcceptTcpClientAsync();
        await SendAsync(_client, Hello);
        Assert.Equal(Hello, await ReadAsync(_accepted, Hello.Length));
    }

    public async Task DisposeAsync() => await _proxy.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _accepted.Dispose();
        _server.Dispose();
    }

    [Fact]
    public async Task Should_hold_back_one_direction_and_hand_it_on_later()
    {
        Connection.ToServer.Stall();
        await SendAsync(_client, Hello);
        Task<byte[]> held = ReadAsync(_accepted, Hello.Length);
        await SendAsync(_accepted, [1, 2, 3]);

        Assert.Equal([1, 2, 3], await ReadAsync(_client, 3));
        Assert.False(held.IsCompleted);
        Connection.ToServer.Resume();
        Assert.Equal(Hello, await held);
    }

    [Fact]
    public async Task Should_hold_back_the_end_of_a_stalled_connection_too()
    {
        Connection.ToServer.Stall();
        Connection.ToClient.Stall();
        _client.Dispose();
        Task<byte[]> end = ReadAsync(_accepted, 1);

        Assert.False(end.IsCompleted);
        _proxy.ResumeAll();
        Assert.Empty(await end);
    }

    [Fact]
    public async Task Should_hand_on_byte_by_byte_without_losing_any()
    {
        byte[] bytes = [.. Enumerable.Range(0, 5000).Select(i => (byte)i)];
        Connection.ToServer.Trickle();
        await SendAsync(_client, bytes);

        Assert.Equal(bytes, await ReadAsync(_accepted, bytes.Length));
    }

    [Fact]
    public async Task Should_hand_on_a_part_of_a_piece_and_cut()
    {
        Connection.ToServer.SeverInNextPiece();
        await SendAsync(_client, Hello);

        byte[] part = await ReadAsync(_accepted, Hello.Length);
        Assert.True(part.Length < Hello.Length);
        Assert.Equal(Hello[..part.Length], part);
        Assert.Empty(await ReadAsync(_client, 1));
    }

    [Fact]
    public async Task Should_cut_both_ends()
    {
        Connection.Cut();

        Assert.Empty(await ReadAsync(_accepted, 1));
        Assert.Empty(await ReadAsync(_client, 1));
    }

    [Fact]
    public async Task Should_turn_clients_away_while_there_is_no_server()
    {
        _proxy.Target = null;
        using var other = new TcpClient();
        await other.ConnectAsync(_proxy.EndPoint);

        Assert.Empty(await ReadAsync(other, 1));
    }

    private ProxiedConnection Connection => Assert.Single(_proxy.Connections);

    private static async Task SendAsync(TcpClient from, byte[] bytes) => await from.GetStream().WriteAsync(bytes);

    /// <summary>So many bytes, or what came before the end of the connection.</summary>
    private static async Task<byte[]> ReadAsync(TcpClient at, int count)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        byte[] bytes = new byte[count];
        int length = 0;
        try
        {
            int read;
            while (length < count && (read = await at.GetStream().ReadAsync(bytes.AsMemory(length), deadline.Token)) > 0)
            {
                length += read;
            }
        }
        catch (IOException)
        {
            // Reset: that is an end too.
        }

        return bytes[..length];
    }
}
