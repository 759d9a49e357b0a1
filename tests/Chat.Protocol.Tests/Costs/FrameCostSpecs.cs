using System.Buffers;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Xunit;

namespace Chat.Protocol.Tests.Costs;

/// <summary>
/// What a frame costs in memory, which no load on the machine changes. Each bound leaves less room than one more object takes;
/// whoever must pass one shows in docs/performance.md what it earns.
/// </summary>
public class FrameCostSpecs
{
    /// <summary>Request, texts, and what the serializer needs on the way: 512 in a Debug build, and less than one more object.</summary>
    private const int DecodeBytes = 528;

    private const string Text = "The quick brown fox jumps over the lazy dog, twice before lunch.";

    private static readonly DateTimeOffset At = new(2026, 11, 22, 10, 30, 0, 123, TimeSpan.Zero);
    private static readonly MessageEvent Message = new("lobby", 1_234_567, At, "alice", Text, "01JDB0T6Q4-1000001");
    private static readonly SendOk Ok = new("lobby", 1_234_567, At) { Re = 1_000_001 };
    private static readonly byte[] Request = FrameCodec.Encode(new SendRequest(1_000_001, "lobby", Text, "01JDB0T6Q4-1000001"));

    [Fact]
    public void Should_encode_a_message_into_its_bytes_and_nothing_more()
    {
        int length = FrameCodec.Encode(Message).Length;
        byte[] sink = [];

        long array = Allocated.PerCall(() => sink = new byte[length]);
        long encoded = Allocated.PerCall(() => sink = FrameCodec.Encode(Message));

        Assert.Equal(length, sink.Length);
        Assert.InRange(encoded, length, array);
    }

    [Fact]
    public void Should_encode_an_ok_into_its_bytes_and_nothing_more()
    {
        int length = FrameCodec.Encode(Ok).Length;
        byte[] sink = [];

        long array = Allocated.PerCall(() => sink = new byte[length]);
        long encoded = Allocated.PerCall(() => sink = FrameCodec.Encode(Ok));

        Assert.Equal(length, sink.Length);
        Assert.InRange(encoded, length, array);
    }

    [Fact]
    public void Should_decode_a_request_within_the_bytes_it_needs_today()
    {
        var json = new ReadOnlySequence<byte>(Request.AsMemory(ProtocolLimits.PrefixBytes));
        DecodedRequest decoded = default;

        long bytes = Allocated.PerCall(() => decoded = FrameCodec.DecodeRequest(json));

        Assert.Equal(Text, Assert.IsType<SendRequest>(decoded.Request).Text);
        Assert.InRange(bytes, 1, DecodeBytes);
    }

    [Fact]
    public void Should_cut_frames_off_a_buffer_without_allocating()
    {
        ReadOnlySequence<byte> two = new([.. Request, .. Request]);
        long read = 0;

        long bytes = Allocated.PerCall(() =>
        {
            ReadOnlySequence<byte> rest = two;
            while (FrameReader.TryRead(ref rest, ProtocolLimits.MaxServerFrameBytes, out ReadOnlySequence<byte> json) == FrameReadResult.Frame)
            {
                read += json.Length;
            }
        });

        Assert.True(read > 0);
        Assert.Equal(0, bytes);
    }
}
