using System.Buffers;
using System.Text;
using Chat.Actors.Edge;

namespace Chat.Actors.Tests.Edge;

public class OutboxSpecs
{
    private readonly Outbox _outbox;
    private int _closings;

    public OutboxSpecs() => _outbox = new Outbox(10, Bytes("bye"), () => _closings++);

    [Fact]
    public void Should_drain_all_that_waits_in_one_piece_and_in_order()
    {
        _outbox.Post(Bytes("ab"));
        _outbox.Post(Bytes("cd"));
        _outbox.Post(Bytes("ef"));

        Assert.Equal(6, _outbox.PendingBytes);
        Assert.Equal("abcdef", Drain());
        Assert.Equal(0, _outbox.PendingBytes);
    }

    [Fact]
    public void Should_take_exactly_its_bound()
    {
        _outbox.Post(Bytes("0123456789"));

        Assert.Equal("0123456789", Drain());
        Assert.Equal(0, _closings);
    }

    [Fact]
    public async Task Should_drop_all_for_one_last_frame_when_more_than_its_bound_waits()
    {
        _outbox.Post(Bytes("0123456789"));
        _outbox.Post(Bytes("x"));
        _outbox.Post(Bytes("y"));
        _outbox.Close(Bytes("z"));

        Assert.Equal(1, _closings);
        Assert.Equal(3, _outbox.PendingBytes);
        Assert.True(await _outbox.WaitAsync());
        Assert.Equal("bye", Drain());
        Assert.False(await _outbox.WaitAsync());
    }

    [Fact]
    public void Should_have_its_bound_free_again_once_drained()
    {
        for (int i = 0; i < 5; i++)
        {
            _outbox.Post(Bytes("01234567"));
            Assert.Equal("01234567", Drain());
        }

        Assert.Equal(0, _closings);
    }

    [Fact]
    public async Task Should_close_behind_what_is_queued()
    {
        _outbox.Post(Bytes("ab"));
        _outbox.Close(Bytes("END"));
        _outbox.Post(Bytes("late"));

        Assert.Equal(1, _closings);
        Assert.True(await _outbox.WaitAsync());
        Assert.Equal("abEND", Drain());
        Assert.False(await _outbox.WaitAsync());
    }

    [Fact]
    public async Task Should_end_a_writer_that_waits_when_it_closes_without_a_last_frame()
    {
        Task<bool> waiting = _outbox.WaitAsync().AsTask();
        _outbox.Close(default);

        Assert.False(await waiting.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Should_wake_its_writer_from_other_threads_and_lose_nothing()
    {
        const int posters = 4;
        const int each = 2000;
        var outbox = new Outbox(int.MaxValue, Bytes("bye"), () => { });
        Task reading = CountAsync();
        await Task.WhenAll(Enumerable.Range(0, posters).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < each; i++)
            {
                outbox.Post(Bytes("x"));
            }
        })));
        outbox.Close(default);
        await reading.WaitAsync(TimeSpan.FromSeconds(30));

        async Task CountAsync()
        {
            long read = 0;
            while (await outbox.WaitAsync())
            {
                var buffer = new ArrayBufferWriter<byte>();
                outbox.DrainTo(buffer);
                read += buffer.WrittenCount;
            }

            Assert.Equal(posters * each, read);
        }
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private string Drain()
    {
        var buffer = new ArrayBufferWriter<byte>();
        _outbox.DrainTo(buffer);
        return Encoding.ASCII.GetString(buffer.WrittenSpan);
    }
}
