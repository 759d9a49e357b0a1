using System.Buffers;

namespace Chat.Actors.Edge;

/// <summary>Whole frames on their way to the peer.</summary>
/// <param name="Bytes">The frames.</param>
/// <param name="Rented">The pool's buffer that holds them; null where they lie in memory that others share.</param>
public readonly record struct OutboxPiece(ReadOnlyMemory<byte> Bytes, byte[]? Rented)
{
    /// <summary>Gives the buffer back: the frames are sent, or never will be.</summary>
    public void Release()
    {
        if (Rented is not null)
        {
            ArrayPool<byte>.Shared.Return(Rented);
        }
    }
}
