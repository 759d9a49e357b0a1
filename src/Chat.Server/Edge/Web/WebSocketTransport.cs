using System.Buffers;
using System.Net.WebSockets;
using Chat.Actors.Edge;
using Chat.Actors.Telemetry;
using Chat.Protocol.Framing;

namespace Chat.Server.Edge.Web;

/// <summary>
/// Sends a connection's outbox over its WebSocket, a frame a message, on the thread that has the outbox's turn as long as the peer takes them, and
/// on the thread pool from where it had to wait. At the end it says goodbye as a WebSocket does, and gives the peer a moment to do the same.
/// </summary>
/// <param name="socket">Open.</param>
/// <param name="cut">Cuts the connection below the WebSocket. Called at most once.</param>
/// <param name="time">For the last moment.</param>
internal sealed class WebSocketTransport(WebSocket socket, Action cut, TimeProvider time) : EdgeTransport(time), IDisposable
{
    private readonly TimeProvider _time = time;
    private readonly Lock _gate = new();
    private ITimer? _farewell;
    private CloseReason _reason = CloseReason.Normal;
    private bool _over;

    /// <inheritdoc/>
    public override string Carrier => Carriers.WebSocket;

    /// <summary>Why the WebSocket is to be closed, unless a <c>bye</c> says another reason. To be set before the last frame is queued.</summary>
    public void CloseFor(CloseReason reason) => _reason = reason;

    /// <inheritdoc/>
    public override void Flush() => _ = SendAllAsync();

    /// <inheritdoc/>
    public override void Abort()
    {
        lock (_gate)
        {
            if (_over)
            {
                return;
            }

            _over = true;
        }

        cut();
    }

    /// <summary>Nothing of the connection is left: from here on there is nothing to be cut.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _over = true;
            _farewell?.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override void Finish(bool skipping)
    {
        lock (_gate)
        {
            if (!_over)
            {
                _farewell = _time.CreateTimer(static transport => ((WebSocketTransport)transport!).Abort(), this, LastFlush, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Never throws.</summary>
    private async Task SendAllAsync()
    {
        try
        {
            Outbox.Step step;
            while ((step = Outbox.Next(out OutboxPiece piece)) == Outbox.Step.Piece)
            {
                try
                {
                    await SendAsync(piece.Bytes).ConfigureAwait(false);
                }
                finally
                {
                    piece.Release();
                }
            }

            if (step == Outbox.Step.Empty)
            {
                return;
            }

            await socket.CloseOutputAsync(_reason.Status, _reason.Text, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Whatever a WebSocket throws, it takes nothing more.
            Outbox.Abandon();
            if (socket.State is WebSocketState.Open or WebSocketState.CloseReceived)
            {
                // Who reads does not know yet. A WebSocket that has said why it closes is not cut: the reset would overtake that.
                Abort();
            }
        }

        End();
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> bytes)
    {
        var frames = new ReadOnlySequence<byte>(bytes);
        while (FrameReader.TryRead(ref frames, int.MaxValue, out ReadOnlySequence<byte> json) == FrameReadResult.Frame)
        {
            _reason = CloseReason.OfBye(json) ?? _reason;
            await socket.SendAsync(json.First, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None).ConfigureAwait(false);
        }
    }
}
