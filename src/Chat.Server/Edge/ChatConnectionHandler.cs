using System.Buffers;
using System.IO.Pipelines;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace Chat.Server.Edge;

/// <summary>
/// Carries one TCP connection: a loop that reads frames and tells the connection's actor, and one that writes what its outbox
/// holds, everything queued in one flush. It ends when both have ended; the server's stop begins with <see cref="ConnectionProtocol.Drain"/>.
/// </summary>
internal sealed partial class ChatConnectionHandler(
    ConnectionTable connections,
    IRequiredActor<EdgeActor> edge,
    ChatOptions options,
    TimeProvider time,
    ILogger<ChatConnectionHandler> log) : ConnectionHandler
{
    /// <summary>How long the last frames may take to reach a peer that does not read.</summary>
    private static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1);

    /// <summary>How long the rest of a refused frame is read: less than <see cref="LastFlush"/>, after which the socket is cut with a reset.</summary>
    private static readonly TimeSpan Skip = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    private static readonly byte[] Full = FrameCodec.Encode(
        new ByeEvent(ErrorCodes.Overloaded, "The server has as many connections as it takes; try again later.", 10_000));

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(ConnectionContext connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string remote = connection.RemoteEndPoint?.ToString() ?? "unknown";
        using var lifetime = new ConnectionLifetime(connection, time, LastFlush);
        if (!connections.TryOpen(remote, lifetime.OnClosing, out Connection? client))
        {
            Log.Refused(log, remote);
            await connection.Transport.Output.WriteAsync(Full).ConfigureAwait(false);
            return;
        }

        if (await OpenAsync(client, connection.ConnectionClosed).ConfigureAwait(false) is not { } actor)
        {
            return;
        }

        Log.Opened(log, client.Id.Value, remote);
        using CancellationTokenRegistration stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?
            .ConnectionClosedRequested.Register(() => actor.Tell(ConnectionProtocol.Drain.Instance)) ?? default;
        Task writing = WriteAsync(client.Outbox, connection.Transport.Output, lifetime);
        if (await ReadAsync(client, actor, connection.Transport.Input, lifetime.Ended).ConfigureAwait(false) is { } end)
        {
            await FinishAsync(client, connection.Transport.Input, end, lifetime.Ended).ConfigureAwait(false);
        }

        actor.Tell(ConnectionProtocol.Closed.Instance);
        client.Close();
        await writing.ConfigureAwait(false);
        Log.Closed(log, client.Id.Value, remote);
    }

    /// <returns>The connection's actor; null where there is none, and the connection is forgotten.</returns>
    private async Task<IActorRef?> OpenAsync(Connection client, CancellationToken closed)
    {
        IActorRef? parent = null;
        try
        {
            parent = await edge.GetAsync(closed).ConfigureAwait(false);

            // Not cancelled with the connection: whoever asks for an actor must be there to tell it of the end.
            return await parent.Ask<IActorRef>(new ConnectionProtocol.Open(client), OpenTimeout, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException)
        {
            parent?.Tell(new ConnectionProtocol.Abandoned(client.Id));
            connections.Remove(client.Id);
            return null;
        }
    }

    /// <returns>How the peer's stream ended; null where the connection did.</returns>
    private async Task<StreamEnd?> ReadAsync(Connection client, IActorRef actor, PipeReader input, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync(ended).ConfigureAwait(false);
                ReadOnlySequence<byte> buffer = read.Buffer;
                FrameReadResult found;
                while ((found = FrameReader.TryRead(ref buffer, options.MaxFrameBytes, out ReadOnlySequence<byte> json)) == FrameReadResult.Frame)
                {
                    await client.WaitForCreditAsync(ended).ConfigureAwait(false);
                    Take(client, actor, json);
                }

                if (found != FrameReadResult.Incomplete)
                {
                    input.AdvanceTo(buffer.Start);
                    return StreamEnd.Refused(found, options.MaxFrameBytes, buffer);
                }

                input.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    return StreamEnd.Complete;
                }
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            return null;
        }
    }

    /// <summary>The peer's stream is at its end: what it asked for before is answered, then comes the last frame.</summary>
    private async Task FinishAsync(Connection client, PipeReader input, StreamEnd end, CancellationToken ended)
    {
        try
        {
            var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            client.WhenIdle(() => idle.TrySetResult());
            await idle.Task.WaitAsync(LastFlush, time, ended).ConfigureAwait(false);
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            // The answers that are not there yet will not come, or have no reader.
        }

        client.Close(end.LastFrame);
        await SkipAsync(input, end.Unread).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads what is left of a frame that was refused. Closing while it is still coming would reset the connection, and a reset
    /// overtakes the refusal.
    /// </summary>
    private async Task SkipAsync(PipeReader input, long bytes)
    {
        using var deadline = new CancellationTokenSource(Skip, time);
        try
        {
            while (bytes > 0)
            {
                ReadResult read = await input.ReadAsync(deadline.Token).ConfigureAwait(false);
                bytes = read.IsCompleted ? 0 : bytes - read.Buffer.Length;
                input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // It has heard the refusal, or will not.
        }
    }

    private void Take(Connection client, IActorRef actor, in ReadOnlySequence<byte> json)
    {
        DecodedRequest decoded = FrameCodec.DecodeRequest(json, options.MaxTextBytes);
        if (decoded.Request is { } request)
        {
            actor.Tell(new ConnectionProtocol.Requested(request, client.Begin(decoded.Room)));
        }
        else
        {
            client.Reply(client.Begin(decoded.Room), FrameCodec.Encode(decoded.Error!));
        }
    }

    private static async Task WriteAsync(Outbox outbox, PipeWriter output, ConnectionLifetime lifetime)
    {
        try
        {
            while (await outbox.WaitAsync().ConfigureAwait(false))
            {
                outbox.DrainTo(output);
                FlushResult flushed = await output.FlushAsync().ConfigureAwait(false);
                if (flushed.IsCompleted)
                {
                    break;
                }
            }
        }
        catch (Exception e) when (IsGone(e))
        {
            // The peer is gone; what is queued has no reader.
        }

        lifetime.End();
    }

    private static bool IsGone(Exception e) =>
        e is ConnectionResetException or ConnectionAbortedException or OperationCanceledException or ObjectDisposedException;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Connection {Id} from {Remote} opened")]
        public static partial void Opened(ILogger logger, long id, string remote);

        [LoggerMessage(2, LogLevel.Debug, "Connection {Id} from {Remote} closed")]
        public static partial void Closed(ILogger logger, long id, string remote);

        [LoggerMessage(3, LogLevel.Warning, "Refused a connection from {Remote}: limits.maxConnections is reached")]
        public static partial void Refused(ILogger logger, string remote);
    }
}
