using Akka.TestKit;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Rooms;

public class FanOutSpecs : ChatTestKit
{
    private readonly ConnectionTable _table = new(new ChatOptions { InFlight = 8 });
    private readonly FanOut _fanOut = new();
    private readonly TestProbe _relay;

    public FanOutSpecs() => _relay = CreateTestProbe();

    [Fact]
    public void Should_send_to_few_at_once_and_only_when_it_is_flushed()
    {
        TestDevice[] devices = Open(FanOutPass.Stretch);
        Post(devices, "one");
        Assert.All(devices, d => Assert.Empty(d.TakeAll()));

        _fanOut.Flush(_relay);

        Assert.False(_fanOut.IsUnderWay);
        Assert.All(devices, d => Assert.Equal(["one"], Texts(d)));
    }

    [Fact]
    public void Should_send_to_many_in_a_pass_and_say_when_it_is_over()
    {
        TestDevice[] devices = Open((FanOutPass.Stretch * 3) + 1);
        Post(devices, "one");
        _fanOut.Flush(_relay);
        Assert.True(_fanOut.IsUnderWay);

        FanOutPass pass = _relay.ExpectMsg<RelayProtocol.PassDone>().Pass;

        Assert.All(devices, d => Assert.Equal(["one"], Texts(d)));
        _fanOut.EndPass(pass);
        Assert.False(_fanOut.IsUnderWay);
    }

    [Fact]
    public void Should_let_what_comes_during_a_pass_leave_with_the_next()
    {
        TestDevice[] devices = Open(FanOutPass.Stretch * 2);
        Post(devices, "one");
        _fanOut.Flush(_relay);
        FanOutPass first = _relay.ExpectMsg<RelayProtocol.PassDone>().Pass;
        Assert.All(devices, d => Assert.Equal(["one"], Texts(d)));
        Post(devices, "two");
        Post(devices, "three");
        _fanOut.Flush(_relay);
        Assert.All(devices, d => Assert.Empty(d.TakeAll()));

        _fanOut.EndPass(first);
        _fanOut.Flush(_relay);

        _fanOut.EndPass(_relay.ExpectMsg<RelayProtocol.PassDone>().Pass);
        Assert.All(devices, d => Assert.Equal(["two", "three"], Texts(d)));
    }

    [Fact]
    public void Should_pass_over_the_end_of_another_pass()
    {
        TestDevice[] devices = Open(FanOutPass.Stretch * 2);
        var former = new FanOutPass([], _relay);
        Post(devices, "one");
        _fanOut.Flush(_relay);

        _fanOut.EndPass(former);

        Assert.True(_fanOut.IsUnderWay);
    }

    [Fact]
    public void Should_send_replies_behind_what_was_posted_before()
    {
        TestDevice device = Open(1)[0];
        _fanOut.Post(device.Connection, Notice("one"));
        _fanOut.Reply(device.Connection, device.Begin(), FrameCodec.Encode(new OkReply { Re = 7 }));
        _fanOut.Flush(_relay);

        IReadOnlyList<ServerFrame> frames = device.TakeAll();
        Assert.IsType<NoticeEvent>(frames[0]);
        Assert.Equal(7, Assert.IsType<RawOk>(frames[1]).Re);
    }

    [Fact]
    public void Should_leave_what_is_due_to_others_when_its_relay_ends()
    {
        TestDevice[] devices = Open(3);
        Post(devices, "one");

        _fanOut.Abandon();

        Assert.All(devices, d => Assert.Equal(["one"], Texts(d)));
    }

    private TestDevice[] Open(int count) => [.. Enumerable.Range(0, count).Select(_ => TestDevice.Open(_table))];

    private void Post(IEnumerable<TestDevice> devices, string text)
    {
        foreach (TestDevice device in devices)
        {
            _fanOut.Post(device.Connection, Notice(text));
        }
    }

    private static byte[] Notice(string text) => FrameCodec.Encode(new NoticeEvent(text));

    private static IEnumerable<string> Texts(TestDevice device) => device.TakeAll().Cast<NoticeEvent>().Select(n => n.Text);
}
