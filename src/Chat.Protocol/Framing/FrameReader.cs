using System.Buffers;
using System.Buffers.Binary;

namespace Chat.Protocol.Framing;

/// <summary>What <see cref="FrameReader.TryRead"/> found at the head of a buffer.</summary>
public enum FrameReadResult
{
    /// <summary>A whole frame.</summary>
    Frame,

    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>The length is zero: the stream can no longer be trusted.</summary>
    Empty,

    /// <summary>The length is over the limit: the stream can no longer be trusted.</summary>
    TooLarge,
}

/// <summary>Cuts a byte stream into frames: a 4-byte big-endian length N, then N bytes.</summary>
public static class FrameReader
{
    /// <summary>Takes one frame off the head of <paramref name="buffer"/>.</summary>
    /// <param name="buffer">What has come and was not yet taken; moved behind the frame when there is one.</param>
    /// <param name="maxBytes">Largest N that is accepted. A larger one is refused before its bytes arrive.</param>
    /// <param name="json">The frame's N bytes, a slice of the buffer.</param>
    public static FrameReadResult TryRead(ref ReadOnlySequence<byte> buffer, int maxBytes, out ReadOnlySequence<byte> json)
    {
        json = default;
        if (buffer.Length < ProtocolLimits.PrefixBytes)
        {
            return FrameReadResult.Incomplete;
        }

        uint length = ReadLength(buffer);
        if (length == 0)
        {
            return FrameReadResult.Empty;
        }

        if (length > (uint)maxBytes)
        {
            return FrameReadResult.TooLarge;
        }

        if (buffer.Length - ProtocolLimits.PrefixBytes < length)
        {
            return FrameReadResult.Incomplete;
        }

        json = buffer.Slice(ProtocolLimits.PrefixBytes, length);
        buffer = buffer.Slice(json.End);
        return FrameReadResult.Frame;
    }

    private static uint ReadLength(in ReadOnlySequence<byte> buffer)
    {
        if (buffer.FirstSpan.Length >= ProtocolLimits.PrefixBytes)
        {
            return BinaryPrimitives.ReadUInt32BigEndian(buffer.FirstSpan);
        }

        Span<byte> prefix = stackalloc byte[ProtocolLimits.PrefixBytes];
        buffer.Slice(0, ProtocolLimits.PrefixBytes).CopyTo(prefix);
        return BinaryPrimitives.ReadUInt32BigEndian(prefix);
    }
}
