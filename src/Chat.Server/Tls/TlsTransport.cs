using System.Net.Security;
using System.Net.Sockets;
using Chat.Actors.Telemetry;
using Chat.Server.Edge;

namespace Chat.Server.Tls;

/// <summary>Sends a connection's outbox over TLS: what is gathered becomes one record where it fits in one.</summary>
/// <param name="stream">Over the socket; its handshake may still be to come.</param>
/// <param name="socket">Connected. It is closed by <see cref="Abort"/>, or by who reads.</param>
/// <param name="time">For the last moment.</param>
internal sealed class TlsTransport(SslStream stream, Socket socket, TimeProvider time) : StreamTransport(stream, time)
{
    private readonly SslStream _stream = stream;
    private readonly TimeProvider _time = time;

    /// <inheritdoc/>
    public override string Carrier => Carriers.Tls;

    /// <inheritdoc/>
    public override void Abort() => socket.Close(timeout: 0);

    /// <summary>
    /// Tells the peer that this is the end and not a cut. Nobody may read or write any more: the encryption's state can't be used by two at once.
    /// </summary>
    public async Task SayGoodbyeAsync()
    {
        try
        {
            await _stream.ShutdownAsync().WaitAsync(LastFlush, _time).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception)
        {
            // It is gone, or does not read: then it hears of the end by the socket's.
        }
    }

    /// <inheritdoc/>
    protected override void Finish(bool skipping)
    {
        try
        {
            if (!skipping)
            {
                socket.Shutdown(SocketShutdown.Receive);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
