using Chat.Actors.Edge;

namespace Chat.Actors.Tests.Edge;

/// <summary>Whether there is room for further answers.</summary>
public class OutboxRoomSpecs
{
    private static readonly byte[] Some = new byte[Outbox.AnswerBytes / 4];

    private readonly Outbox _outbox = new(new ChatOptions { OutboxBytes = 8 * Outbox.AnswerBytes }, "bye"u8.ToArray());

    [Fact]
    public async Task Should_have_room_until_so_many_bytes_of_answers_are_unsent()
    {
        Answer(4);
        Assert.True(_outbox.WaitForRoomAsync().IsCompletedSuccessfully);
        Assert.Equal(Outbox.AnswerBytes, _outbox.PendingAnswerBytes);

        _outbox.Post("x"u8.ToArray(), areAnswers: true);
        Task room = _outbox.WaitForRoomAsync();
        Assert.False(room.IsCompleted);
        SendAll();

        await room;
        Assert.Equal(0, _outbox.PendingAnswerBytes);
    }

    [Fact]
    public async Task Should_count_what_is_being_sent_and_let_go_on_when_all_is_out()
    {
        for (int i = 0; i < 5; i++)
        {
            _outbox.Post(new byte[Outbox.AnswerBytes], areAnswers: true);
        }

        Task room = _outbox.WaitForRoomAsync();
        for (int taken = 1; taken <= 5; taken++)
        {
            Assert.Equal(Outbox.Step.Piece, _outbox.Next(out _));
            Assert.False(room.IsCompleted);
        }

        Assert.Equal(Outbox.Step.Empty, _outbox.Next(out _));
        await room;
    }

    [Fact]
    public async Task Should_let_go_on_when_the_answers_are_out_though_others_go_on_talking()
    {
        _outbox.Post(Some);
        _outbox.Post(new byte[Outbox.AnswerBytes + 1], areAnswers: true);
        Task room = _outbox.WaitForRoomAsync();
        for (int i = 0; i < 8; i++)
        {
            _outbox.Post(Some);
        }

        _outbox.Next(out _);
        _outbox.Next(out _);
        Assert.False(room.IsCompleted);
        Assert.Equal(Outbox.Step.Piece, _outbox.Next(out _));

        await room;
        Assert.Equal(0, _outbox.PendingAnswerBytes);
    }

    [Fact]
    public void Should_not_count_what_nobody_asked_for()
    {
        for (int i = 0; i < 16; i++)
        {
            _outbox.Post(Some);
        }

        Assert.True(_outbox.WaitForRoomAsync().IsCompletedSuccessfully);
        Answer(1);
        Assert.Equal(Some.Length, _outbox.PendingAnswerBytes);
    }

    [Fact]
    public async Task Should_count_answers_that_leave_together_with_other_frames()
    {
        for (int i = 0; i < 100; i++)
        {
            _outbox.Post(new byte[100]);
            _outbox.Post(new byte[200], areAnswers: true);
        }

        Task room = _outbox.WaitForRoomAsync();
        Assert.Equal(20_000, _outbox.PendingAnswerBytes);
        SendAll();

        await room;
        Assert.Equal((0, 0), (_outbox.PendingAnswerBytes, _outbox.PendingBytes));
    }

    [Fact]
    public void Should_keep_who_waits_waiting_until_the_end_when_all_is_dropped()
    {
        Answer(5);
        Task room = _outbox.WaitForRoomAsync();
        Answer(30);
        SendAll();
        Assert.False(room.IsCompleted);

        _outbox.EndWait();

        Assert.True(room.IsCanceled);
    }

    [Fact]
    public void Should_let_nobody_wait_after_the_end()
    {
        Answer(5);
        _outbox.EndWait();

        Assert.True(_outbox.WaitForRoomAsync().IsCanceled);
    }

    [Fact]
    public void Should_count_nothing_any_more_when_the_peer_is_gone()
    {
        Answer(5);
        _outbox.Next(out _);
        _outbox.Abandon();

        Assert.Equal(0, _outbox.PendingAnswerBytes);
    }

    private void Answer(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _outbox.Post(Some, areAnswers: true);
        }
    }

    private void SendAll()
    {
        while (_outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
        {
            piece.Release();
        }
    }
}
