using System.Buffers;
using System.Text;
using System.Text.Json;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Chat.Sdk.Connection;
using Chat.Sdk.Tests.Support;
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

    [Fact]
    public void Should_let_no_report_of_all_rooms_through_that_lacks_its_room()
    {
        var report = new ReportEntry(7, 42, "mallory", null, "bob", "insults", Frames.Noon);

        Assert.Throws<JsonException>(() => WireRules.Check(new ReportsOk(RoomScope.WholeServer, [report])));
        Assert.NotNull(WireRules.Check(new ReportsOk("den", [report])));
        Assert.NotNull(WireRules.Check(new ReportsOk(RoomScope.WholeServer, [report with { Room = "den" }])));
    }

    [Fact]
    public void Should_let_no_own_place_through_that_lacks_its_role()
    {
        var nowhere = new OwnPlace(null!, Muted: true);
        var settings = new RoomSettingsInfo(RoomAccess.Public, ReadOnly: false, 0, TopicLocked: false);

        Assert.Throws<JsonException>(() => WireRules.Check(new RoomSettingsOk("den", settings, nowhere)));
        Assert.Throws<JsonException>(() => WireRules.Check(new JoinOk("den", 0, "", [], You: nowhere)));
        Assert.Throws<JsonException>(() => WireRules.Check(Frames.HelloOk("alice", Frames.Room("den") with { You = nowhere })));
        Assert.NotNull(WireRules.Check(Frames.HelloOk("alice", Frames.Room("den") with { You = new OwnPlace(RoomRole.Member) })));
    }
}
