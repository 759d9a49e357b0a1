using System.Buffers;
using System.Diagnostics;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Telemetry;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge;

/// <summary>What every carrier does with what its peers say.</summary>
internal sealed class EdgeIntake(ConnectionTable connections, IRequiredActor<EdgeActor> edge, TimeProvider time)
{
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(5);

    /// <summary>After which a page that was asked for is taken for lost: the next one is read, whatever has become of it.</summary>
    private static readonly TimeSpan PageTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Takes a request, once the peer has had enough of the answers to those before.</summary>
    /// <param name="client">Who sent it.</param>
    /// <param name="actor">The connection's actor.</param>
    /// <param name="json">The JSON object, or what the peer takes for one. It must stay as it is meanwhile.</param>
    /// <exception cref="OperationCanceledException">The connection has ended.</exception>
    public async ValueTask TakeAsync(Connection client, IActorRef actor, ReadOnlySequence<byte> json)
    {
        await client.WaitForCreditAsync().ConfigureAwait(false);
        await WaitForRoomAsync(client).ConfigureAwait(false);
        EdgeMetrics.Receive();
        DecodedRequest decoded = FrameCodec.DecodeRequest(json, client.Options.MaxTextBytes);
        bool isPage = decoded.Request is { } request && RequestCost.IsPage(request);
        if (isPage)
        {
            await WaitForPageAsync(client).ConfigureAwait(false);
            await WaitForRoomAsync(client).ConfigureAwait(false);
        }

        long ticket = client.Begin(decoded.Room, isPage);
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

    private async ValueTask WaitForRoomAsync(Connection client)
    {
        Task room = client.Outbox.WaitForRoomAsync();
        if (!room.IsCompleted)
        {
            using ITimer deadline = AnswerDeadline.Start(client, time);
            client.Pause();
            await room.ConfigureAwait(false);
            client.Resume();
        }
    }

    private async ValueTask WaitForPageAsync(Connection client)
    {
        Task page = client.WaitForPageAsync();
        if (!page.IsCompleted)
        {
            try
            {
                await page.WaitAsync(PageTimeout, time).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // Its answer will not come.
            }
        }
    }
}
