using System.Buffers;
using System.Buffers.Binary;
using Chat.Protocol.Frames;

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

    /// <summary>The bytes are those of TLS, HTTP or another text protocol: the client has the wrong port.</summary>
    OtherProtocol,
}

/// <summary>Cuts a byte stream into frames: a 4-byte big-endian length N, then N bytes.</summary>
public static class FrameReader
{
    private static readonly SearchValues<byte> Printable = SearchValues.Create([.. Enumerable.Range(' ', '~' - ' ' + 1).Select(b => (byte)b), (byte)'\r', (byte)'\n']);

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
            return IsOtherProtocol(length) ? FrameReadResult.OtherProtocol : FrameReadResult.TooLarge;
        }

        if (buffer.Length - ProtocolLimits.PrefixBytes < length)
        {
            return FrameReadResult.Incomplete;
        }

        json = buffer.Slice(ProtocolLimits.PrefixBytes, length);
        buffer = buffer.Slice(json.End);
        return FrameReadResult.Frame;
    }

    /// <summary>What the sender of bytes that can't be cut into frames gets before the connection closes.</summary>
    /// <param name="result">Neither <see cref="FrameReadResult.Frame"/> nor <see cref="FrameReadResult.Incomplete"/>.</param>
    /// <param name="maxBytes">The limit, in bytes.</param>
    public static ErrorReply Refusal(FrameReadResult result, int maxBytes) => result switch
    {
        FrameReadResult.Empty => new ErrorReply(ErrorCodes.BadFrame, "A frame of no bytes; the stream can't be trusted any more."),
        FrameReadResult.TooLarge => new ErrorReply(ErrorCodes.TooLarge, $"A frame has at most {maxBytes} bytes; the stream can't be trusted any more."),
        FrameReadResult.OtherProtocol => new ErrorReply(
            ErrorCodes.BadFrame, "This port speaks the chat protocol: a 4-byte length, then JSON. It looks like you speak TLS or HTTP."),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "nothing is wrong with it"),
    };

    /// <summary>True for the head of a TLS record, and for four characters of text such as <c>GET </c>.</summary>
    private static bool IsOtherProtocol(uint length)
    {
        const uint tlsHandshake = 0x1603;
        if (length >> 16 == tlsHandshake)
        {
            return true;
        }

        Span<byte> head = stackalloc byte[ProtocolLimits.PrefixBytes];
        BinaryPrimitives.WriteUInt32BigEndian(head, length);
        return !head.ContainsAnyExcept(Printable);
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
