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

        IActorRef actor;
        try
        {
            IActorRef parent = await edge.GetAsync(connection.ConnectionClosed).ConfigureAwait(false);
            actor = await parent.Ask<IActorRef>(new ConnectionProtocol.Open(client), OpenTimeout, connection.ConnectionClosed).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AskTimeoutException or OperationCanceledException)
        {
            connections.Remove(client.Id);
            return;
        }

        Log.Opened(log, client.Id.Value, remote);
        using CancellationTokenRegistration stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?
            .ConnectionClosedRequested.Register(() => actor.Tell(ConnectionProtocol.Drain.Instance)) ?? default;
        Task writing = WriteAsync(client.Outbox, connection.Transport.Output, lifetime);
        await ReadAsync(client, actor, connection.Transport.Input, lifetime.Ended).ConfigureAwait(false);
        actor.Tell(ConnectionProtocol.Closed.Instance);
        client.Close();
        await writing.ConfigureAwait(false);
        Log.Closed(log, client.Id.Value, remote);
    }

    private async Task ReadAsync(Connection client, IActorRef actor, PipeReader input, CancellationToken ended)
    {
        try
        {
            while (true)
            {
                ReadResult read = await input.ReadAsync(ended).ConfigureAwait(false);
                ReadOnlySequence<byte> buffer = read.Buffer;
                while (FrameReader.TryRead(ref buffer, options.MaxFrameBytes, out ReadOnlySequence<byte> json) is var found)
                {
                    if (found == FrameReadResult.Incomplete)
                    {
                        break;
                    }

                    if (found != FrameReadResult.Frame)
                    {
                        // The stream can't be trusted any more: one clear error, then the end.
                        client.Close(FrameCodec.Encode(FrameReader.Refusal(found, options.MaxFrameBytes)));
                        return;
                    }

                    await client.WaitForCreditAsync(ended).ConfigureAwait(false);
                    Take(client, actor, json);
                }

                input.AdvanceTo(buffer.Start, buffer.End);
                if (read.IsCompleted)
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionResetException or ConnectionAbortedException or ObjectDisposedException)
        {
            // The peer or the server has closed: nothing more will come.
        }
    }

    private void Take(Connection client, IActorRef actor, in ReadOnlySequence<byte> json)
    {
        DecodedRequest decoded = FrameCodec.DecodeRequest(json, options.MaxTextBytes);
        if (decoded.Request is { } request)
        {
            actor.Tell(new ConnectionProtocol.Requested(request, client.Begin((request as RoomRequest)?.Room)));
        }
        else
        {
            client.Reply(client.Begin(null), FrameCodec.Encode(decoded.Error!));
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
        catch (Exception e) when (e is ConnectionResetException or ConnectionAbortedException or OperationCanceledException or ObjectDisposedException)
        {
            // The peer is gone; what is queued has no reader.
        }

        lifetime.End();
    }

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
