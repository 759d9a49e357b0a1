using Chat.Protocol.Frames;

namespace Chat.Protocol.Framing;

/// <summary>The bytes can't be cut into frames: where the next frame begins is unknown, so the stream must be closed.</summary>
public sealed class FrameLengthException : IOException
{
    /// <summary>Says what is wrong with the length.</summary>
    /// <param name="result">What <see cref="FrameReader.TryRead"/> found.</param>
    /// <param name="maxBytes">The limit, in bytes.</param>
    public FrameLengthException(FrameReadResult result, int maxBytes)
        : this(FrameReader.Refusal(result, maxBytes)) => Result = result;

    private FrameLengthException(ErrorReply refusal)
        : base(refusal.Message) => Refusal = refusal;

    /// <summary>What was found.</summary>
    public FrameReadResult Result { get; }

    /// <summary>What the sender of such bytes gets.</summary>
    public ErrorReply Refusal { get; }
}
