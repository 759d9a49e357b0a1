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
internal sealed class SocketTransport(Socket socket, TimeProvider time) : EdgeTransport(time)
{
    private byte[]? _rented;

    /// <inheritdoc/>
    public override void Flush() => Flush(SendArgs.Rent());

    /// <summary>A send that had to wait is over: goes on with the rest.</summary>
    public void OnSent(SocketAsyncEventArgs args)
    {
        if (Took(args))
        {
            Flush(args);
        }
    }

    /// <inheritdoc/>
    public override void Abort() => socket.Close(timeout: 0);

    /// <inheritdoc/>
    protected override void Finish(bool skipping)
    {
        try
        {
            socket.Shutdown(skipping ? SocketShutdown.Send : SocketShutdown.Both);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }
    }

    private void Flush(SocketAsyncEventArgs args)
    {
        do
        {
            switch (Outbox.Next(out OutboxPiece piece))
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
        Outbox.Abandon();
        End();
        return false;
    }
}
