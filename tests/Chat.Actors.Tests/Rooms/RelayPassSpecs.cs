using System.Buffers;
using System.Buffers.Binary;
using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Rooms;

/// <summary>A relay with more devices than it flushes itself, each of which reads at once.</summary>
public class RelayPassSpecs : RelayKit
{
    private const int Devices = FanOutPass.Stretch + 10;

    [Fact]
    public async Task Should_give_everyone_every_message_in_order_whatever_passes_they_leave_with()
    {
        const int messages = 300;
        Reader[] readers = [.. Enumerable.Range(0, Devices).Select(_ => AttachReader())];
        for (int seq = 1; seq <= messages; seq++)
        {
            Tell(Post(seq));
        }

        await AwaitAssertAsync(() => Assert.All(readers, r => Assert.Equal(Range(1, messages), r.Seqs())));
    }

    [Fact]
    public async Task Should_answer_a_sender_in_one_piece_with_its_message()
    {
        Reader[] readers = [.. Enumerable.Range(0, Devices).Select(_ => AttachReader())];
        Connection sender = readers[^1].Connection;
        Tell(new RelayItem.Posted(Sample.Message(1), new RequestRef(new DeviceRef(sender.Id, TestActor, Hub), sender.Begin("Lobby"), 17), "Lobby"));

        await AwaitAssertAsync(() => Assert.All(readers, r => Assert.Equal([1], r.Seqs())));
        Assert.Equal(1, readers[^1].Pieces);
        Assert.Equal(17, Assert.IsType<RawOk>(readers[^1].Frames()[1]).Re);
    }

    [Fact]
    public async Task Should_take_nobody_for_slow_when_a_run_is_larger_than_an_outbox()
    {
        int messages = (2 * RelayOptions.OutboxBytes / 16_000) + 1;
        Reader[] readers = [.. Enumerable.Range(0, Devices).Select(_ => AttachReader())];
        Tell([.. Range(1, messages).Select(seq => new RelayItem.Posted(Sample.Message(seq, new string('x', 16_000)), null, "Lobby"))]);

        await AwaitAssertAsync(() => Assert.All(readers, r => Assert.Equal(Range(1, messages), r.Seqs())));
        Assert.All(readers, r => Assert.Equal(0, r.Closings));
    }

    private Reader AttachReader()
    {
        var reader = new Reader();
        Assert.True(Table.TryOpen(Sample.Remote, reader, out Connection? connection, out _));
        reader.Connection = connection;
        Tell(new RelayItem.Attached(new DeviceRef(connection.Id, TestActor, Hub), Sample.Bob.User, "Lobby", 0, 0));
        return reader;
    }

    private sealed class Reader : IConnectionTransport
    {
        private readonly List<byte> _read = [];

        public Connection Connection { get; set; } = null!;

        public int Closings { get; private set; }

        public int Pieces { get; private set; }

        public void Flush()
        {
            while (Connection.Outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
            {
                lock (_read)
                {
                    _read.AddRange(piece.Bytes.Span);
                    Pieces++;
                }

                piece.Release();
            }
        }

        public void FlushSoon() => Flush();

        public void OnClosing() => Closings++;

        public void Abort()
        {
        }

        public List<ServerFrame> Frames()
        {
            ReadOnlyMemory<byte> rest;
            lock (_read)
            {
                rest = _read.ToArray();
            }

            var frames = new List<ServerFrame>();
            while (!rest.IsEmpty)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
                frames.Add(FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(rest.Slice(4, length)))!);
                rest = rest[(4 + length)..];
            }

            return frames;
        }

        public IEnumerable<long> Seqs() => Frames().OfType<MessageEvent>().Select(m => m.Seq);
    }
}
