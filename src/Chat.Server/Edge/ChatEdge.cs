using System.Buffers;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge;

/// <summary>
/// Carries TCP connections, each by a loop that reads frames and tells the connection's actor; what the outbox holds is sent by
/// <see cref="SocketTransport"/>. A connection is over when both have ended.
/// </summary>
internal sealed partial class ChatEdge(
    ConnectionTable connections,
    IRequiredActor<EdgeActor> edge,
    TimeProvider time,
    ILogger<ChatEdge> log)
{
    /// <summary>How long the rest of a refused frame is read: less than <see cref="SocketTransport.LastFlush"/>, after which the socket is cut with a reset.</summary>
    private static readonly TimeSpan Skip = TimeSpan.FromMilliseconds(500);

    private const int SkipBytes = 64 * 1024;

    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Serves a connection to its end, and closes the socket. Never throws.</summary>
    public async Task ServeAsync(Socket socket)
    {
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                var remote = (IPEndPoint)socket.RemoteEndPoint!;
                var transport = new SocketTransport(socket, time);
                if (!connections.TryOpen(remote, transport, out Connection? client, out ByeEvent? refusal))
                {
                    Log.Refused(log, remote, refusal.Message);
                    await socket.SendAsync(FrameCodec.Encode(refusal)).ConfigureAwait(false);
                    socket.Shutdown(SocketShutdown.Both);
                    return;
                }

                transport.Serve(client);
                await ServeAsync(client, socket, transport).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // Before anything was said.
        }
        catch (Exception e)
        {
            Log.Failed(log, e);
        }
    }

    private async Task ServeAsync(Connection client, Socket socket, SocketTransport transport)
    {
        if (await OpenAsync(client).ConfigureAwait(false) is not { } actor)
        {
            return;
        }

        Log.Opened(log, client.Id.Value, client.Remote);
        await using (var stream = new NetworkStream(socket, ownsSocket: false))
        {
            if (await ReadAsync(client, actor, stream).ConfigureAwait(false) is { } end && !transport.HasEnded)
            {
                await FinishAsync(client, transport, stream, end).ConfigureAwait(false);
            }
        }

        actor.Tell(ConnectionProtocol.Closed.Instance);
        client.Close();
        await transport.WaitForEndAsync().ConfigureAwait(false);
        Log.Closed(log, client.Id.Value, client.Remote);
    }

    /// <returns>The connection's actor; null where there is none, and the connection is forgotten.</returns>
    private async Task<IActorRef?> OpenAsync(Connection client)
    {
        IActorRef? parent = null;
        try
        {
            parent = await edge.GetAsync(CancellationToken.None).ConfigureAwait(false);
            return await parent.Ask<IActorRef>(new ConnectionProtocol.Open(client), OpenTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            parent?.Tell(new ConnectionProtocol.Abandoned(client.Id));
            connections.Remove(client.Id);
            return null;
        }
    }

    /// <returns>How the peer's stream ended; null where the connection did.</returns>
    private async Task<StreamEnd?> ReadAsync(Connection client, IActorRef actor, Stream stream)
    {
        var buffer = new FrameBuffer();
        try
        {
            while (true)
            {
                if (buffer.IsEmpty)
                {
                    // A read of nothing waits until something has come, without memory to put it into.
                    await stream.ReadAsync(Memory<byte>.Empty).ConfigureAwait(false);
                }

                int read = await stream.ReadAsync(buffer.Free()).ConfigureAwait(false);
                if (read == 0)
                {
                    return StreamEnd.Complete;
                }

                buffer.Add(read);
                ReadOnlySequence<byte> unread = buffer.Unread;
                FrameReadResult found;
                while ((found = FrameReader.TryRead(ref unread, client.Options.MaxFrameBytes, out ReadOnlySequence<byte> json)) == FrameReadResult.Frame)
                {
                    await client.WaitForCreditAsync().ConfigureAwait(false);
                    Take(client, actor, json);
                }

                if (found != FrameReadResult.Incomplete)
                {
                    return StreamEnd.Refused(found, client.Options.MaxFrameBytes, unread);
                }

                buffer.Keep(unread.Length);
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

    /// <summary>The peer's stream is at its end: what it asked for before is answered, then comes the last frame.</summary>
    private async Task FinishAsync(Connection client, SocketTransport transport, Stream stream, StreamEnd end)
    {
        try
        {
            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            client.WhenIdle(() => idle.TrySetResult());
            await idle.Task.WaitAsync(SocketTransport.LastFlush, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The answers that are not there yet will not come, or have no reader.
        }

        transport.SkipInput();
        client.Close(end.LastFrame);
        await SkipAsync(stream, end.Unread).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads what is left of a frame that was refused. Closing while it is still coming would reset the connection, and a reset
    /// overtakes the refusal.
    /// </summary>
    private async Task SkipAsync(Stream stream, long bytes)
    {
        using var deadline = new CancellationTokenSource(Skip, time);
        byte[] nowhere = ArrayPool<byte>.Shared.Rent(SkipBytes);
        try
        {
            while (bytes > 0)
            {
                int read = await stream.ReadAsync(nowhere, deadline.Token).ConfigureAwait(false);
                bytes = read == 0 ? 0 : bytes - read;
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // It has heard the refusal, or will not.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(nowhere);
        }
    }

    private void Take(Connection client, IActorRef actor, in ReadOnlySequence<byte> json)
    {
        DecodedRequest decoded = FrameCodec.DecodeRequest(json, client.Options.MaxTextBytes);
        if (decoded.Request is { } request)
        {
            actor.Tell(new ConnectionProtocol.Requested(request, client.Begin(decoded.Room)));
        }
        else
        {
            client.Reply(client.Begin(decoded.Room), FrameCodec.Encode(decoded.Error!));
        }
    }

    private static bool IsGone(Exception e) => e is IOException or SocketException or OperationCanceledException or ObjectDisposedException;

    private static partial class Log
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
}
