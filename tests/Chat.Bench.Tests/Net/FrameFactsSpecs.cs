using System.Text;
using Chat.Bench.Net;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Xunit;

namespace Chat.Bench.Tests.Net;

public sealed class FrameFactsSpecs
{
    private const string Time = "1000000000000042";

    [Theory]
    [InlineData("""{"type":"message","room":"bench-1","seq":7,"at":"2026-11-22T10:30:20.123Z","from":"bench-2","text":"1000000000000042....","key":"k"}""")]
    [InlineData("""{"type":"message","room":"@bench-1","seq":7,"at":"2026-11-22T10:30:20.123Z","from":"bench-2","text":"1000000000000042....","key":"k"}""")]
    [InlineData("""{"type":"message","room":"bench-1", "text": "1000000000000042....", "seq": 7,"key":"k"}""")]
    public void Should_read_a_message_however_it_is_written(string json)
    {
        byte[] frame = Encoding.UTF8.GetBytes(json);
        Assert.Equal(FrameKind.Message, WireProtocol.Chat.KindOf(frame));
        Assert.Equal(new MessageFacts(0, 7, 42), WireProtocol.Chat.FactsOf(frame));
        Assert.Contains(Time, json, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_know_by_its_first_bytes_how_many_there_are()
    {
        byte[] frame = FrameCodec.Encode(new CountsEvent("bench-1", 500, 400, 3, DateTimeOffset.UnixEpoch));
        Assert.Equal(FrameKind.Presence, WireProtocol.Chat.KindOf(frame.AsSpan(ProtocolLimits.PrefixBytes)));
    }

    [Fact]
    public void Should_know_which_members_get_the_same_messages()
    {
        var faults = new Faults();
        using var one = Make("bench-1", "@bench-2");
        using var other = Make("bench-2", "@bench-1");
        using var apart = Make("bench-3", "@bench-4");
        using var inRoom = Make("bench-5", "bench-1");
        Assert.Equal(one.Group, other.Group);
        Assert.NotEqual(one.Group, apart.Group);
        Assert.Equal("bench-1", inRoom.Group);

        Member Make(string name, string room) => new(name, room, System.Net.Sockets.AddressFamily.InterNetwork, WireProtocol.Chat, faults, check: null);
    }
}
