using Chat.Actors.Edge;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;
using Microsoft.Extensions.Time.Testing;

namespace Chat.Actors.Tests.Limits;

public class IdleSweepSpecs
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConnectionTable _table;
    private readonly TestDevice _device;

    public IdleSweepSpecs()
    {
        _table = new ConnectionTable(new ChatOptions(), _time);
        _device = TestDevice.Open(_table);
    }

    [Fact]
    public void Should_ask_once_for_a_sign_of_life_and_end_who_gives_none()
    {
        _device.Connection.AnswersPings = true;
        Pass(TimeSpan.FromSeconds(119));
        Assert.Empty(_device.TakeAll());
        Pass(TimeSpan.FromSeconds(1));
        Pass(TimeSpan.FromSeconds(5));
        Assert.IsType<PingEvent>(Assert.Single(_device.TakeAll()));

        Pass(TimeSpan.FromSeconds(175));
        Assert.Equal(ErrorCodes.Idle, Assert.IsType<ByeEvent>(Assert.Single(_device.TakeAll())).Code);
    }

    [Fact]
    public void Should_begin_anew_with_each_frame()
    {
        _device.Connection.AnswersPings = true;
        for (int i = 0; i < 3; i++)
        {
            Pass(TimeSpan.FromSeconds(120));
            Assert.IsType<PingEvent>(Assert.Single(_device.TakeAll()));
            Pass(TimeSpan.FromSeconds(100));
            _device.Connection.Judge(new DecodedRequest(new PingRequest(1), null));
        }

        Assert.Equal(0, _device.Closings);
    }

    [Fact]
    public void Should_let_those_listen_for_ever_that_never_said_they_answer()
    {
        Pass(TimeSpan.FromDays(1));

        Assert.Empty(_device.TakeAll());
        Assert.Equal(0, _device.Closings);
    }

    [Fact]
    public void Should_leave_one_alone_that_is_not_read_and_so_can_not_be_heard()
    {
        _device.Connection.AnswersPings = true;
        _device.Connection.Pause();
        Pass(TimeSpan.FromHours(1));
        Assert.Empty(_device.TakeAll());

        _device.Connection.Resume();
        Pass(TimeSpan.FromSeconds(119));
        Assert.Empty(_device.TakeAll());
        Pass(TimeSpan.FromSeconds(1));
        Assert.IsType<PingEvent>(Assert.Single(_device.TakeAll()));
    }

    private void Pass(TimeSpan span)
    {
        _time.Advance(span);
        _table.SweepIdle();
    }
}
