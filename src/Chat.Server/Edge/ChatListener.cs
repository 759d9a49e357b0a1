using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Hosting;
using Chat.Actors.Edge;
using Chat.Server.Hosting;
using Chat.Server.Tls;

namespace Chat.Server.Edge;

/// <summary>
/// Accepts chat clients, in plain text and with TLS. It stands on sockets and not on the web server's transport: why tells docs/architecture.md.
/// </summary>
internal sealed partial class ChatListener(
    NodeEndpoints endpoints,
    ChatEdge chat,
    IServiceProvider services,
    ConnectionTable connections,
    IRequiredActor<EdgeActor> edge,
    TimeProvider time,
    ILogger<ChatListener> log) : IHostedService, IDisposable
{
    /// <summary>Connections that the system may hold ready until they are accepted: a crowd that comes back all at once.</summary>
    private const int Backlog = 4096;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    private readonly TaskCompletionSource _allEnded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Socket> _sockets = [];
    private readonly List<Task> _accepting = [];
    private int _open = 1;

    /// <summary>Null until the actors are there: a node that fails to start before is stopped all the same.</summary>
    private IActorRef? _edge;

    /// <summary>Listens.</summary>
    /// <exception cref="StartException">An address can't be had, or the certificate can't be used.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Whoever connects finds the actors there.
        _edge = await edge.GetAsync(cancellationToken).ConfigureAwait(false);
        if (endpoints.Chat is { } plain)
        {
            endpoints.Chat = Listen(plain, "chat clients", "--listen", chat.ServeAsync);
        }

        if (endpoints.ChatTls is { } encrypted)
        {
            var tls = services.GetRequiredService<TlsEdge>();
            endpoints.ChatTls = Listen(encrypted, "chat clients with TLS", "--tls-listen", socket => tls.ServeAsync(socket, _stopping.Token));
        }
    }

    /// <summary>Takes no more connections, says goodbye to those there are, and waits for their end; cuts what is left when the time is up.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _sockets.ForEach(socket => socket.Dispose());
        await Task.WhenAll(_accepting).ConfigureAwait(false);
        await _stopping.CancelAsync().ConfigureAwait(false);
        _edge?.Tell(ConnectionProtocol.Drain.Instance);
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
    public void Dispose()
    {
        _sockets.ForEach(socket => socket.Dispose());
        _stopping.Dispose();
    }

    /// <returns>The address, with the port that it was given.</returns>
    private IPEndPoint Listen(IPEndPoint wanted, string what, string option, Func<Socket, Task> serve)
    {
        var socket = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        _sockets.Add(socket);
        try
        {
            if (wanted.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            SystemBuffer.Bound(socket);
            socket.Bind(wanted);
            socket.Listen(Backlog);
        }
        catch (SocketException e)
        {
            throw NodeEndpoints.Refused(what, wanted, option, e);
        }

        _accepting.Add(AcceptAsync(socket, serve));
        return (IPEndPoint)socket.LocalEndPoint!;
    }

    private async Task AcceptAsync(Socket listener, Func<Socket, Task> serve)
    {
        while (true)
        {
            try
            {
                Socket accepted = await listener.AcceptAsync().ConfigureAwait(false);
                Interlocked.Increment(ref _open);
                _ = ServeAsync(accepted, serve);
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

    private async Task ServeAsync(Socket accepted, Func<Socket, Task> serve)
    {
        // The loop goes on accepting while this one is greeted.
        await Task.Yield();
        await serve(accepted).ConfigureAwait(false);
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
