using System.Buffers;
using System.Buffers.Binary;
using System.Reflection;
using System.Text;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using CsCheck;
using Xunit;

namespace Chat.Protocol.Tests.Framing;

public sealed class RoundTripSpecs
{
    private static readonly MethodInfo ReadOk = typeof(RawOk).GetMethod(nameof(RawOk.Read))!;

    public static TheoryData<Type> Types { get; } = [.. FrameGen.Types];

    [Theory]
    [MemberData(nameof(Types))]
    public void Should_decode_every_record_to_what_was_encoded(Type type) =>
        FrameGen.Of(type).Sample(
            frame =>
            {
                byte[] bytes = FrameCodec.Encode(frame);
                Frame back = Decode(bytes, type);
                Assert.IsType(type, back);
                Assert.Equal(Encoding.UTF8.GetString(bytes), Encoding.UTF8.GetString(FrameCodec.Encode(back)));
            },
            iter: 200);

    [Fact]
    public void Should_prefix_the_JSON_with_its_length_in_big_endian_order()
    {
        byte[] bytes = FrameCodec.Encode(new PingRequest(7));

        Assert.Equal("{\"type\":\"ping\",\"id\":7}", Encoding.UTF8.GetString(bytes.AsSpan(4)));
        Assert.Equal((uint)(bytes.Length - 4), BinaryPrimitives.ReadUInt32BigEndian(bytes));
    }

    [Fact]
    public void Should_write_times_in_UTC_with_three_decimals()
    {
        var at = new DateTimeOffset(2026, 11, 22, 12, 30, 20, 123, TimeSpan.FromHours(2));

        string json = Encoding.UTF8.GetString(FrameCodec.Encode(new SendOk("python", 42, at) { Re = 3 }).AsSpan(4));

        Assert.Contains("\"at\":\"2026-11-22T10:30:20.123Z\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_ignore_what_a_newer_server_says()
    {
        Assert.Null(DecodeServerFrame("""{"type":"reaction","room":"lobby"}"""));
        var notice = Assert.IsType<NoticeEvent>(DecodeServerFrame("""{"type":"notice","text":"hi","colour":{"r":[1,2]}}"""));
        Assert.Equal("hi", notice.Text);
    }

    [Fact]
    public void Should_encode_after_a_frame_that_could_not_be_encoded()
    {
        var broken = new HistoryOk("lobby", new FailingList(), Start: true, End: true);

        Assert.Throws<NotSupportedException>(() => FrameCodec.Encode(broken));

        Assert.Equal("{\"type\":\"ping\",\"id\":7}", Encoding.UTF8.GetString(FrameCodec.Encode(new PingRequest(7)).AsSpan(4)));
    }

    private static ServerFrame? DecodeServerFrame(string json) =>
        FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)));

    private static Frame Decode(byte[] bytes, Type type)
    {
        var json = new ReadOnlySequence<byte>(bytes.AsMemory(ProtocolLimits.PrefixBytes));
        if (type.IsSubclassOf(typeof(Request)))
        {
            DecodedRequest decoded = FrameCodec.DecodeRequest(json);
            Assert.True(decoded.Request is not null, $"{decoded.Error} for {Encoding.UTF8.GetString(json)}");
            return decoded.Request;
        }

        ServerFrame frame = FrameCodec.DecodeServerFrame(json)!;
        return frame is RawOk ok ? (Frame)ReadOk.MakeGenericMethod(type).Invoke(ok, null)! : frame;
    }

    private sealed class FailingList : IReadOnlyList<MessageInfo>
    {
        public int Count => 1;

        public MessageInfo this[int index] => throw new NotSupportedException();

        public IEnumerator<MessageInfo> GetEnumerator() => throw new NotSupportedException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
