using System.Buffers;
using System.Diagnostics;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Edge;
using Chat.Actors.Telemetry;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge;

/// <summary>What every carrier does with what its peers say.</summary>
internal sealed class EdgeIntake(ConnectionTable connections, IRequiredActor<EdgeActor> edge, TimeProvider time)
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Takes a request.</summary>
    /// <param name="client">Who sent it. A credit was waited for.</param>
    /// <param name="actor">The connection's actor.</param>
    /// <param name="json">The JSON object, or what the peer takes for one.</param>
    public static void Take(Connection client, IActorRef actor, in ReadOnlySequence<byte> json)
    {
        EdgeMetrics.Receive();
        DecodedRequest decoded = FrameCodec.DecodeRequest(json, client.Options.MaxTextBytes);
        long ticket = client.Begin(decoded.Room);
        if (client.Judge(decoded) is { } error)
        {
            EdgeMetrics.RefuseRequest(error.Code);
            client.Reply(ticket, FrameCodec.Encode(error));
        }
        else
        {
            using Activity? span = decoded.Request is SendRequest ? SendTrace.Receive(client.Carrier) : null;
            actor.Tell(new ConnectionProtocol.Requested(decoded.Request!, ticket, SendTrace.ContextOf(span)));
        }
    }

    /// <summary>Asks for a connection's actor.</summary>
    /// <returns>The actor; null where there is none, and the connection is forgotten.</returns>
    public async Task<IActorRef?> OpenAsync(Connection client)
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

    /// <summary>Waits until all that a peer has asked for is answered, if that does not take long.</summary>
    public async Task WaitForRepliesAsync(Connection client)
    {
        var idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.WhenIdle(() => idle.TrySetResult());
        try
        {
            await idle.Task.WaitAsync(EdgeTransport.LastFlush, time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The answers that are not there yet will not come, or have no reader.
        }
    }
}
