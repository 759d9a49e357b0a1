using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

public class SlowReaderSpecs
{
    private protected virtual Carrier Carrier => Carrier.Tcp;

    // More than the outbox and the socket buffers of both ends hold together.
    private const int MostMessages = 1000;

    private static readonly string Text = new('x', 16_000);

    [Fact]
    public async Task Should_cut_a_client_that_does_not_read_keep_its_memory_bounded_and_disturb_nobody()
    {
        int limit = 0;
        await using ChatNode node = await ChatNode.StartAsync(options =>
        {
            limit = options.OutboxBytes;
            return options;
        }, carrier: Carrier);
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        WireClient slow = await node.ConnectAsync(receiveBuffer: 4096);
        await slow.EnterAsync("slow");
        Connection connection = node.Connections.TryGet(new ConnectionId(3), out Connection? third) ? third : throw new InvalidOperationException("it has no number 3");
        int most = 0;
        int sent = 0;

        // Until all but the message that the socket is at was dropped.
        while (most < limit / 2 || connection.Outbox.PendingBytes > 2 * Text.Length)
        {
            Assert.True(++sent < MostMessages, "the slow reader was never cut");
            await alice.SayAsync("lobby", Text);
            Assert.Equal(sent, (await bob.EventAsync("message")).Seq);
            most = Math.Max(most, connection.Outbox.PendingBytes);
        }

        // What waited was dropped for the last frame, for which the client has a moment.
        await alice.SayAsync("lobby", "last");
        Assert.Equal(sent + 1, await ReadUntilLastAsync(bob, sent));
        Assert.InRange(most, limit / 2, limit);
        await alice.EventAsync("presence", ("user", "slow"), ("status", "offline"));

        long cursor = Check(await slow.ReadToEndAsync(), sent);
        WireClient back = await node.ResumeAsync(slow, new { lobby = cursor });
        Assert.Equal(sent + 1, await ReadUntilLastAsync(back, cursor));
    }

    /// <summary>What the slow reader had in its own buffers: messages without a hole, and the reason unless that was cut off.</summary>
    /// <returns>The last seq.</returns>
    private static long Check(IReadOnlyList<WireFrame> frames, int sent)
    {
        WireFrame[] messages = [.. frames.Where(f => f.Type == "message")];
        Assert.Equal(Enumerable.Range(1, messages.Length).Select(n => (long)n), messages.Select(m => m.Seq));
        Assert.InRange(messages.Length, 0, sent - 1);
        Assert.All(frames.Where(f => f.Type == "bye"), bye => Assert.Equal("slow-consumer", bye.Code));
        return messages.Length;
    }

    private static async Task<long> ReadUntilLastAsync(WireClient client, long cursor)
    {
        while (true)
        {
            WireFrame message = await client.NextAsync(f => f.Type is "message" or "gap", "a message");
            Assert.Equal(("message", ++cursor), (message.Type, message.Seq));
            if (message.Text("text") == "last")
            {
                return cursor;
            }
        }
    }
}
