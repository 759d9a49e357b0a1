namespace Chat.Protocol.Framing;

/// <summary>A frame's length is zero or over the limit: where the next frame begins is unknown, so the stream must be closed.</summary>
public sealed class FrameLengthException : IOException
{
    /// <summary>Says what is wrong with the length.</summary>
    /// <param name="result"><see cref="FrameReadResult.Empty"/> or <see cref="FrameReadResult.TooLarge"/>.</param>
    /// <param name="maxBytes">The limit, in bytes.</param>
    public FrameLengthException(FrameReadResult result, int maxBytes)
        : base(result == FrameReadResult.Empty ? "A frame of no bytes." : $"A frame of more than {maxBytes} bytes.") => Result = result;

    /// <summary>What was found.</summary>
    public FrameReadResult Result { get; }

    /// <summary>The <see cref="ErrorCodes">code</see> that the sender of such a frame gets.</summary>
    public string Code => Result == FrameReadResult.Empty ? ErrorCodes.BadFrame : ErrorCodes.TooLarge;
}
