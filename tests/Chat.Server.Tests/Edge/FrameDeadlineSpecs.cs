using System.Net;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Server.Edge;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.Edge;

public sealed class FrameDeadlineSpecs : IDisposable
{
    private static readonly ChatOptions Options = new() { FrameTimeout = TimeSpan.FromSeconds(30) };

    private readonly FakeTimeProvider _time = new();
    private readonly Transport _transport = new();
    private readonly FrameDeadline _deadline;

    public FrameDeadlineSpecs() =>
        _deadline = new FrameDeadline(new Connection(new ConnectionId(1), new IPEndPoint(IPAddress.Loopback, 1), Options, _transport), _time);

    public void Dispose() => _deadline.Dispose();

    [Fact]
    public void Should_close_when_a_frame_takes_too_long()
    {
        _deadline.Look(tookAny: false, hasPart: true);
        _time.Advance(Options.FrameTimeout);

        Assert.True(_transport.IsClosing);
    }

    [Fact]
    public void Should_not_be_put_off_by_one_more_byte()
    {
        for (int i = 0; i < 3; i++)
        {
            _deadline.Look(tookAny: false, hasPart: true);
            _time.Advance(Options.FrameTimeout / 3);
        }

        Assert.True(_transport.IsClosing);
    }

    [Fact]
    public void Should_begin_anew_with_each_frame()
    {
        for (int i = 0; i < 9; i++)
        {
            _deadline.Look(tookAny: true, hasPart: true);
            _time.Advance(Options.FrameTimeout * 0.9);
        }

        Assert.False(_transport.IsClosing);
    }

    [Fact]
    public void Should_not_count_for_how_long_a_whole_frame_waits()
    {
        _deadline.Look(tookAny: false, hasPart: true);
        _deadline.Hold();
        _time.Advance(Options.FrameTimeout * 10);
        Assert.False(_transport.IsClosing);

        _deadline.Look(tookAny: true, hasPart: true);
        _time.Advance(Options.FrameTimeout);
        Assert.True(_transport.IsClosing);
    }

    [Fact]
    public void Should_leave_a_silent_connection_alone()
    {
        _deadline.Look(tookAny: false, hasPart: true);
        _deadline.Look(tookAny: true, hasPart: false);
        _time.Advance(Options.FrameTimeout * 100);

        Assert.False(_transport.IsClosing);
    }

    private sealed class Transport : IConnectionTransport
    {
        public bool IsClosing { get; private set; }

        public void Flush()
        {
        }

        public void FlushSoon()
        {
        }

        public void OnClosing() => IsClosing = true;

        public void Abort()
        {
        }
    }
}
