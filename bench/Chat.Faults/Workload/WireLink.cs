using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Faults.Workload;

/// <summary>A TCP connection that carries frames, as small as can be.</summary>
internal sealed class WireLink : IAsyncDisposable
{
    private const int MostQueuedFrames = 4096;

    private readonly Socket _socket;
    private readonly PipeReader _reader;
    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostQueuedFrames) { SingleReader = true });
    private readonly Task _write;
    private long _lastId;

    private WireLink(Socket socket)
    {
        _socket = socket;
        _reader = PipeReader.Create(new NetworkStream(socket, ownsSocket: false));
        _write = WriteAsync();
    }

    /// <exception cref="SocketException">There is no server now.</exception>
    public static async Task<WireLink> OpenAsync(IPEndPoint server, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(server, cancel).ConfigureAwait(false);
            return new WireLink(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Queues a request.</summary>
    /// <returns>Its number; 0 where the connection takes no more.</returns>
    public long Send(Func<long, Request> make) => _queue.Writer.TryWrite(FrameCodec.Encode(make(++_lastId))) ? _lastId : 0;

    /// <summary>Waits for bytes and hands over the frames in them.</summary>
    /// <returns>False once the connection has ended.</returns>
    /// <exception cref="InvalidDataException">The server sent what is no frame.</exception>
    /// <exception cref="System.Text.Json.JsonException">The same.</exception>
    public async Task<bool> ReadAsync(Action<ServerFrame> take, TimeSpan wait)
    {
        using var timeout = new CancellationTokenSource(wait);
        ReadResult result;
        try
        {
            result = await _reader.ReadAsync(timeout.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            return false;
        }

        ReadOnlySequence<byte> buffer = result.Buffer;
        FrameReadResult found;
        while ((found = FrameReader.TryRead(ref buffer, ProtocolLimits.MaxServerFrameBytes, out ReadOnlySequence<byte> json)) == FrameReadResult.Frame)
        {
            if (FrameCodec.DecodeServerFrame(json) is { } frame)
            {
                take(frame);
            }
        }

        if (found != FrameReadResult.Incomplete)
        {
            throw new InvalidDataException($"a frame's head is {found}");
        }

        _reader.AdvanceTo(buffer.Start, buffer.End);
        return !result.IsCompleted;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        _socket.Dispose();
        await _write.ConfigureAwait(false);
        await _reader.CompleteAsync().ConfigureAwait(false);
    }

    private async Task WriteAsync()
    {
        var batch = new ArrayBufferWriter<byte>();
        try
        {
            while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                batch.ResetWrittenCount();
                while (_queue.Reader.TryRead(out byte[]? frame))
                {
                    batch.Write(frame);
                }

                for (ReadOnlyMemory<byte> left = batch.WrittenMemory; left.Length > 0;)
                {
                    left = left[await _socket.SendAsync(left).ConfigureAwait(false)..];
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The reader finds the end by itself.
        }
    }
}
