using System.Text;
using Chat.Actors.Edge;

namespace Chat.Actors.Tests.Edge;

public class OutboxSpecs
{
    private readonly Outbox _outbox = new(new ChatOptions { OutboxBytes = 10 }, Bytes("bye"));

    [Fact]
    public void Should_give_small_pieces_together_and_in_order()
    {
        _outbox.Post(Bytes("ab"));
        _outbox.Post(Bytes("cd"));
        _outbox.Post(Bytes("ef"));

        Assert.Equal(6, _outbox.PendingBytes);
        Assert.Equal(["abcdef"], Drain(_outbox));
        Assert.Equal(0, _outbox.PendingBytes);
    }

    [Fact]
    public void Should_give_one_piece_as_it_is()
    {
        byte[] shared = Bytes("shared");
        _outbox.Post(shared);

        Assert.Equal(Outbox.Step.Piece, _outbox.Next(out OutboxPiece piece));
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(piece.Bytes, out ArraySegment<byte> lent));
        Assert.Same(shared, lent.Array);
        Assert.Null(piece.Rented);
    }

    [Fact]
    public void Should_give_large_pieces_as_they_are_and_gather_the_small_between_them()
    {
        var outbox = new Outbox(new ChatOptions { OutboxBytes = int.MaxValue }, Bytes("bye"));
        string large = new('L', Outbox.GatherBytes);
        foreach (string frames in (string[])["a", "b", large, "c", "d", large, large, "e"])
        {
            outbox.Post(Bytes(frames));
        }

        Assert.Equal(["ab", large, "cd", large, large, "e"], Drain(outbox));
    }

    [Fact]
    public void Should_give_the_turn_to_one_poster_until_it_is_at_rest()
    {
        Assert.Equal(Outbox.Posted.HasTurn, _outbox.Post(Bytes("a")));
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Post(Bytes("b")));
        Assert.Equal(Outbox.Step.Piece, _outbox.Next(out _));
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Post(Bytes("c")));
        Assert.Equal(["c"], Drain(_outbox));

        Assert.Equal(Outbox.Posted.HasTurn, _outbox.Post(Bytes("d")));
    }

    [Fact]
    public void Should_take_exactly_its_bound()
    {
        Assert.Equal(Outbox.Posted.HasTurn, _outbox.Post(Bytes("0123456789")));

        Assert.Equal(["0123456789"], Drain(_outbox));
    }

    [Fact]
    public void Should_count_what_is_being_sent()
    {
        _outbox.Post(Bytes("0123456"));
        _outbox.Next(out _);

        Assert.Equal(7, _outbox.PendingBytes);
        Assert.Equal(Outbox.Posted.IsClosing, _outbox.Post(Bytes("0123")));
        Assert.Equal(["bye", "END"], Drain(_outbox));
    }

    [Fact]
    public void Should_drop_all_for_one_last_frame_when_more_than_its_bound_waits()
    {
        _outbox.Post(Bytes("0123456789"));

        Assert.Equal(Outbox.Posted.IsClosing, _outbox.Post(Bytes("x")));
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Post(Bytes("y")));
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Close(Bytes("z")));
        Assert.Equal(3, _outbox.PendingBytes);
        Assert.Equal(["bye", "END"], Drain(_outbox));
    }

    [Fact]
    public void Should_have_its_bound_free_again_once_drained()
    {
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(Outbox.Posted.HasTurn, _outbox.Post(Bytes("01234567")));
            Assert.Equal(["01234567"], Drain(_outbox));
        }
    }

    [Fact]
    public void Should_close_behind_what_is_queued()
    {
        _outbox.Post(Bytes("ab"));

        Assert.Equal(Outbox.Posted.IsClosing, _outbox.Close(Bytes("last")));
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Post(Bytes("late")));
        Assert.Equal(["ablast", "END"], Drain(_outbox));
    }

    [Fact]
    public void Should_give_the_turn_to_who_closes_it_at_rest()
    {
        Assert.Equal(Outbox.Posted.HasTurn | Outbox.Posted.IsClosing, _outbox.Close(default));
        Assert.Equal(["END"], Drain(_outbox));
    }

    [Fact]
    public void Should_take_nothing_more_when_the_peer_is_gone()
    {
        _outbox.Post(Bytes("ab"));
        _outbox.Next(out _);
        _outbox.Post(Bytes("cd"));
        _outbox.Abandon();

        Assert.Equal(0, _outbox.PendingBytes);
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Post(Bytes("ef")));
        Assert.Equal(Outbox.Posted.Nothing, _outbox.Close(Bytes("gh")));
    }

    [Fact]
    public async Task Should_lose_and_reorder_nothing_that_several_threads_post()
    {
        const int posters = 4;
        const int each = 5000;
        var outbox = new Outbox(new ChatOptions { OutboxBytes = int.MaxValue }, Bytes("bye"));
        var sent = new StringBuilder();
        await Task.WhenAll(Enumerable.Range(0, posters).Select(poster => Task.Run(() =>
        {
            for (int i = 0; i < each; i++)
            {
                if (outbox.Post(Bytes($"{poster}:{i};")) == Outbox.Posted.HasTurn)
                {
                    // Who has the turn is alone here until the turn is gone, and appends without a lock.
                    while (outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
                    {
                        sent.Append(Encoding.ASCII.GetString(piece.Bytes.Span));
                        piece.Release();
                    }
                }
            }
        })));

        IEnumerable<(string Poster, int Number)> frames = sent.ToString().Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(f => (f.Split(':')[0], int.Parse(f.Split(':')[1], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(frames.GroupBy(f => f.Poster), g => Assert.Equal(Enumerable.Range(0, each), g.Select(f => f.Number)));
        Assert.Equal(posters * each, frames.Count());
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    /// <summary>Each piece as text, and END where nothing more will come.</summary>
    private static List<string> Drain(Outbox outbox)
    {
        var pieces = new List<string>();
        Outbox.Step step;
        while ((step = outbox.Next(out OutboxPiece piece)) == Outbox.Step.Piece)
        {
            pieces.Add(Encoding.ASCII.GetString(piece.Bytes.Span));
            piece.Release();
        }

        return step == Outbox.Step.Ended ? [.. pieces, "END"] : pieces;
    }
}
