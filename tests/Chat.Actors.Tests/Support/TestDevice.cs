using System.Buffers;
using System.Buffers.Binary;
using System.Threading.Channels;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Support;

/// <summary>A connection whose socket is the spec: it reads what the server would write.</summary>
internal sealed class TestDevice : IConnectionTransport
{
    private readonly Queue<ServerFrame> _frames = new();
    private readonly Channel<bool> _turns = Channel.CreateUnbounded<bool>();

    private TestDevice()
    {
    }

    public Connection Connection { get; private set; } = null!;

    public ConnectionId Id => Connection.Id;

    /// <summary>How often the connection said that it closes.</summary>
    public int Closings { get; private set; }

    /// <summary>True once the last frame was taken.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>How often the connection was cut.</summary>
    public int Aborts { get; private set; }

    public static TestDevice Open(ConnectionTable table)
    {
        var device = new TestDevice();
        if (!table.TryOpen(Sample.Remote, device, out Connection? connection, out _))
        {
            throw new InvalidOperationException("the table is full");
        }

        device.Connection = connection;
        return device;
    }

    /// <summary>The turn is kept until the spec reads.</summary>
    public void Flush() => _turns.Writer.TryWrite(true);

    public void FlushSoon() => Flush();

    public void OnClosing() => Closings++;

    public void Abort() => Aborts++;

    public DeviceRef Ref(IActorRef connection, IActorRef hub) => new(Id, connection, hub);

    /// <summary>Notes a request as the socket's reader does: a credit, then a ticket.</summary>
    public long Begin(string? room = null)
    {
        Assert.True(Connection.WaitForCreditAsync().IsCompletedSuccessfully, "no credit is left");
        return Connection.Begin(room);
    }

    /// <summary>A request of this device that waits for its reply.</summary>
    public RequestRef Request(IActorRef connection, IActorRef hub, long re, string? room = null) =>
        new(Ref(connection, hub), Begin(room), re);

    /// <summary>The next frame; fails where it is of another type.</summary>
    public async Task<T> NextAsync<T>()
        where T : ServerFrame => Assert.IsType<T>(await NextAsync());

    /// <summary>The result of the next frame, an <c>ok</c>.</summary>
    public async Task<T> NextOkAsync<T>()
        where T : OkReply => (await NextAsync<RawOk>()).Read<T>();

    public async Task<ServerFrame> NextAsync()
    {
        while (_frames.Count == 0)
        {
            Assert.False(HasEnded, "the connection ended");
            await _turns.Reader.ReadAsync().AsTask().WaitAsync(ChatTestKit.Patience);
            Drain();
        }

        return _frames.Dequeue();
    }

    /// <summary>What is there already, without waiting.</summary>
    public IReadOnlyList<ServerFrame> TakeAll()
    {
        while (_turns.Reader.TryRead(out _))
        {
            Drain();
        }

        ServerFrame[] all = [.. _frames];
        _frames.Clear();
        return all;
    }

    /// <summary>Takes what is there without looking at it.</summary>
    public void Skip()
    {
        while (_turns.Reader.TryRead(out _))
        {
        }

        while (Connection.Outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
        {
            piece.Release();
        }
    }

    private void Drain()
    {
        Outbox.Step step;
        while ((step = Connection.Outbox.Next(out OutboxPiece piece)) == Outbox.Step.Piece)
        {
            ReadOnlyMemory<byte> rest = piece.Bytes;
            while (!rest.IsEmpty)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
                _frames.Enqueue(FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(rest.Slice(4, length)))!);
                rest = rest[(4 + length)..];
            }

            piece.Release();
        }

        HasEnded = step == Outbox.Step.Ended;
    }
}
