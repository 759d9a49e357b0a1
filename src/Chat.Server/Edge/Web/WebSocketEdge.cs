using System.Buffers;
using System.Net;
using System.Net.WebSockets;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge.Web;

/// <summary>
/// Carries connections that come as WebSockets, each by a loop that reads messages and tells the connection's actor; what the outbox holds is sent by
/// <see cref="WebSocketTransport"/>. A connection is over when both have ended.
/// </summary>
internal sealed class WebSocketEdge(ConnectionTable connections, EdgeIntake intake, TimeProvider time, ILogger<WebSocketEdge> log)
{
    private static readonly byte[] NoText = FrameCodec.Encode(
        new ErrorReply(ErrorCodes.BadFrame, "A message of this WebSocket is text: a JSON object. This one was binary."));

    /// <summary>Serves a connection to its end. Never throws.</summary>
    /// <param name="socket">Open; it is closed, but not disposed of.</param>
    /// <param name="remote">Where the peer is.</param>
    /// <param name="cut">Cuts the connection below the WebSocket.</param>
    public async Task ServeAsync(WebSocket socket, IPEndPoint remote, Action cut)
    {
        using var transport = new WebSocketTransport(socket, cut, time);
        try
        {
            if (connections.TryOpen(remote, transport, out Connection? client, out ByeEvent? refusal))
            {
                transport.Serve(client);
                await ServeAsync(client, socket, transport).ConfigureAwait(false);
            }
            else
            {
                EdgeMetrics.RefuseConnection(refusal.Code);
                EdgeLog.Refused(log, remote, refusal.Message);
                transport.OnClosing();
                await RefuseAsync(socket, refusal).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (ChatEdge.IsGone(e))
        {
            // Before anything was said.
        }
        catch (Exception e)
        {
            EdgeLog.Failed(log, e);
        }
    }

    private static async Task RefuseAsync(WebSocket socket, ByeEvent refusal)
    {
        var json = new ReadOnlySequence<byte>(FrameCodec.Encode(refusal)).Slice(ProtocolLimits.PrefixBytes);
        CloseReason reason = CloseReason.OfBye(json)!;
        await socket.SendAsync(json.First, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        await socket.CloseOutputAsync(reason.Status, reason.Text, CancellationToken.None).ConfigureAwait(false);
        await SkipAsync(socket).ConfigureAwait(false);
    }

    private async Task ServeAsync(Connection client, WebSocket socket, WebSocketTransport transport)
    {
        if (await intake.OpenAsync(client).ConfigureAwait(false) is not { } actor)
        {
            return;
        }

        EdgeLog.Opened(log, client.Id.Value, client.Remote);
        try
        {
            if (await ReadAsync(client, actor, socket, transport).ConfigureAwait(false) is { } end && !transport.HasEnded)
            {
                await intake.WaitForRepliesAsync(client).ConfigureAwait(false);
                transport.CloseFor(end.Reason);
                if (client.Close(end.LastFrame) && !end.LastFrame.IsEmpty)
                {
                    EdgeMetrics.Drop(end.Reason.Text);
                }
            }
        }
        finally
        {
            // Also after a fault of our own: else its place in the table would never be free again.
            actor.Tell(ConnectionProtocol.Closed.Instance);
            client.Close();
        }

        await transport.WaitForEndAsync().ConfigureAwait(false);
        await SkipAsync(socket).ConfigureAwait(false);
        EdgeLog.Closed(log, client.Id.Value, client.Remote);
    }

    /// <returns>How the peer's messages ended; null where the connection did.</returns>
    private async Task<MessagesEnd?> ReadAsync(Connection client, IActorRef actor, WebSocket socket, WebSocketTransport transport)
    {
        var buffer = new FrameBuffer();
        using var deadline = new FrameDeadline(client, time);
        int maxBytes = client.Options.MaxFrameBytes;
        try
        {
            while (true)
            {
                // Where nothing has come yet, a read of nothing waits until something has, without memory to put it into.
                bool waits = buffer.IsEmpty;
                ValueWebSocketReceiveResult read = await socket.ReceiveAsync(waits ? Memory<byte>.Empty : Room(buffer, maxBytes), CancellationToken.None).ConfigureAwait(false);
                if (waits && read is { MessageType: WebSocketMessageType.Text, EndOfMessage: false })
                {
                    // This read ends with the message or with a full buffer, however long either takes.
                    ValueTask<ValueWebSocketReceiveResult> rest = socket.ReceiveAsync(Room(buffer, maxBytes), CancellationToken.None);
                    if (!rest.IsCompleted)
                    {
                        deadline.Look(tookAny: false, hasPart: true);
                    }

                    read = await rest.ConfigureAwait(false);
                }

                switch (read.MessageType)
                {
                    case WebSocketMessageType.Close:
                        return MessagesEnd.Closed;
                    case WebSocketMessageType.Binary:
                        return new MessagesEnd(CloseReason.Binary, NoText);
                }

                buffer.Add(read.Count);
                if (buffer.Unread.Length > maxBytes)
                {
                    return new MessagesEnd(CloseReason.TooLarge, FrameCodec.Encode(FrameReader.Refusal(FrameReadResult.TooLarge, maxBytes)));
                }

                if (read.EndOfMessage)
                {
                    if (!transport.HasEnded)
                    {
                        deadline.Hold();
                        await intake.TakeAsync(client, actor, buffer.Unread).ConfigureAwait(false);
                    }

                    buffer.Keep(0);
                }

                deadline.Look(tookAny: read.EndOfMessage, hasPart: !read.EndOfMessage);
            }
        }
        catch (Exception e) when (ChatEdge.IsGone(e))
        {
            return null;
        }
        finally
        {
            buffer.Release();
        }
    }

    /// <summary>Where the next bytes of a message go: one more than may come, so that too many show.</summary>
    private static Memory<byte> Room(FrameBuffer buffer, int maxBytes)
    {
        Memory<byte> free = buffer.Free();
        return free[..Math.Min(free.Length, maxBytes + 1 - (int)buffer.Unread.Length)];
    }

    /// <summary>Reads to nowhere until the peer has closed too. Going before would reset the connection, and a reset overtakes the last frames.</summary>
    private static async Task SkipAsync(WebSocket socket)
    {
        byte[] nowhere = new byte[1024];
        while (socket.State is WebSocketState.Open or WebSocketState.CloseSent)
        {
            await socket.ReceiveAsync(nowhere.AsMemory(), CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>How a peer's messages ended while its connection still stands.</summary>
    private sealed record MessagesEnd(CloseReason Reason, ReadOnlyMemory<byte> LastFrame)
    {
        public static MessagesEnd Closed { get; } = new(CloseReason.Normal, default);
    }
}
