using System.Buffers;
using System.Buffers.Binary;
using System.IO.Pipelines;
using Chat.Fuzz.Inputs;
using Chat.Fuzz.Running;
using Chat.Protocol;
using Chat.Protocol.Framing;
using Chat.Server.Edge;

namespace Chat.Fuzz.Targets;

/// <summary>A byte stream cut into frames: by the edge's buffer in any pieces, by a pipe and from a stream, always the same frames and the same end.</summary>
internal sealed class StreamTarget : IFuzzTarget
{
    public string Name => "stream";

    public int Turn => 1000;

    public byte[] Make(Dice dice) => FrameStream.Make(dice, Seeds.Requests);

    public async ValueTask RunAsync(byte[] input)
    {
        Dice dice = Dice.Of(input);
        int limit = dice.Pick([16, 200, 4096, ProtocolLimits.MaxClientFrameBytes]);
        (List<byte[]> frames, string end) = Reference(input, limit);
        Compare("the edge", frames, end, AtEdge(input, limit, dice));
        var pipe = PipeReader.Create(Cuts.Segments(input, dice));
        Compare("a pipe", frames, end, await ReadAsync(() => FramePipe.ReadFrameAsync(pipe, limit)).ConfigureAwait(false));
        using var stream = new MemoryStream(input, writable: false);
        Compare("a stream", frames, end, await ReadAsync(() => FramePipe.ReadFrameAsync(stream, limit)).ConfigureAwait(false));
    }

    private static (List<byte[]> Frames, string End) Reference(byte[] input, int limit)
    {
        List<byte[]> frames = [];
        int at = 0;
        while (true)
        {
            if (input.Length - at < 4)
            {
                return (frames, at == input.Length ? "complete" : "within");
            }

            uint length = BinaryPrimitives.ReadUInt32BigEndian(input.AsSpan(at));
            if (length == 0 || length > limit)
            {
                return (frames, "refused");
            }

            if (input.Length - at - 4 < length)
            {
                return (frames, "within");
            }

            frames.Add(input[(at + 4)..(at + 4 + (int)length)]);
            at += 4 + (int)length;
        }
    }

    private static (List<byte[]> Frames, string End) AtEdge(byte[] input, int limit, Dice dice)
    {
        List<byte[]> frames = [];
        var buffer = new FrameBuffer();
        try
        {
            for (int at = 0; at < input.Length;)
            {
                Memory<byte> free = buffer.Free();
                FuzzException.Require(!free.IsEmpty, "There is room for what comes.");
                int count = Math.Min(Math.Min(1 + dice.Below(dice.Pick([1, 7, 5000])), input.Length - at), free.Length);
                input.AsMemory(at, count).CopyTo(free);
                buffer.Add(count);
                at += count;
                ReadOnlySequence<byte> unread = buffer.Unread;
                FrameReadResult found;
                while ((found = FrameReader.TryRead(ref unread, limit, out ReadOnlySequence<byte> json)) == FrameReadResult.Frame)
                {
                    frames.Add(json.ToArray());
                }

                if (found != FrameReadResult.Incomplete)
                {
                    StreamEnd refused = StreamEnd.Refused(found, limit, unread);
                    FuzzException.Require(refused.LastFrame.Length > 4 && refused.Unread is >= 0 and <= 4 + (long)uint.MaxValue, "A refusal says why, and what is still to come.");
                    return (frames, "refused");
                }

                buffer.Keep(unread.Length);
            }

            return (frames, buffer.IsEmpty ? "complete" : "within");
        }
        finally
        {
            buffer.Release();
        }
    }

    private static async ValueTask<(List<byte[]> Frames, string End)> ReadAsync(Func<ValueTask<byte[]?>> next)
    {
        List<byte[]> frames = [];
        try
        {
            while (await next().ConfigureAwait(false) is { } frame)
            {
                frames.Add(frame);
            }

            return (frames, "complete");
        }
        catch (FrameLengthException)
        {
            return (frames, "refused");
        }
        catch (EndOfStreamException)
        {
            return (frames, "within");
        }
    }

    private static void Compare(string reader, List<byte[]> frames, string end, (List<byte[]> Frames, string End) read)
    {
        FuzzException.Require(end == read.End, $"With {reader} the stream's end is '{read.End}' and not '{end}'.");
        bool same = frames.Count == read.Frames.Count && frames.Zip(read.Frames).All(pair => pair.First.AsSpan().SequenceEqual(pair.Second));
        FuzzException.Require(same, $"With {reader} the frames are others.");
    }
}
