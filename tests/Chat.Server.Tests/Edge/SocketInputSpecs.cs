using System.Net;
using System.Net.Sockets;
using Chat.Server.Edge;
using Xunit;

namespace Chat.Server.Tests.Edge;

public sealed class SocketInputSpecs : IAsyncLifetime, IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly byte[] _buffer = new byte[16];
    private Socket _server = null!;
    private Socket _client = null!;
    private SocketInput _input = null!;

    public async Task InitializeAsync()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        SystemBuffer.Bound(listener);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        _client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await _client.ConnectAsync(listener.LocalEndPoint!);
        _server = await listener.AcceptAsync();
        _input = new SocketInput(_server);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _input.DisposeAsync();
        _server.Dispose();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => new(DisposeAsync());

    [Fact]
    public async Task Should_read_what_comes_and_wait_for_it_without_a_buffer()
    {
        Task<int> some = ReadAsync(Memory<byte>.Empty);
        Assert.False(some.IsCompleted);
        await _client.SendAsync("abc"u8.ToArray());

        Assert.Equal(0, await some);
        Assert.Equal(3, await ReadAsync(_buffer));
        Assert.Equal("abc"u8.ToArray(), _buffer[..3]);
        Task<int> more = ReadAsync(_buffer);
        await _client.SendAsync("d"u8.ToArray());
        Assert.Equal((1, false), (await more, _input.IsGone));
    }

    [Fact]
    public async Task Should_end_when_the_peer_sends_no_more()
    {
        await _client.SendAsync("abc"u8.ToArray());
        _client.Shutdown(SocketShutdown.Send);

        Assert.Equal(3, await ReadAsync(_buffer));
        Assert.Equal((0, false), (await ReadAsync(_buffer), _input.IsGone));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public async Task Should_end_and_say_so_when_the_connection_is_reset(int bytes)
    {
        Task<int> read = ReadAsync(_buffer.AsMemory(0, bytes));
        _client.LingerState = new LingerOption(true, 0);
        _client.Dispose();

        // A read of nothing only tells that there is something to be read.
        int last = await read;
        last = bytes > 0 ? last : await ReadAsync(_buffer);
        Assert.Equal((0, true), (last, _input.IsGone));
    }

    [Fact]
    public async Task Should_end_and_say_so_when_the_connection_is_cut_on_this_side()
    {
        Task<int> read = ReadAsync(_buffer);
        _server.Close(timeout: 0);

        Assert.Equal((0, true), (await read, _input.IsGone));
    }

    [Fact]
    public void Should_let_the_system_keep_little_for_a_peer_that_does_not_read()
    {
        if (OperatingSystem.IsLinux())
        {
            byte[] most = new byte[4];
            _server.GetRawSocketOption(6, 25, most);
            Assert.Equal(SystemBuffer.MostUnsent, BitConverter.ToInt32(most));
        }
    }

    private Task<int> ReadAsync(Memory<byte> buffer) => _input.ReadAsync(buffer).AsTask().WaitAsync(Deadline);
}
