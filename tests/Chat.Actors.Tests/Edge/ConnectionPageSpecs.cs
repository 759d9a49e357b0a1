using Chat.Actors.Edge;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Edge;

/// <summary>A page takes memory from when it is asked for until it leaves: a connection has one at a time.</summary>
public class ConnectionPageSpecs
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private readonly ConnectionTable _table = new(new ChatOptions());
    private readonly Connection _connection;

    public ConnectionPageSpecs() => _connection = TestDevice.Open(_table).Connection;

    [Fact]
    public async Task Should_have_one_page_under_way()
    {
        long first = _connection.Begin("lobby", isPage: true);
        Task next = _connection.WaitForPageAsync();
        Assert.False(next.IsCompleted);

        _connection.Reply(first, Ok(1));

        await next.WaitAsync(Deadline);
        Assert.True(_connection.WaitForPageAsync().IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Should_count_a_page_that_waits_for_an_earlier_answer()
    {
        long earlier = _connection.Begin("lobby");
        long page = _connection.Begin("lobby", isPage: true);
        Task next = _connection.WaitForPageAsync();

        _connection.Reply(page, Ok(2));
        Assert.False(next.IsCompleted);
        _connection.Reply(earlier, Ok(1));

        await next.WaitAsync(Deadline);
    }

    [Fact]
    public void Should_not_take_another_answer_for_that_of_the_page()
    {
        _connection.Begin("lobby", isPage: true);
        long other = _connection.Begin("python");
        Task next = _connection.WaitForPageAsync();

        _connection.Reply(other, Ok(2));

        Assert.False(next.IsCompleted);
    }

    [Fact]
    public void Should_let_nobody_wait_for_a_page_when_it_ends()
    {
        _connection.Begin("lobby", isPage: true);
        Task next = _connection.WaitForPageAsync();

        _table.Remove(_connection.Id);

        Assert.True(next.IsCanceled);
        Assert.True(_connection.WaitForPageAsync().IsCanceled);
    }

    [Fact]
    public void Should_let_nobody_wait_for_room_when_it_ends()
    {
        _connection.Reply(_connection.Begin(null), new byte[Outbox.AnswerBytes + 1]);
        Task room = _connection.Outbox.WaitForRoomAsync();
        Assert.False(room.IsCompleted);

        _table.Remove(_connection.Id);

        Assert.True(room.IsCanceled);
    }

    [Fact]
    public void Should_count_answers_and_not_what_others_say()
    {
        _connection.Post(Ok(0));
        _connection.Reply(_connection.Begin(null), Ok(1));

        Assert.Equal(Ok(1).Length, _connection.Outbox.PendingAnswerBytes);
    }

    private static byte[] Ok(long re) => FrameCodec.Encode(new OkReply { Re = re });
}
