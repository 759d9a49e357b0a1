using System.Buffers;
using System.Buffers.Binary;
using Akka.Actor;
using Chat.Actors.Edge;
using Chat.Protocol.Frames;
using Chat.Protocol.Framing;

namespace Chat.Actors.Tests.Support;

/// <summary>A connection whose socket is the spec: it reads what the server would write.</summary>
internal sealed class TestDevice
{
    private readonly Queue<ServerFrame> _frames = new();

    private TestDevice(Connection connection) => Connection = connection;

    public Connection Connection { get; }

    public ConnectionId Id => Connection.Id;

    /// <summary>How often the connection said that it closes.</summary>
    public int Closings { get; private set; }

    public static TestDevice Open(ConnectionTable table)
    {
        TestDevice? device = null;
        if (!table.TryOpen("test", () => device!.Closings++, out Connection? connection))
        {
            throw new InvalidOperationException("the table is full");
        }

        return device = new TestDevice(connection);
    }

    public DeviceRef Ref(IActorRef connection, IActorRef hub) => new(Id, connection, hub);

    /// <summary>Notes a request as the socket's reader does: a credit, then a ticket.</summary>
    public long Begin(string? room = null)
    {
        Assert.True(Connection.WaitForCreditAsync(default).IsCompletedSuccessfully, "no credit is left");
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
            Assert.True(await Connection.Outbox.WaitAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10)), "the connection ended");
            Drain();
        }

        return _frames.Dequeue();
    }

    /// <summary>What is there already, without waiting.</summary>
    public IReadOnlyList<ServerFrame> TakeAll()
    {
        Drain();
        ServerFrame[] all = [.. _frames];
        _frames.Clear();
        return all;
    }

    private void Drain()
    {
        var buffer = new ArrayBufferWriter<byte>();
        Connection.Outbox.DrainTo(buffer);
        ReadOnlyMemory<byte> rest = buffer.WrittenMemory;
        while (!rest.IsEmpty)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(rest.Span);
            _frames.Enqueue(FrameCodec.DecodeServerFrame(new ReadOnlySequence<byte>(rest.Slice(4, length)))!);
            rest = rest[(4 + length)..];
        }
    }
}
