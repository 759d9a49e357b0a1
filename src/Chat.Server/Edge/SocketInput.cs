using System.Net.Sockets;
using System.Threading.Tasks.Sources;

namespace Chat.Server.Edge;

/// <summary>
/// What comes over a socket. A connection that is reset ends the stream and says so: the framework's own stream throws, and first writes down where, which takes longer than all else that a
/// connection costs. Whoever connects only to reset would keep a core busy with that. One read at a time; it reads only.
/// </summary>
/// <param name="socket">Connected. It stays open.</param>
internal sealed class SocketInput(Socket socket) : Stream
{
    private readonly Receive _receive = new();

    /// <summary>True once a read has ended because there is no connection any more.</summary>
    public bool IsGone => _receive.HasFailed;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.CanBeCanceled ? socket.ReceiveAsync(buffer, SocketFlags.None, cancellationToken) : _receive.From(socket, buffer);

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _receive.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>One receive of the system, which is awaited and used again.</summary>
    private sealed class Receive() : SocketAsyncEventArgs(unsafeSuppressExecutionContextFlow: true), IValueTaskSource<int>
    {
        private ManualResetValueTaskSourceCore<int> _awaited;

        public bool HasFailed { get; private set; }

        public ValueTask<int> From(Socket socket, Memory<byte> buffer)
        {
            SetBuffer(buffer);
            _awaited.Reset();
            return socket.ReceiveAsync(this) ? new ValueTask<int>(this, _awaited.Version) : new ValueTask<int>(Result());
        }

        int IValueTaskSource<int>.GetResult(short token) => _awaited.GetResult(token);

        ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _awaited.GetStatus(token);

        void IValueTaskSource<int>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
            _awaited.OnCompleted(continuation, state, token, flags);

        protected override void OnCompleted(SocketAsyncEventArgs e) => _awaited.SetResult(Result());

        private int Result()
        {
            HasFailed = SocketError != SocketError.Success;
            return HasFailed ? 0 : BytesTransferred;
        }
    }
}
