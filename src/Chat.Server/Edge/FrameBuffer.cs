using System.Buffers;

namespace Chat.Server.Edge;

/// <summary>
/// What has come from a peer and was not yet taken. It holds memory only while there is such a thing, so a silent connection costs none; it grows
/// with what has come, not with what a length prefix promises.
/// </summary>
internal sealed class FrameBuffer
{
    private const int FirstBytes = 4096;

    private byte[]? _bytes;
    private int _start;
    private int _end;

    /// <summary>True where nothing waits to be taken.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>What waits to be taken.</summary>
    public ReadOnlySequence<byte> Unread => _bytes is null ? default : new ReadOnlySequence<byte>(_bytes, _start, _end - _start);

    /// <summary>Where the next bytes go: never empty.</summary>
    public Memory<byte> Free()
    {
        _bytes ??= ArrayPool<byte>.Shared.Rent(FirstBytes);
        if (_end == _bytes.Length)
        {
            // Half of it free or more: what is left moves to the front. Else it needs more room.
            byte[] target = _start >= _bytes.Length / 2 ? _bytes : ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.AsSpan(_start, _end - _start).CopyTo(target);
            if (target != _bytes)
            {
                ArrayPool<byte>.Shared.Return(_bytes);
                _bytes = target;
            }

            (_start, _end) = (0, _end - _start);
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>So many bytes have come.</summary>
    public void Add(int count) => _end += count;

    /// <summary>All but so many bytes at the end were taken.</summary>
    public void Keep(long count)
    {
        _start = _end - (int)count;
        if (count == 0)
        {
            Release();
        }
    }

    /// <summary>Gives the memory back.</summary>
    public void Release()
    {
        if (_bytes is not null)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = null;
        _start = _end = 0;
    }
}
