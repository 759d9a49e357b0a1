using System.Buffers;
using System.IO.Pipelines;
using System.Net.Sockets;
using System.Text.Json;
using System.Threading.Channels;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.Trust;

namespace Chat.Sdk.Connection;

/// <summary>One connection, plain or over TLS, that carries frames. Whoever opens it runs <see cref="ReadAsync"/> and <see cref="WriteAsync"/> once each.</summary>
internal sealed class FrameLink : IAsyncDisposable
{
    private const int MostQueuedFrames = 256;
    private const int FlushBytes = 64 * 1024;

    private readonly Stream _stream;
    private readonly PipeReader _reader;
    private readonly PipeWriter _writer;
    private readonly TimeProvider _time;
    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostQueuedFrames) { SingleReader = true });
    private long _heardAt;

    /// <summary>A link over a connection that is ready to carry frames, and that it closes.</summary>
    public FrameLink(Stream stream, LinkSecurity security, TimeProvider time)
    {
        _stream = stream;
        Security = security;
        _reader = PipeReader.Create(_stream, new StreamPipeReaderOptions(leaveOpen: true));
        _writer = PipeWriter.Create(_stream, new StreamPipeWriterOptions(leaveOpen: true));
        _time = time;
        _heardAt = time.Uptime().Ticks;
    }

    /// <summary>How it is protected.</summary>
    public LinkSecurity Security { get; }

    /// <summary>When the last byte came, in <see cref="Durations.Uptime"/>.</summary>
    public TimeSpan HeardAt => TimeSpan.FromTicks(Volatile.Read(ref _heardAt));

    /// <summary>Queues a frame; false where the queue is full or the link closed.</summary>
    public bool TrySend(byte[] frame) => _queue.Writer.TryWrite(frame);

    /// <summary>Queues a frame, and waits while the queue is full.</summary>
    /// <exception cref="ChannelClosedException">The link is closed.</exception>
    public ValueTask SendAsync(byte[] frame, CancellationToken cancellationToken) => _queue.Writer.WriteAsync(frame, cancellationToken);

    /// <summary>Hands over each frame as it comes, until the connection ends.</summary>
    public async Task<LinkEnd> ReadAsync(Action<ServerFrame> take, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                ReadResult result = await _reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                Volatile.Write(ref _heardAt, _time.Uptime().Ticks);
                ReadOnlySequence<byte> buffer = result.Buffer;
                FrameReadResult found = TakeFrames(ref buffer, take);
                if (found != FrameReadResult.Incomplete)
                {
                    return LinkEnd.Garbled;
                }

                _reader.AdvanceTo(buffer.Start, buffer.End);
                if (result.IsCompleted)
                {
                    return LinkEnd.Lost;
                }
            }
        }
        catch (JsonException)
        {
            return LinkEnd.Garbled;
        }
        catch (Exception e) when (IsLoss(e))
        {
            return LinkEnd.Lost;
        }
    }

    /// <summary>Sends what is queued: everything there is, then one flush. Ends quietly with the connection, of which the reader tells.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await _queue.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (_writer.UnflushedBytes < FlushBytes && _queue.Reader.TryRead(out byte[]? frame))
                {
                    _writer.Write(frame);
                }

                await _writer.FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsLoss(e))
        {
            _queue.Writer.TryComplete();
        }
    }

    /// <summary>Closes the connection. Both loops must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _reader.CompleteAsync().ConfigureAwait(false);

        // With an exception, so that it does not try to flush what is left.
        await _writer.CompleteAsync(new IOException(LinkEnd.Lost.Message)).ConfigureAwait(false);
        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static FrameReadResult TakeFrames(ref ReadOnlySequence<byte> buffer, Action<ServerFrame> take)
    {
        FrameReadResult found;
        while ((found = FrameReader.TryRead(ref buffer, ProtocolLimits.MaxServerFrameBytes, out ReadOnlySequence<byte> json)) == FrameReadResult.Frame)
        {
            if (FrameCodec.DecodeServerFrame(json) is { } frame)
            {
                take(frame);
            }
        }

        return found;
    }

    private static bool IsLoss(Exception e) => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;
}
