using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using CsCheck;
using Xunit;

namespace Chat.Protocol.Tests.Framing;

public sealed class FramePipeSpecs
{
    private const int Max = ProtocolLimits.MaxClientFrameBytes;

    // Payloads and the sizes of the pieces in which their bytes arrive.
    private static readonly Gen<(byte[][] Frames, int[] Pieces)> SplitFrames =
        Gen.Select(Gen.Byte.Array[1, 40].Array[0, 12], Gen.Int[1, 30].Array[1, 20]);

    [Fact]
    public async Task Should_cut_a_pipe_into_frames_however_the_bytes_are_split() =>
        await SplitFrames.SampleAsync(async split =>
        {
            var pipe = new Pipe();
            Task<List<byte[]>> reading = ReadAllAsync(() => FramePipe.ReadFrameAsync(pipe.Reader, Max));
            foreach (ReadOnlyMemory<byte> piece in Pieces(split.Frames, split.Pieces))
            {
                await pipe.Writer.WriteAsync(piece);
            }

            await pipe.Writer.CompleteAsync();
            Assert.Equal(split.Frames, await reading);
        });

    [Fact]
    public async Task Should_cut_a_stream_into_frames_however_the_bytes_are_split() =>
        await SplitFrames.SampleAsync(async split =>
        {
            using var stream = new PiecewiseStream(Pieces(split.Frames, split.Pieces));
            Assert.Equal(split.Frames, await ReadAllAsync(() => FramePipe.ReadFrameAsync(stream, Max)));
        });

    [Fact]
    public void Should_cut_a_buffer_of_many_segments_into_frames() =>
        SplitFrames.Sample(split =>
        {
            ReadOnlySequence<byte> buffer = Segments.Of(Pieces(split.Frames, split.Pieces));
            var found = new List<byte[]>();
            while (FrameReader.TryRead(ref buffer, Max, out ReadOnlySequence<byte> json) == FrameReadResult.Frame)
            {
                found.Add(json.ToArray());
            }

            Assert.Equal(split.Frames, found);
            Assert.True(buffer.IsEmpty);
        });

    [Fact]
    public void Should_decode_a_request_that_lies_in_many_segments() =>
        Gen.Select(FrameGen.Requests, Gen.Int[1, 30].Array[1, 20]).Sample((request, pieces) =>
        {
            byte[] bytes = FrameCodec.Encode(request);
            ReadOnlySequence<byte> json = Segments.Of(Pieces([bytes[4..]], pieces)).Slice(4);
            DecodedRequest decoded = FrameCodec.DecodeRequest(json);
            Assert.Null(decoded.Error);
            Assert.Equal(bytes, FrameCodec.Encode(decoded.Request!));
        });

    [Theory]
    [InlineData(0u, FrameReadResult.Empty, ErrorCodes.BadFrame)]
    [InlineData(Max + 1u, FrameReadResult.TooLarge, ErrorCodes.TooLarge)]
    [InlineData(0x7FFFFFFFu, FrameReadResult.TooLarge, ErrorCodes.TooLarge)]
    [InlineData(0x80000000u, FrameReadResult.TooLarge, ErrorCodes.TooLarge)]
    [InlineData(0xFFFFFFFFu, FrameReadResult.TooLarge, ErrorCodes.TooLarge)]
    [InlineData(0x16030100u, FrameReadResult.OtherProtocol, ErrorCodes.BadFrame)] // a TLS handshake
    [InlineData(0x47455420u, FrameReadResult.OtherProtocol, ErrorCodes.BadFrame)] // "GET "
    [InlineData(0x7B227479u, FrameReadResult.OtherProtocol, ErrorCodes.BadFrame)] // JSON without its length
    public async Task Should_refuse_a_length_that_lies_before_its_bytes_come(uint length, FrameReadResult expected, string code)
    {
        byte[] prefix = Prefix(length);
        var buffer = new ReadOnlySequence<byte>(prefix);
        Assert.Equal(expected, FrameReader.TryRead(ref buffer, Max, out _));

        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(prefix);
        var fromPipe = await Assert.ThrowsAsync<FrameLengthException>(async () => await FramePipe.ReadFrameAsync(pipe.Reader, Max));
        Assert.Equal((expected, code), (fromPipe.Result, fromPipe.Refusal.Code));

        using var stream = new MemoryStream(prefix);
        var fromStream = await Assert.ThrowsAsync<FrameLengthException>(async () => await FramePipe.ReadFrameAsync(stream, Max));
        Assert.Equal((expected, code), (fromStream.Result, fromStream.Refusal.Code));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public async Task Should_say_so_when_the_stream_ends_within_a_frame(int bytes)
    {
        byte[] part = [.. Prefix(6).Concat(new byte[6]).Take(bytes)];
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(part);
        await pipe.Writer.CompleteAsync();
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await FramePipe.ReadFrameAsync(pipe.Reader, Max));

        using var stream = new MemoryStream(part);
        await Assert.ThrowsAsync<EndOfStreamException>(async () => await FramePipe.ReadFrameAsync(stream, Max));
    }

    [Fact]
    public async Task Should_keep_the_bytes_of_a_cancelled_read()
    {
        var pipe = new Pipe();
        byte[] frame = FrameCodec.Encode(new PingRequest(1));
        await pipe.Writer.WriteAsync(frame.AsMemory(0, 7));
        using var stop = new CancellationTokenSource();
        Task<byte[]?> cut = FramePipe.ReadFrameAsync(pipe.Reader, Max, stop.Token).AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cut);

        Task<byte[]?> again = FramePipe.ReadFrameAsync(pipe.Reader, Max).AsTask();
        pipe.Reader.CancelPendingRead();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => again);

        await pipe.Writer.WriteAsync(frame.AsMemory(7));
        Assert.Equal(frame[4..], await FramePipe.ReadFrameAsync(pipe.Reader, Max));
    }

    [Fact]
    public async Task Should_read_the_largest_frame_through_a_pipe_that_holds_less()
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 4096, resumeWriterThreshold: 2048));
        byte[] payload = new byte[ProtocolLimits.MaxServerFrameBytes];
        Task<byte[]?> reading = FramePipe.ReadFrameAsync(pipe.Reader, payload.Length).AsTask();

        await pipe.Writer.WriteAsync(Prefix((uint)payload.Length));
        await pipe.Writer.WriteAsync(payload);

        Assert.Equal(payload.Length, (await reading)!.Length);
    }

    [Fact]
    public async Task Should_write_what_it_reads()
    {
        var pipe = new Pipe();
        await FramePipe.WriteFrameAsync(pipe.Writer, new PingRequest(1));
        using var stream = new MemoryStream();
        await FramePipe.WriteFrameAsync(stream, new PingRequest(1));
        stream.Position = 0;

        byte[]? fromPipe = await FramePipe.ReadFrameAsync(pipe.Reader, Max);

        Assert.Equal(FrameCodec.Encode(new PingRequest(1))[4..], fromPipe);
        Assert.Equal(fromPipe, await FramePipe.ReadFrameAsync(stream, Max));
        Assert.Null(await FramePipe.ReadFrameAsync(stream, Max));
    }

    private static async Task<List<byte[]>> ReadAllAsync(Func<ValueTask<byte[]?>> read)
    {
        var found = new List<byte[]>();
        while (await read() is { } frame)
        {
            found.Add(frame);
        }

        return found;
    }

    private static byte[] Prefix(uint length)
    {
        byte[] prefix = new byte[ProtocolLimits.PrefixBytes];
        BinaryPrimitives.WriteUInt32BigEndian(prefix, length);
        return prefix;
    }

    private static List<ReadOnlyMemory<byte>> Pieces(byte[][] frames, int[] sizes)
    {
        byte[] all = [.. frames.SelectMany(f => Prefix((uint)f.Length).Concat(f))];
        var pieces = new List<ReadOnlyMemory<byte>>();
        for (int at = 0, i = 0; at < all.Length; i++)
        {
            int size = Math.Min(sizes[i % sizes.Length], all.Length - at);
            pieces.Add(all.AsMemory(at, size));
            at += size;
        }

        return pieces;
    }

    private sealed class PiecewiseStream(List<ReadOnlyMemory<byte>> pieces) : MemoryStream
    {
        private readonly Queue<ReadOnlyMemory<byte>> _pieces = new(pieces);
        private ReadOnlyMemory<byte> _rest;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_rest.IsEmpty && !_pieces.TryDequeue(out _rest))
            {
                return ValueTask.FromResult(0);
            }

            int size = Math.Min(buffer.Length, _rest.Length);
            _rest[..size].CopyTo(buffer);
            _rest = _rest[size..];
            return ValueTask.FromResult(size);
        }
    }
}
