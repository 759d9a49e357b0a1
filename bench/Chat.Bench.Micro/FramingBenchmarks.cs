using System.Buffers;
using BenchmarkDotNet.Attributes;
using Chat.Bench.Micro.Pieces;
using Chat.Protocol;
using Chat.Protocol.Framing;

namespace Chat.Bench.Micro;

/// <summary>Cutting the bytes that came into frames.</summary>
public class FramingBenchmarks
{
    private const int Frames = 100;
    private const int SegmentBytes = 4096;

    private readonly ReadOnlySequence<byte> _whole = new([.. Enumerable.Repeat(FrameCodec.Encode(Given.Request), Frames).SelectMany(f => f)]);
    private readonly ReadOnlySequence<byte> _segments;

    public FramingBenchmarks() => _segments = Segment.Split(_whole.First, SegmentBytes);

    /// <summary>Frames in one buffer.</summary>
    [Benchmark(Description = "framing", OperationsPerInvoke = Frames)]
    public long Whole() => Cut(_whole);

    /// <summary>Frames over buffers of 4 KiB, as a pipe has them.</summary>
    [Benchmark(Description = "framing, split buffers", OperationsPerInvoke = Frames)]
    public long Split() => Cut(_segments);

    private static long Cut(ReadOnlySequence<byte> buffer)
    {
        long bytes = 0;
        while (FrameReader.TryRead(ref buffer, ProtocolLimits.MaxServerFrameBytes, out ReadOnlySequence<byte> json) == FrameReadResult.Frame)
        {
            bytes += json.Length;
        }

        return bytes;
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        private Segment(ReadOnlyMemory<byte> memory, long index) => (Memory, RunningIndex) = (memory, index);

        public static ReadOnlySequence<byte> Split(ReadOnlyMemory<byte> bytes, int size)
        {
            var first = new Segment(bytes[..size], 0);
            Segment last = first;
            for (int at = size; at < bytes.Length; at += size)
            {
                var next = new Segment(bytes[at..Math.Min(at + size, bytes.Length)], at);
                last.Next = next;
                last = next;
            }

            return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
        }
    }
}
