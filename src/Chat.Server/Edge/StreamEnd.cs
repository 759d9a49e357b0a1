using System.Buffers;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge;

/// <summary>How a peer's stream ended while its connection still stands.</summary>
/// <param name="LastFrame">What it is told last; empty where there is nothing to say.</param>
/// <param name="Unread">Bytes of a refused frame that it may still be sending.</param>
internal sealed record StreamEnd(ReadOnlyMemory<byte> LastFrame, long Unread)
{
    /// <summary>The peer sends no more.</summary>
    public static StreamEnd Complete { get; } = new(default, 0);

    /// <summary>The bytes are no frames, so the stream can't be trusted any more: one clear error, then the end.</summary>
    /// <param name="found">What is wrong.</param>
    /// <param name="maxBytes">The limit, in bytes.</param>
    /// <param name="buffer">What was not taken, from the prefix on.</param>
    public static StreamEnd Refused(FrameReadResult found, int maxBytes, in ReadOnlySequence<byte> buffer)
    {
        var reader = new SequenceReader<byte>(buffer);
        reader.TryReadBigEndian(out int length);
        long unread = found == FrameReadResult.TooLarge ? Math.Max(0, ProtocolLimits.PrefixBytes + (uint)length - buffer.Length) : 0;
        ErrorReply refusal = FrameReader.Refusal(found, maxBytes);
        EdgeMetrics.Drop(refusal.Code);
        return new StreamEnd(FrameCodec.Encode(refusal), unread);
    }
}
