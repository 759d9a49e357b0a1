using Chat.Actors.Edge;

namespace Chat.Server.Edge;

/// <summary>
/// Writes a connection's outbox to a stream, on the thread that has the outbox's turn as long as the stream takes it at once, and where it stopped
/// when it has taken the rest. One write is under way at a time; each is what <see cref="Chat.Actors.Edge.Outbox.Next"/> gathered, whole frames.
/// </summary>
/// <param name="stream">Takes writes while it is read from elsewhere.</param>
/// <param name="time">For the last moment.</param>
internal abstract class StreamTransport(Stream stream, TimeProvider time) : EdgeTransport(time)
{
    /// <inheritdoc/>
    public override void Flush()
    {
        do
        {
            switch (Outbox.Next(out OutboxPiece piece))
            {
                case Outbox.Step.Empty:
                    return;
                case Outbox.Step.Ended:
                    End();
                    return;
            }

            ValueTask writing = Write(piece.Bytes);
            if (!writing.IsCompleted)
            {
                _ = GoOnAsync(writing, piece);
                return;
            }

            if (!Took(writing, piece))
            {
                return;
            }
        }
        while (true);
    }

    private async Task GoOnAsync(ValueTask writing, OutboxPiece piece)
    {
        try
        {
            await writing.ConfigureAwait(false);
        }
        catch (Exception)
        {
            Lost(piece);
            return;
        }

        piece.Release();
        Flush();
    }

    private ValueTask Write(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return stream.WriteAsync(bytes);
        }
        catch (Exception e)
        {
            return ValueTask.FromException(e);
        }
    }

    /// <returns>False where the peer is gone: then this was the last write.</returns>
    private bool Took(ValueTask written, OutboxPiece piece)
    {
        try
        {
            written.GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            // Whatever a stream throws, it takes nothing more.
            Lost(piece);
            return false;
        }

        piece.Release();
        return true;
    }

    private void Lost(OutboxPiece piece)
    {
        piece.Release();
        Outbox.Abandon();
        End();
    }
}
