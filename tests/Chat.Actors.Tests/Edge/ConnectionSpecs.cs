using Chat.Actors.Edge;
using Chat.Actors.Tests.Support;
using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Edge;

public class ConnectionSpecs
{
    private readonly ConnectionTable _table = new(new ChatOptions { InFlight = 2, MaxConnections = 2, OutboxBytes = 2000 });

    [Fact]
    public async Task Should_give_a_credit_for_each_reply_that_left()
    {
        Connection connection = TestDevice.Open(_table).Connection;
        await connection.WaitForCreditAsync();
        await connection.WaitForCreditAsync();
        long first = connection.Begin("lobby");
        long second = connection.Begin("lobby");
        Task third = connection.WaitForCreditAsync();

        connection.Reply(second, Ok(2));
        Assert.False(third.IsCompleted);
        connection.Reply(first, Ok(1));

        await third.WaitAsync(ChatTestKit.Patience);
        Assert.True(connection.WaitForCreditAsync().IsCompleted);
        Assert.False(connection.WaitForCreditAsync().IsCompleted);
    }

    [Fact]
    public async Task Should_give_no_second_credit_for_a_second_answer()
    {
        TestDevice device = TestDevice.Open(_table);
        await device.Connection.WaitForCreditAsync();
        await device.Connection.WaitForCreditAsync();
        long ticket = device.Connection.Begin(null);

        device.Connection.Reply(ticket, Ok(1));
        device.Connection.Reply(ticket, Ok(1));

        Assert.Single(device.TakeAll());
        Assert.True(device.Connection.WaitForCreditAsync().IsCompleted);
        Assert.False(device.Connection.WaitForCreditAsync().IsCompleted);
    }

    [Fact]
    public void Should_call_back_once_when_nothing_is_in_flight()
    {
        TestDevice device = TestDevice.Open(_table);
        Connection connection = device.Connection;
        long first = device.Begin("lobby");
        long second = device.Begin("lobby");
        int calls = 0;
        connection.WhenIdle(() => calls++);

        connection.Reply(second, Ok(2));
        Assert.Equal(0, calls);
        connection.Reply(first, Ok(1));
        connection.Reply(device.Begin(), Ok(3));

        Assert.Equal(1, calls);
    }

    [Fact]
    public void Should_call_back_everyone_who_waits_for_that()
    {
        TestDevice device = TestDevice.Open(_table);
        long ticket = device.Begin("lobby");
        var called = new List<string>();
        device.Connection.WhenIdle(() => called.Add("one"));
        device.Connection.WhenIdle(() => called.Add("other"));

        device.Connection.Reply(ticket, Ok(1));

        Assert.Equal(["one", "other"], called);
    }

    [Fact]
    public void Should_call_back_at_once_when_nothing_is_in_flight()
    {
        int calls = 0;
        TestDevice.Open(_table).Connection.WhenIdle(() => calls++);

        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Should_say_slow_consumer_and_close_when_too_much_waits()
    {
        TestDevice device = TestDevice.Open(_table);
        for (int i = 0; i < 100; i++)
        {
            device.Connection.Post(Ok(i));
        }

        Assert.Equal(1, device.Closings);
        Assert.Equal(ErrorCodes.SlowConsumer, (await device.NextAsync<ByeEvent>()).Code);
        Assert.Empty(device.TakeAll());
    }

    [Fact]
    public async Task Should_let_nobody_wait_for_a_credit_when_it_ends()
    {
        Connection connection = TestDevice.Open(_table).Connection;
        await connection.WaitForCreditAsync();
        await connection.WaitForCreditAsync();
        Task third = connection.WaitForCreditAsync();
        _table.Remove(connection.Id);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third.WaitAsync(ChatTestKit.Patience));
        Assert.True(connection.WaitForCreditAsync().IsCanceled);
    }

    [Fact]
    public void Should_leave_the_sending_of_a_reply_to_one_caller_where_that_is_asked_for()
    {
        TestDevice device = TestDevice.Open(_table);

        Assert.True(device.Connection.ReplyLater(device.Begin(), Ok(1)));
        Assert.False(device.Connection.ReplyLater(device.Begin(), Ok(2)));
        Assert.False(device.Connection.PostLater(Ok(3)));
        Assert.Empty(device.TakeAll());
        device.Connection.Flush();

        Assert.Equal(3, device.TakeAll().Count);
        Assert.True(device.Connection.PostLater(Ok(4)));
    }

    [Fact]
    public void Should_cut_all_that_are_left()
    {
        TestDevice one = TestDevice.Open(_table);
        TestDevice other = TestDevice.Open(_table);
        _table.Remove(one.Id);
        _table.AbortAll();

        Assert.Equal((0, 1), (one.Aborts, other.Aborts));
    }

    [Fact]
    public void Should_still_take_an_answer_after_it_was_disposed()
    {
        Connection connection = TestDevice.Open(_table).Connection;
        long ticket = connection.Begin(null);
        _table.Remove(connection.Id);

        Assert.Null(Record.Exception(() => connection.Reply(ticket, Ok(1))));
    }

    [Fact]
    public void Should_open_no_more_connections_than_the_limit()
    {
        TestDevice one = TestDevice.Open(_table);
        TestDevice.Open(_table);

        Assert.False(_table.TryOpen(Sample.Remote, one, out _, out ByeEvent? refusal));
        Assert.Equal(ErrorCodes.Overloaded, refusal.Code);
        Assert.Equal(2, _table.Count);

        _table.Remove(one.Id);
        _table.Remove(one.Id);
        Assert.Equal(1, _table.Count);
        Assert.False(_table.TryGet(one.Id, out _));
        Assert.True(_table.TryOpen(Sample.Remote, one, out Connection? third, out _));
        Assert.NotEqual(one.Id, third.Id);
    }

    private static byte[] Ok(long re) => FrameCodec.Encode(new OkReply { Re = re });
}
