using Chat.Actors.Edge;
using Chat.Protocol.Tests.Costs;

namespace Chat.Actors.Tests.Costs;

/// <summary>What waits for a socket costs its bytes alone, which all outboxes share.</summary>
public class OutboxCostSpecs
{
    private static readonly byte[] Frame = new byte[200];

    private readonly Outbox _outbox = new(new ChatOptions { OutboxBytes = 64 * 1024 }, Frame);

    [Fact]
    public void Should_queue_and_send_a_frame_without_allocating()
    {
        long sent = 0;

        long bytes = Allocated.PerCall(() =>
        {
            _outbox.Post(Frame);
            sent += Send();
        });

        Assert.True(sent > 0);
        Assert.Equal(0, bytes);
    }

    [Fact]
    public void Should_cost_the_same_however_many_frames_wait()
    {
        long few = Allocated.PerCall(() => PostAndSend(3));
        long more = Allocated.PerCall(() => PostAndSend(4));

        // A queue is made where more than one waits; each of them adds nothing to it until it has to grow.
        Assert.Equal(few, more);
    }

    private void PostAndSend(int frames)
    {
        for (int i = 0; i < frames; i++)
        {
            _outbox.Post(Frame);
        }

        Send();
    }

    private int Send()
    {
        int bytes = 0;
        while (_outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
        {
            bytes += piece.Bytes.Length;
            piece.Release();
        }

        return bytes;
    }
}
