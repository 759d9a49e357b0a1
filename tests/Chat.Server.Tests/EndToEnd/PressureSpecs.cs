using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Server.Tests.EndToEnd.Support;
using Chat.Server.Tests.Tls;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>A client that asks and does not read is not read either, until it has taken its answers.</summary>
public class PressureSpecs
{
    /// <summary>Together more than the socket buffers of both ends hold, and the outbox.</summary>
    private const int Pages = 600;

    private const int Lines = 25;
    private static readonly string Text = new('x', 1000);

    private protected virtual Carrier Carrier => Carrier.Tcp;

    private protected virtual Task<WireClient> ConnectAsync(ChatNode node) => node.ConnectAsync(receiveBuffer: 4096);

    [Fact]
    public async Task Should_answer_all_that_a_client_asks_which_writes_everything_before_it_reads()
    {
        await using ChatNode node = await ChatNode.StartAsync(carrier: Carrier);
        (WireClient alice, WireClient asker, Connection connection) = await BeginAsync(node);
        await Wait.UntilAsync(() => connection.IsPaused);
        long ping = await asker.PutAsync("ping");
        await alice.SayAsync("lobby", "last");
        int most = connection.Outbox.PendingBytes;

        for (int i = 1; i <= Pages; i++)
        {
            Assert.Equal(Lines, (await asker.NextAsync(f => f.Has("messages"), "a page")).List("messages").Count(m => m.Text("text") == Text));
            most = Math.Max(most, connection.Outbox.PendingBytes);
        }

        Assert.Equal("ok", (await asker.ReplyAsync(ping)).Type);
        Assert.Equal(Lines + 1, (await asker.EventAsync("message", ("text", "last"))).Seq);

        // What is being sent, what may lie there, and the page that was asked for last.
        Assert.InRange(most, 1, Outbox.AnswerBytes + (3 * Lines * 2 * Text.Length));
    }

    [Fact]
    public async Task Should_end_a_client_that_goes_on_asking_and_never_reads()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { FrameTimeout = TimeSpan.FromMilliseconds(500) }, carrier: Carrier);
        (WireClient alice, WireClient asker, Connection connection) = await BeginAsync(node);
        await Wait.UntilAsync(() => connection.IsPaused);

        await alice.EventAsync("presence", ("user", "asker"), ("status", "offline"));

        Assert.Equal(1, node.Connections.Count);
        WireClient back = await node.ResumeAsync(asker, new { lobby = Lines - 1 });
        Assert.Equal(Lines, (await back.EventAsync("message")).Seq);
    }

    [Fact]
    public async Task Should_notice_that_a_client_is_gone_which_it_does_not_read()
    {
        await using ChatNode node = await ChatNode.StartAsync(carrier: Carrier);
        (WireClient alice, WireClient asker, Connection connection) = await BeginAsync(node);
        await Wait.UntilAsync(() => connection.IsPaused);

        asker.Dispose();

        await alice.EventAsync("presence", ("user", "asker"), ("status", "offline"));
        Assert.Equal(1, node.Connections.Count);
    }

    /// <returns>Somebody who talks, and one who has asked for more than it can be sent.</returns>
    private async Task<(WireClient Alice, WireClient Asker, Connection Connection)> BeginAsync(ChatNode node)
    {
        WireClient alice = await node.EnterAsync("alice");
        WireClient asker = await ConnectAsync(node);
        await asker.EnterAsync("asker");
        Connection connection = node.Connections.TryGet(new ConnectionId(2), out Connection? second) ? second : throw new InvalidOperationException("it has no number 2");
        for (int i = 1; i <= Lines; i++)
        {
            await alice.SayAsync("lobby", Text);
            await asker.EventAsync("message");
        }

        for (int i = 0; i < Pages; i++)
        {
            await asker.PutAsync("history", ("room", "lobby"), ("after", 0), ("limit", Lines));
        }

        return (alice, asker, connection);
    }
}

public sealed class TlsPressureSpecs : PressureSpecs
{
    private protected override Carrier Carrier => Carrier.Tls;
}

public sealed class WebPressureSpecs : PressureSpecs
{
    private protected override async Task<WireClient> ConnectAsync(ChatNode node) => (await node.ConnectByWebAsync()).Wire;
}
