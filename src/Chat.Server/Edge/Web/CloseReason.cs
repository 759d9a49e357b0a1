using System.Buffers;
using System.Net.WebSockets;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge.Web;

/// <summary>Why the server closes a WebSocket, as RFC 6455 numbers it; docs/protocol.md has the table.</summary>
/// <param name="Status">The number.</param>
/// <param name="Text">The code of the contract's last frame; empty where the client has closed.</param>
internal sealed record CloseReason(WebSocketCloseStatus Status, string Text)
{
    /// <summary>RFC 6455's registry: 1013, try again later.</summary>
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    /// <summary>The client has closed.</summary>
    public static CloseReason Normal { get; } = new(WebSocketCloseStatus.NormalClosure, "");

    /// <summary>The client sent a binary message.</summary>
    public static CloseReason Binary { get; } = new(WebSocketCloseStatus.InvalidMessageType, ErrorCodes.BadFrame);

    /// <summary>The client sent a message over the limit.</summary>
    public static CloseReason TooLarge { get; } = new(WebSocketCloseStatus.MessageTooBig, ErrorCodes.TooLarge);

    /// <summary>The reason that a <c>bye</c> gives.</summary>
    /// <returns>Null for any other frame.</returns>
    public static CloseReason? OfBye(in ReadOnlySequence<byte> json) =>
        json.FirstSpan.StartsWith("{\"type\":\"bye\""u8) && FrameCodec.DecodeServerFrame(json) is ByeEvent bye ? new CloseReason(StatusOf(bye.Code), bye.Code) : null;

    private static WebSocketCloseStatus StatusOf(string code) => code switch
    {
        ErrorCodes.Quit => WebSocketCloseStatus.NormalClosure,
        ErrorCodes.ShuttingDown => WebSocketCloseStatus.EndpointUnavailable,
        ErrorCodes.SlowConsumer or ErrorCodes.Overloaded or ErrorCodes.RateLimited or ErrorCodes.Unavailable => TryAgainLater,
        ErrorCodes.Internal => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.PolicyViolation,
    };
}
