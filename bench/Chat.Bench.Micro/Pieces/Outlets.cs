using System.Net;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;

namespace Chat.Bench.Micro.Pieces;

/// <summary>
/// A relay's devices with this program in place of their sockets. All that the benchmarks know of relay and outbox is here.
/// </summary>
internal sealed class Outlets
{
    private static readonly IPEndPoint Remote = new(IPAddress.Loopback, 1);

    private readonly FanOut _fanOut = new();
    private readonly OutletSet _outlets;
    private readonly Connection[] _connections;

    public Outlets(int count)
    {
        _outlets = new OutletSet(_fanOut);
        var table = new ConnectionTable(new ChatOptions { Limits = LimitOptions.Off });
        _connections = new Connection[count];
        for (int i = 0; i < count; i++)
        {
            if (!table.TryOpen(Remote, new NoSocket(), out Connection? connection, out _))
            {
                throw new InvalidOperationException("the table is full");
            }

            _connections[i] = connection;
            _outlets.Add(new Outlet(connection, new UserId($"user-{i}"), Given.Room, 0) { IsLive = true });
        }
    }

    /// <summary>One message to everyone: encoded once, posted to each outbox.</summary>
    public void Post(StoredMessage message) => _outlets.PostToLive(label => ReplyFrames.Encode(label, message));

    /// <summary>The same bytes to everyone.</summary>
    public void Post(ReadOnlyMemory<byte> frame)
    {
        foreach (Connection connection in _connections)
        {
            connection.PostLater(frame);
        }
    }

    /// <summary>Takes everything that waits, as the sockets' writers do.</summary>
    public void Drain()
    {
        _fanOut.Abandon();
        foreach (Connection connection in _connections)
        {
            while (connection.Outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
            {
                piece.Release();
            }
        }
    }

    /// <summary>The benchmark takes what waits by itself.</summary>
    private sealed class NoSocket : IConnectionTransport
    {
        public void Flush()
        {
        }

        public void FlushSoon()
        {
        }

        public void OnClosing()
        {
        }

        public void Abort()
        {
        }
    }
}
