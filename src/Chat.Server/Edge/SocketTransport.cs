using System.Net.Sockets;
using System.Runtime.InteropServices;
using Chat.Actors.Edge;

namespace Chat.Server.Edge;

/// <summary>
/// Sends a connection's outbox over its socket, on the thread that has the outbox's turn: a send seldom waits, and then the system's completion
/// goes on where it stopped. Nothing is copied on the way: the kernel takes the bytes out of the memory that all recipients share.
/// </summary>
/// <param name="socket">Connected. It is closed by <see cref="Abort"/>, or by who reads.</param>
/// <param name="time">For the last moment.</param>
internal sealed class SocketTransport(Socket socket, TimeProvider time) : IConnectionTransport, IThreadPoolWorkItem
{
    /// <summary>How long the last frames may take to reach a peer that does not read.</summary>
    public static readonly TimeSpan LastFlush = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Connection _connection = null!;
    private byte[]? _rented;
    private ITimer? _cut;
    private TaskCompletionSource? _waiter;
    private bool _ended;
    private bool _skipping;

    /// <summary>True once everything that shall go out is out, or can't.</summary>
    public bool HasEnded => Volatile.Read(ref _ended);

    /// <summary>From here on what comes is read to nowhere, up to an end of its own: the end of sending shall not end that.</summary>
    public void SkipInput() => Volatile.Write(ref _skipping, true);

    /// <summary>Binds it to its connection, before the first frame is posted.</summary>
    public void Serve(Connection connection) => _connection = connection;

    /// <summary>Waits until everything that shall go out is out, or can't.</summary>
    public Task WaitForEndAsync()
    {
        lock (_gate)
        {
            return _ended ? Task.CompletedTask : (_waiter ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
        }
    }

    /// <inheritdoc/>
    public void Flush() => Flush(SendArgs.Rent());

    /// <inheritdoc/>
    public void FlushSoon() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute() => Flush();

    /// <summary>A send that had to wait is over: goes on with the rest.</summary>
    public void OnSent(SocketAsyncEventArgs args)
    {
        if (Took(args))
        {
            Flush(args);
        }
    }

    /// <inheritdoc/>
    public void OnClosing()
    {
        lock (_gate)
        {
            if (!_ended)
            {
                _cut = time.CreateTimer(static transport => ((SocketTransport)transport!).Abort(), this, LastFlush, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <inheritdoc/>
    public void Abort() => socket.Close(timeout: 0);

    private void Flush(SocketAsyncEventArgs args)
    {
        do
        {
            switch (_connection.Outbox.Next(out OutboxPiece piece))
            {
                case Outbox.Step.Empty:
                    SendArgs.Return(args);
                    return;
                case Outbox.Step.Ended:
                    SendArgs.Return(args);
                    End();
                    return;
            }

            args.UserToken = this;
            args.SetBuffer(MemoryMarshal.AsMemory(piece.Bytes));
            _rented = piece.Rented;
            if (IsPending(args))
            {
                return;
            }
        }
        while (Took(args));
    }

    /// <returns>True where the completion goes on: then nothing of this send may be touched any more.</returns>
    private bool IsPending(SocketAsyncEventArgs args)
    {
        try
        {
            return socket.SendAsync(args);
        }
        catch (ObjectDisposedException)
        {
            args.SocketError = SocketError.OperationAborted;
            return false;
        }
    }

    /// <returns>False where the peer is gone: then this was the last send.</returns>
    private bool Took(SocketAsyncEventArgs args)
    {
        new OutboxPiece(default, _rented).Release();
        _rented = null;
        if (args.SocketError == SocketError.Success)
        {
            return true;
        }

        SendArgs.Return(args);
        _connection.Outbox.Abandon();
        End();
        return false;
    }

    /// <summary>The peer has all there is, or is gone: who reads shall stop too, and nothing is left to be cut.</summary>
    private void End()
    {
        lock (_gate)
        {
            _ended = true;
            _cut?.Dispose();
            _waiter?.TrySetResult();
        }

        _connection.End();
        try
        {
            socket.Shutdown(Volatile.Read(ref _skipping) ? SocketShutdown.Send : SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }
}
