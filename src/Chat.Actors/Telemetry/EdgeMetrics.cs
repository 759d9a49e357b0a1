using System.Diagnostics.Metrics;
using Chat.Protocol;

namespace Chat.Actors.Telemetry;

/// <summary>Counts connections, and what goes over them.</summary>
public static class EdgeMetrics
{
    private static readonly UpDownCounter<int> Connections =
        ChatMeter.Meter.CreateUpDownCounter<int>("akkachat.connections", "{connection}", "Open connections, by carrier.");

    private static readonly Counter<long> Opened =
        ChatMeter.Meter.CreateCounter<long>("akkachat.connections.opened", "{connection}", "Connections that were taken, by carrier.");

    private static readonly Counter<long> RefusedConnections =
        ChatMeter.Meter.CreateCounter<long>("akkachat.connections.refused", "{connection}", "Connections that were refused at once, by error code.");

    private static readonly Counter<long> DroppedConnections =
        ChatMeter.Meter.CreateCounter<long>("akkachat.connections.dropped", "{connection}", "Connections that the server ended, by reason.");

    private static readonly Counter<long> Received =
        ChatMeter.Meter.CreateCounter<long>("akkachat.frames.received", "{frame}", "Frames that clients sent.");

    private static readonly Counter<long> Sent =
        ChatMeter.Meter.CreateCounter<long>("akkachat.frames.sent", "{frame}", "Frames that were queued for clients: replies, events and messages.");

    private static readonly Counter<long> RefusedRequests =
        ChatMeter.Meter.CreateCounter<long>("akkachat.requests.refused", "{request}", "Requests that were answered with an error, by error code.");

    internal static void Zero()
    {
        foreach (string carrier in (string[])[Carriers.Tcp, Carriers.Tls, Carriers.WebSocket])
        {
            Connections.Add(0, Carrier(carrier));
            Opened.Add(0, Carrier(carrier));
        }

        foreach (string reason in (string[])[ErrorCodes.SlowConsumer, DropReasons.HandshakeTimeout])
        {
            DroppedConnections.Add(0, ChatMeter.Reason(reason));
        }

        RefusedConnections.Add(0, ChatMeter.Code(ErrorCodes.Overloaded));
        RefusedRequests.Add(0, ChatMeter.Code(ErrorCodes.Overloaded));
        Received.Add(0);
        Sent.Add(0);
    }

    /// <summary>A connection was taken.</summary>
    /// <param name="carrier">One of <see cref="Carriers"/>.</param>
    public static void Open(string carrier)
    {
        KeyValuePair<string, object?> tag = Carrier(carrier);
        Connections.Add(1, tag);
        Opened.Add(1, tag);
    }

    /// <summary>A connection that was taken is gone.</summary>
    /// <param name="carrier">One of <see cref="Carriers"/>.</param>
    public static void Close(string carrier) => Connections.Add(-1, Carrier(carrier));

    /// <summary>A connection was refused at once.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    public static void RefuseConnection(string code) => RefusedConnections.Add(1, ChatMeter.Code(code));

    /// <summary>The server ends a connection.</summary>
    /// <param name="reason">An error code, or another word of a fixed set such as <see cref="DropReasons"/> has.</param>
    public static void Drop(string reason) => DroppedConnections.Add(1, ChatMeter.Reason(reason));

    /// <summary>A frame came.</summary>
    public static void Receive() => Received.Add(1);

    /// <summary>Frames were queued for peers: called once for all of them together.</summary>
    public static void Send(long frames) => Sent.Add(frames);

    /// <summary>A request is answered with an error.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    public static void RefuseRequest(string code) => RefusedRequests.Add(1, ChatMeter.Code(code));

    private static KeyValuePair<string, object?> Carrier(string carrier) => new("carrier", carrier);
}

/// <summary>What carries connections.</summary>
public static class Carriers
{
    /// <summary>Frames with their lengths over TCP.</summary>
    public const string Tcp = "tcp";

    /// <summary>The same over TLS.</summary>
    public const string Tls = "tls";

    /// <summary>WebSocket, with or without TLS.</summary>
    public const string WebSocket = "ws";
}

/// <summary>Why the server ends connections, where no error code says it.</summary>
public static class DropReasons
{
    /// <summary>It did not say hello in time.</summary>
    public const string HandshakeTimeout = "handshake-timeout";
}
