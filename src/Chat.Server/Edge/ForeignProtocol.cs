using System.Buffers;
using Chat.Protocol;
using Chat.Protocol.Frames;

namespace Chat.Server.Edge;

/// <summary>Recognises clients that speak another protocol to the chat port, to tell their users so.</summary>
internal static class ForeignProtocol
{
    private const int LongestStart = 8;
    private const byte TlsHandshake = 0x16;
    private const byte TlsMajorVersion = 0x03;

    /// <summary>The error that says what is wrong; null for bytes that could be anything.</summary>
    public static ErrorReply? Recognise(in ReadOnlySequence<byte> buffer)
    {
        Span<byte> start = stackalloc byte[(int)Math.Min(LongestStart, buffer.Length)];
        buffer.Slice(0, start.Length).CopyTo(start);
        if (start is [TlsHandshake, TlsMajorVersion, ..])
        {
            return new ErrorReply(ErrorCodes.BadFrame, "This port speaks the chat protocol in plain TCP, not TLS; connect with chat://.");
        }

        return start.StartsWith("GET "u8) || start.StartsWith("POST "u8) || start.StartsWith("HEAD "u8) || start.StartsWith("PUT "u8)
            || start.StartsWith("OPTIONS "u8) || start.StartsWith("CONNECT "u8) || start.StartsWith("DELETE "u8) || start.StartsWith("PRI "u8)
            ? new ErrorReply(ErrorCodes.BadFrame, "This port speaks the chat protocol, not HTTP; the HTTP port is another one.")
            : null;
    }
}
