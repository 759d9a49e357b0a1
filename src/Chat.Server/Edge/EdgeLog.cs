using System.Net;

namespace Chat.Server.Edge;

/// <summary>What the edges log of a connection, whatever carries it: TCP, TLS, a WebSocket.</summary>
internal static partial class EdgeLog
{
    [LoggerMessage(1, LogLevel.Debug, "Connection {Id} from {Remote} opened")]
    public static partial void Opened(ILogger logger, long id, IPEndPoint remote);

    [LoggerMessage(2, LogLevel.Debug, "Connection {Id} from {Remote} closed")]
    public static partial void Closed(ILogger logger, long id, IPEndPoint remote);

    [LoggerMessage(3, LogLevel.Warning, "Refused a connection from {Remote}: {Reason}")]
    public static partial void Refused(ILogger logger, IPEndPoint remote, string reason);

    [LoggerMessage(4, LogLevel.Error, "A connection failed")]
    public static partial void Failed(ILogger logger, Exception cause);
}
