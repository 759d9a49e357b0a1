using Microsoft.AspNetCore.Connections;

namespace Chat.Server.Edge;

/// <summary>The end of a connection: when its last frame is queued the peer has a moment to take it, then the socket is cut.</summary>
internal sealed class ConnectionLifetime(ConnectionContext connection, TimeProvider time, TimeSpan lastFlush) : IDisposable
{
    private readonly CancellationTokenSource _ended = new();
    private readonly Lock _gate = new();
    private ITimer? _cut;
    private bool _disposed;

    /// <summary>Cancelled when everything that shall go out is out, or can't.</summary>
    public CancellationToken Ended => _ended.Token;

    /// <summary>The last frame is queued.</summary>
    public void OnClosing()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _cut ??= time.CreateTimer(static c => ((ConnectionContext)c!).Abort(), connection, lastFlush, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>The writer has ended, so the peer has all there is: stop reading too, and cut nothing.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _cut?.Dispose();
                _ended.Cancel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _cut?.Dispose();
            _ended.Dispose();
        }
    }
}
