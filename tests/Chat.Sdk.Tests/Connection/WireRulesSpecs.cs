using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.Connection;
using Xunit;

namespace Chat.Sdk.Tests.Connection;

public sealed class WireRulesSpecs
{
    [Theory]
    [InlineData("""{"type":"member","room":"den","user":"bob","role":"member"}""")]
    [InlineData("""{"type":"room","settings":{"access":"public"},"by":"bob"}""")]
    [InlineData("""{"type":"room","room":"den","by":"bob"}""")]
    [InlineData("""{"type":"room","room":"den","settings":{"slowSeconds":3},"by":"bob"}""")]
    [InlineData("""{"type":"invited","by":"bob"}""")]
    [InlineData("""{"type":"reported","room":"den"}""")]
    [InlineData("""{"type":"reported","room":"den","entry":{"report":1,"seq":2,"from":"bob","by":"ann"}}""")]
    [InlineData("""{"type":"joined","room":"den","user":"bob"}""")]
    public void Should_let_no_event_through_that_lacks_a_field(string json)
    {
        ServerFrame frame = FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(json)))!;

        Assert.Throws<JsonException>(() => WireRules.Check(frame));
    }
}
