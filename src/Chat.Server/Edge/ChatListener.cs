using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Edge;
using Chat.Server.Hosting;

namespace Chat.Server.Edge;

/// <summary>
/// Accepts chat clients. It stands on sockets and not on the web server's transport: why tells docs/architecture.md.
/// </summary>
internal sealed partial class ChatListener(
    NodeEndpoints endpoints,
    ChatEdge chat,
    ConnectionTable connections,
    IRequiredActor<EdgeActor> edge,
    TimeProvider time,
    ILogger<ChatListener> log) : IHostedService, IDisposable
{
    /// <summary>Connections that the system may hold ready until they are accepted: a crowd that comes back all at once.</summary>
    private const int Backlog = 4096;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _socket;
    private Task _accepting = Task.CompletedTask;
    private int _open = 1;

    /// <summary>Listens.</summary>
    /// <exception cref="StartException">The address can't be had.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Whoever connects finds the actors there.
        await edge.GetAsync(cancellationToken).ConfigureAwait(false);
        IPEndPoint wanted = endpoints.Chat;
        var socket = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (wanted.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(wanted);
            socket.Listen(Backlog);
        }
        catch (SocketException e)
        {
            socket.Dispose();
            throw NodeEndpoints.Refused("chat clients", wanted, "--listen", e);
        }

        endpoints.Chat = (IPEndPoint)socket.LocalEndPoint!;
        _socket = socket;
        _accepting = AcceptAsync(socket);
    }

    /// <summary>Takes no more connections, says goodbye to those there are, and waits for their end; cuts what is left when the time is up.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_socket is null)
        {
            return;
        }

        _socket.Dispose();
        await _accepting.ConfigureAwait(false);
        edge.ActorRef.Tell(ConnectionProtocol.Drain.Instance);
        Ended();
        try
        {
            await _allEnded.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            connections.AbortAll();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _socket?.Dispose();

    private async Task AcceptAsync(Socket listener)
    {
        while (true)
        {
            try
            {
                Socket accepted = await listener.AcceptAsync().ConfigureAwait(false);
                Interlocked.Increment(ref _open);
                _ = ServeAsync(accepted);
            }
            catch (Exception e) when (e is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException e)
            {
                // One that is gone before it was accepted, or the system is out of something: files, most often.
                Log.NotAccepted(log, e.Message);
                await Task.Delay(RetryDelay, time).ConfigureAwait(false);
            }
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        // The loop goes on accepting while this one is greeted.
        await Task.Yield();
        await chat.ServeAsync(accepted).ConfigureAwait(false);
        Ended();
    }

    /// <summary>The listener itself counts as one.</summary>
    private void Ended()
    {
        if (Interlocked.Decrement(ref _open) == 0)
        {
            _allEnded.TrySetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "A connection could not be accepted: {Reason}")]
        public static partial void NotAccepted(ILogger logger, string reason);
    }
}
