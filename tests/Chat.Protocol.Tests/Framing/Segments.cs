using System.Buffers;

namespace Chat.Protocol.Tests.Framing;

/// <summary>Builds a buffer of several segments, as a pipe gives them.</summary>
internal sealed class Segments : ReadOnlySequenceSegment<byte>
{
    private Segments(ReadOnlyMemory<byte> memory, long runningIndex)
    {
        Memory = memory;
        RunningIndex = runningIndex;
    }

    public static ReadOnlySequence<byte> Of(IReadOnlyList<ReadOnlyMemory<byte>> pieces)
    {
        var first = new Segments(ReadOnlyMemory<byte>.Empty, 0);
        Segments last = first;
        foreach (ReadOnlyMemory<byte> piece in pieces)
        {
            var next = new Segments(piece, last.RunningIndex + last.Memory.Length);
            last.Next = next;
            last = next;
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }
}
