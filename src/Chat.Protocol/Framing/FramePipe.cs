using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Chat.Protocol.Frames;

namespace Chat.Protocol.Framing;

/// <summary>Reads and writes one frame at a time. Who moves many a second uses <see cref="FrameReader"/> on the pipe's own buffers.</summary>
public static class FramePipe
{
    /// <summary>Waits for the next frame.</summary>
    /// <param name="reader">The other side's bytes; nothing behind the frame is consumed.</param>
    /// <param name="maxBytes">Largest JSON object that is accepted, in bytes.</param>
    /// <param name="cancellationToken">Ends the wait; the bytes that came stay in the pipe.</param>
    /// <returns>The JSON object without its prefix; null when the other side ended between two frames.</returns>
    /// <exception cref="FrameLengthException">The length is zero or over the limit, or the bytes are of another protocol.</exception>
    /// <exception cref="EndOfStreamException">The other side ended within a frame.</exception>
    /// <exception cref="OperationCanceledException">The token or <see cref="PipeReader.CancelPendingRead"/> ended the wait.</exception>
    public static async ValueTask<byte[]?> ReadFrameAsync(PipeReader reader, int maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        while (true)
        {
            ReadResult result = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            ReadOnlySequence<byte> buffer = result.Buffer;
            FrameReadResult found = FrameReader.TryRead(ref buffer, maxBytes, out ReadOnlySequence<byte> json);
            if (found == FrameReadResult.Frame)
            {
                byte[] frame = json.ToArray();
                reader.AdvanceTo(buffer.Start);
                return frame;
            }

            bool isWithinFrame = !buffer.IsEmpty;
            bool isWaiting = found == FrameReadResult.Incomplete && !result.IsCompleted && !result.IsCanceled;
            reader.AdvanceTo(buffer.Start, isWaiting ? buffer.End : buffer.Start);
            if (found != FrameReadResult.Incomplete)
            {
                throw new FrameLengthException(found, maxBytes);
            }

            if (result.IsCanceled)
            {
                throw new OperationCanceledException("The read was cancelled.", cancellationToken);
            }

            if (result.IsCompleted)
            {
                return isWithinFrame ? throw new EndOfStreamException("The stream ended within a frame.") : null;
            }
        }
    }

    /// <summary>Waits for the next frame.</summary>
    /// <param name="stream">The other side's bytes; nothing behind the frame is read.</param>
    /// <param name="maxBytes">Largest JSON object that is accepted, in bytes.</param>
    /// <param name="cancellationToken">Ends the wait; the stream can't be read on after it, since part of a frame may be lost.</param>
    /// <returns>The JSON object without its prefix; null when the other side ended between two frames.</returns>
    /// <exception cref="FrameLengthException">The length is zero or over the limit, or the bytes are of another protocol.</exception>
    /// <exception cref="EndOfStreamException">The other side ended within a frame.</exception>
    public static async ValueTask<byte[]?> ReadFrameAsync(Stream stream, int maxBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        byte[] prefix = new byte[ProtocolLimits.PrefixBytes];
        int read = await stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (read < prefix.Length)
        {
            return read == 0 ? null : throw new EndOfStreamException("The stream ended within a frame's length.");
        }

        var head = new ReadOnlySequence<byte>(prefix);
        FrameReadResult found = FrameReader.TryRead(ref head, maxBytes, out _);
        if (found != FrameReadResult.Incomplete)
        {
            throw new FrameLengthException(found, maxBytes);
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(prefix);
        byte[] frame = new byte[length];
        await stream.ReadExactlyAsync(frame, cancellationToken).ConfigureAwait(false);
        return frame;
    }

    /// <summary>Writes a frame and flushes.</summary>
    public static ValueTask<FlushResult> WriteFrameAsync(PipeWriter writer, Frame frame, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(writer);
        return writer.WriteAsync(FrameCodec.Encode(frame), cancellationToken);
    }

    /// <summary>Writes a frame and flushes.</summary>
    public static async ValueTask WriteFrameAsync(Stream stream, Frame frame, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        await stream.WriteAsync(FrameCodec.Encode(frame), cancellationToken).ConfigureAwait(false);
        await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
