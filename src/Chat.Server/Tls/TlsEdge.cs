using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Actors.Telemetry;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Server.Edge;

namespace Chat.Server.Tls;

/// <summary>Serves connections that begin with a TLS handshake; behind it they are as <see cref="ChatEdge"/> serves all. One in its handshake counts as one.</summary>
internal sealed partial class TlsEdge(
    ChatEdge chat, ConnectionTable connections, NodeCertificate certificate, LiveOptions options, TimeProvider time, ILogger<TlsEdge> log)
{
    private const byte HandshakeRecord = 22;
    private const int SkipBytes = 64 * 1024;

    /// <summary>Most handshakes at once only to say that the node is full: they cost the node more than they are worth.</summary>
    private const int MostRefusals = 16;

    private static readonly byte[] SpeaksTls = FrameCodec.Encode(new ByeEvent(
        ErrorCodes.BadFrame, "This port takes encrypted connections only (TLS): connect with chats:// in place of chat://."));

    private int _refusals;

    /// <summary>Serves a connection to its end, and closes the socket. Never throws.</summary>
    /// <param name="socket">Accepted.</param>
    /// <param name="stopping">Ends a handshake; who is past it hears of a stop by its actor.</param>
    public async Task ServeAsync(Socket socket, CancellationToken stopping)
    {
        IPEndPoint? remote = null;
        try
        {
            using (socket)
            {
                socket.NoDelay = true;
                KeepAlive.Set(socket, connections.Limits);
                remote = (IPEndPoint)socket.RemoteEndPoint!;
                var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
                await using (stream.ConfigureAwait(false))
                {
                    await ServeAsync(socket, stream, remote, stopping).ConfigureAwait(false);
                }
            }
        }
        catch (Exception e) when (ChatEdge.IsGone(e))
        {
            // Before anything was said.
            Log.NoHandshake(log, remote, e.Message);
        }
        catch (Exception e)
        {
            EdgeLog.Failed(log, e);
        }
    }

    private async Task ServeAsync(Socket socket, SslStream stream, IPEndPoint remote, CancellationToken stopping)
    {
        var transport = new TlsTransport(stream, socket, time);
        if (!connections.TryOpen(remote, transport, out Connection? client, out ByeEvent? refusal))
        {
            EdgeMetrics.RefuseConnection(refusal.Code);
            EdgeLog.Refused(log, remote, refusal.Message);
            await RefuseAsync(socket, stream, transport, refusal, stopping).ConfigureAwait(false);
            return;
        }

        transport.Serve(client);
        bool greeted = false;
        try
        {
            greeted = await GreetAsync(socket, stream, stopping).ConfigureAwait(false);
        }
        finally
        {
            if (!greeted)
            {
                connections.Remove(client.Id);
            }
        }

        if (greeted)
        {
            await chat.ServeAsync(client, stream, transport).ConfigureAwait(false);
            await transport.SayGoodbyeAsync().ConfigureAwait(false);
        }
    }

    private async Task RefuseAsync(Socket socket, SslStream stream, TlsTransport transport, ByeEvent refusal, CancellationToken stopping)
    {
        try
        {
            if (Interlocked.Increment(ref _refusals) <= MostRefusals && await GreetAsync(socket, stream, stopping).ConfigureAwait(false))
            {
                await stream.WriteAsync(FrameCodec.Encode(refusal), stopping).ConfigureAwait(false);
                await transport.SayGoodbyeAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _refusals);
        }
    }

    /// <returns>False where the peer speaks no TLS, and was told.</returns>
    private async Task<bool> GreetAsync(Socket socket, SslStream stream, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(options.Current.HandshakeTimeout, time);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        byte[] first = new byte[1];
        int read = await socket.ReceiveAsync(first, SocketFlags.Peek, deadline.Token).ConfigureAwait(false);
        if (read > 0 && first[0] != HandshakeRecord)
        {
            await socket.SendAsync(SpeaksTls, deadline.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
            await using var plain = new NetworkStream(socket, ownsSocket: false);
            await InputSkip.SkipAsync(plain, SkipBytes, time).ConfigureAwait(false);
            return false;
        }

        await stream.AuthenticateAsServerAsync(Options, certificate.Current.Handshake, deadline.Token).ConfigureAwait(false);
        _ = OpenSslBuffers.TryRelease(stream);
        return true;
    }

    private static ValueTask<SslServerAuthenticationOptions> Options(SslStream stream, SslClientHelloInfo hello, object? policy, CancellationToken cancel) =>
        ValueTask.FromResult(((TlsPolicy)policy!).ForChat(hello));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "No TLS handshake with {Remote}: {Reason}")]
        public static partial void NoHandshake(ILogger logger, IPEndPoint? remote, string reason);
    }
}
