using System.Net;
using System.Text;
using System.Threading.Channels;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Server.Edge;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.Tls;

public sealed class StreamTransportSpecs : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly HeldStream _stream = new();
    private readonly Transport _transport;
    private readonly Connection _connection;

    public StreamTransportSpecs()
    {
        _transport = new Transport(_stream, _time);
        _connection = TestConnection.Of(_transport);
        _transport.Serve(_connection);
    }

    public void Dispose() => _stream.Dispose();

    [Fact]
    public async Task Should_write_one_thing_at_a_time_and_what_waits_meanwhile_together()
    {
        _connection.Post(Bytes("first"));
        Assert.Equal("first", await _stream.WrittenAsync());
        _connection.Post(Bytes("second"));
        _connection.Post(Bytes("third"));
        Assert.False(_stream.HasMore);

        _stream.Release();

        Assert.Equal("secondthird", await _stream.WrittenAsync());
        _stream.Release();
        await Wait.UntilAsync(() => _connection.Outbox.PendingBytes == 0);
    }

    [Fact]
    public async Task Should_write_the_last_frame_and_then_end()
    {
        _connection.Post(Bytes("all"));
        _connection.Close(Bytes("bye"));
        Assert.Equal("all", (await _stream.WrittenAsync())[..3]);
        Assert.False(_transport.HasEnded);
        _stream.Open();

        await FinishedAsync();

        Assert.Equal((1, 0), (_transport.Finished, _transport.Aborted));
        _time.Advance(EdgeTransport.LastFlush * 2);
        Assert.Equal(0, _transport.Aborted);
    }

    [Fact]
    public async Task Should_cut_a_peer_that_does_not_take_the_last_frame()
    {
        _connection.Post(Bytes("all"));
        await _stream.WrittenAsync();
        _connection.Close(Bytes("bye"));

        _time.Advance(EdgeTransport.LastFlush * 2);

        Assert.Equal(1, _transport.Aborted);
        _stream.Break();
        await _transport.WaitForEndAsync().WaitAsync(WireClient.Deadline);
    }

    [Fact]
    public async Task Should_end_and_take_nothing_more_when_the_stream_breaks()
    {
        _stream.Break();

        _connection.Post(Bytes("lost"));

        await FinishedAsync();
        _connection.Post(Bytes("more"));
        Assert.Equal((1, 0), (_transport.Finished, _connection.Outbox.PendingBytes));
    }

    /// <summary>Who waits for the end may hear of it a moment before the transport has finished.</summary>
    private async Task FinishedAsync()
    {
        await _transport.WaitForEndAsync().WaitAsync(WireClient.Deadline);
        await Wait.UntilAsync(() => _transport.Finished > 0);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private sealed class Transport(Stream stream, TimeProvider time) : StreamTransport(stream, time)
    {
        public int Finished { get; private set; }

        public int Aborted { get; private set; }

        public override void Abort() => Aborted++;

        protected override void Finish(bool skipping) => Finished++;
    }

    /// <summary>Takes a write when it is let.</summary>
    private sealed class HeldStream : MemoryStream
    {
        private readonly Channel<string> _written = Channel.CreateUnbounded<string>();
        private readonly SemaphoreSlim _may = new(0);
        private volatile bool _broken;

        public bool HasMore => _written.Reader.TryPeek(out _);

        public void Release() => _may.Release();

        public void Open() => _may.Release(100);

        public void Break()
        {
            _broken = true;
            _may.Release(100);
        }

        public async Task<string> WrittenAsync()
        {
            using var deadline = new CancellationTokenSource(WireClient.Deadline);
            return await _written.Reader.ReadAsync(deadline.Token);
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            _written.Writer.TryWrite(Encoding.ASCII.GetString(buffer.Span));
            await _may.WaitAsync(cancellationToken);
            if (_broken)
            {
                throw new IOException("broken");
            }
        }
    }

    private static class TestConnection
    {
        public static Connection Of(IConnectionTransport transport) =>
            new(new ConnectionId(1), new IPEndPoint(IPAddress.Loopback, 1), new ChatOptions(), transport);
    }
}
