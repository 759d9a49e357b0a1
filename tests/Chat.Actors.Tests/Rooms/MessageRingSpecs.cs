using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;

namespace Chat.Actors.Tests.Rooms;

public class MessageRingSpecs
{
    [Fact]
    public void Should_reach_back_to_the_oldest_it_keeps()
    {
        MessageRing ring = With(3, 1, 2, 3, 4, 5);

        Assert.Equal(3, ring.First);
        Assert.Equal([3, 4, 5], After(ring, 2));
        Assert.Equal([5], After(ring, 4));
        Assert.False(ring.TryReadAfter(1, out IEnumerable<StoredMessage> none));
        Assert.Empty(none);
    }

    [Fact]
    public void Should_drop_all_when_a_message_is_not_the_next() => Assert.Equal(7, With(10, 1, 2, 7).First);

    [Fact]
    public void Should_keep_no_more_text_than_its_bound()
    {
        var ring = new MessageRing(100, maxChars: 25);
        for (int seq = 1; seq <= 5; seq++)
        {
            ring.Add(Sample.Message(seq, new string('x', 10)));
        }

        Assert.Equal(4, ring.First);
    }

    [Fact]
    public void Should_keep_nothing_of_a_text_above_its_bound()
    {
        var ring = new MessageRing(100, maxChars: 25);
        ring.Add(Sample.Message(1, new string('x', 26)));

        Assert.False(ring.TryReadAfter(0, out _));
    }

    [Fact]
    public void Should_reach_nothing_when_empty()
    {
        MessageRing ring = With(10, 1, 2);
        ring.Clear();

        Assert.False(ring.TryReadAfter(2, out _));
    }

    private static MessageRing With(int capacity, params long[] seqs)
    {
        var ring = new MessageRing(capacity, maxChars: 1000);
        foreach (long seq in seqs)
        {
            ring.Add(Sample.Message(seq));
        }

        return ring;
    }

    private static IEnumerable<long> After(MessageRing ring, long cursor) =>
        ring.TryReadAfter(cursor, out IEnumerable<StoredMessage> messages) ? messages.Select(m => m.Seq) : throw new InvalidOperationException("out of reach");
}
