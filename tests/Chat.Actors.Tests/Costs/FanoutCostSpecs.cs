using Chat.Actors.Edge;
using Chat.Actors.Rooms;
using Chat.Actors.Storage;
using Chat.Actors.Tests.Support;
using Chat.Protocol.Tests.Costs;

namespace Chat.Actors.Tests.Costs;

/// <summary>A message to a room is encoded once, however many are in it, and each of them adds less than an object.</summary>
public class FanoutCostSpecs
{
    private const int Few = 10;
    private const int Many = 1000;

    /// <summary>The list of those to be flushed, which the spec has made anew for each message, takes 16 or 17; one more object would take 24.</summary>
    private const int BytesPerOutlet = 32;

    private static readonly StoredMessage Message = Sample.Message(1, new string('x', 4000));

    [Fact]
    public void Should_cost_hardly_more_for_a_thousand_than_for_ten()
    {
        long few = BytesPerMessage(Few);
        long many = BytesPerMessage(Many);

        Assert.InRange(many, 1, few + ((Many - Few) * BytesPerOutlet));
    }

    [Fact]
    public void Should_cost_one_encoding_for_ten()
    {
        int encoded = ReplyFrames.Encode("Lobby", Message).Length;

        Assert.InRange(BytesPerMessage(Few), encoded, encoded + (encoded / 2));
    }

    private static long BytesPerMessage(int members)
    {
        var table = new ConnectionTable(new ChatOptions());
        var fanOut = new FanOut();
        var outlets = new OutletSet(fanOut);
        var connections = new Connection[members];
        for (int i = 0; i < members; i++)
        {
            Assert.True(table.TryOpen(Sample.Remote, new Sink(), out Connection? connection, out _));
            connections[i] = connection;
            outlets.Add(new Outlet(connection, new UserId($"user {i}"), "Lobby", 0) { IsLive = true });
        }

        long read = 0;
        long bytes = Allocated.PerCall(() =>
        {
            outlets.PostToLive(label => ReplyFrames.Encode(label, Message));
            fanOut.Abandon();
            foreach (Connection connection in connections)
            {
                while (connection.Outbox.Next(out OutboxPiece piece) == Outbox.Step.Piece)
                {
                    read += piece.Bytes.Length;
                    piece.Release();
                }
            }
        });

        Assert.True(read > members * Message.Text.Length);
        return bytes;
    }

    /// <summary>A socket that is never ready: the spec takes what waits.</summary>
    private sealed class Sink : IConnectionTransport
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
