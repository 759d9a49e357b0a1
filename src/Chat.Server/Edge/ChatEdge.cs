using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Actors.Telemetry;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge;

/// <summary>
/// Carries connections, each by a loop that reads frames and tells the connection's actor; what the outbox holds is sent by its
/// <see cref="EdgeTransport"/>. A connection is over when both have ended.
/// </summary>
internal sealed class ChatEdge(
    ConnectionTable connections,
    EdgeIntake intake,
    TimeProvider time,
    ILogger<ChatEdge> log)
{
    /// <summary>Serves a connection to its end, and closes the socket. Never throws.</summary>
    public async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                KeepAlive.Set(socket, connections.Limits);
                var remote = (IPEndPoint)socket.RemoteEndPoint!;
                var transport = new SocketTransport(socket, time);
                if (!connections.TryOpen(remote, transport, out Connection? client, out ByeEvent? refusal))
                {
                    EdgeMetrics.RefuseConnection(refusal.Code);
                    EdgeLog.Refused(log, remote, refusal.Message);
                    await socket.SendAsync(FrameCodec.Encode(refusal)).ConfigureAwait(false);
                    socket.Shutdown(SocketShutdown.Both);
                    return;
                }

                transport.Serve(client);
                await using var stream = new SocketInput(socket);
                await ServeAsync(client, stream, transport).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // Before anything was said.
        }
        catch (Exception e)
        {
            EdgeLog.Failed(log, e);
        }
    }

    /// <summary>Serves a connection to its end: until both what comes and what goes have ended. Who opened it closes what carries it.</summary>
    /// <param name="client">Of the table.</param>
    /// <param name="stream">What comes from the peer. A read of nothing must wait until there is something.</param>
    /// <param name="transport">What goes to the peer, already serving the connection.</param>
    public async Task ServeAsync(Connection client, Stream stream, EdgeTransport transport)
    {
        if (await intake.OpenAsync(client).ConfigureAwait(false) is not { } actor)
        {
            return;
        }

        EdgeLog.Opened(log, client.Id.Value, client.Remote);
        try
        {
            if (await ReadAsync(client, actor, stream).ConfigureAwait(false) is { } end && !transport.HasEnded)
            {
                await FinishAsync(client, transport, stream, end).ConfigureAwait(false);
            }
        }
        finally
        {
            // Also after a fault of our own: else its place in the table would never be free again.
            actor.Tell(ConnectionProtocol.Closed.Instance);
            client.Close();
        }

        await transport.WaitForEndAsync().ConfigureAwait(false);
        EdgeLog.Closed(log, client.Id.Value, client.Remote);
    }

    /// <summary>Whether a failure only means that the peer is gone, or was too slow.</summary>
    public static bool IsGone(Exception e) =>
        e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException or WebSocketException;

    /// <returns>How the peer's stream ended; null where the connection did.</returns>
    private async Task<StreamEnd?> ReadAsync(Connection client, IActorRef actor, Stream stream)
    {
        var buffer = new FrameBuffer();
        using var deadline = new FrameDeadline(client, time);
        try
        {
            while (true)
            {
                if (buffer.IsEmpty)
                {
                    // A read of nothing waits until something has come, without memory to put it into.
                    await stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
                    if (IsReset(stream))
                    {
                        return null;
                    }
                }

                int read = await stream.ReadAsync(buffer.Free()).ConfigureAwait(false);
                if (read == 0)
                {
                    return IsReset(stream) ? null : StreamEnd.Complete;
                }

                buffer.Add(read);
                ReadOnlySequence<byte> unread = buffer.Unread;
                long before = unread.Length;
                FrameReadResult found;
                while ((found = FrameReader.TryRead(ref unread, client.Options.MaxFrameBytes, out ReadOnlySequence<byte> json)) == FrameReadResult.Frame)
                {
                    deadline.Hold();
                    await intake.TakeAsync(client, actor, json).ConfigureAwait(false);
                }

                if (found != FrameReadResult.Incomplete)
                {
                    return StreamEnd.Refused(found, client.Options.MaxFrameBytes, unread);
                }

                buffer.Keep(unread.Length);
                deadline.Look(tookAny: unread.Length < before, hasPart: !buffer.IsEmpty);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            return null;
        }
        finally
        {
            buffer.Release();
        }
    }

    private static bool IsReset(Stream stream) => stream is SocketInput { IsGone: true };

    /// <summary>The peer's stream is at its end: what it asked for before is answered, then comes the last frame.</summary>
    private async Task FinishAsync(Connection client, EdgeTransport transport, Stream stream, StreamEnd end)
    {
        await intake.WaitForRepliesAsync(client).ConfigureAwait(false);
        transport.SkipInput();
        client.Close(end.LastFrame);
        await InputSkip.SkipAsync(stream, end.Unread, time).ConfigureAwait(false);
    }
}
