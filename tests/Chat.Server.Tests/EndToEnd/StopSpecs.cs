using Chat.Actors.Storage;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>A node that is told to stop: what it took it finishes, and it says goodbye.</summary>
public class StopSpecs
{
    private protected virtual Carrier Carrier => Carrier.Tcp;

    [Fact]
    public async Task Should_answer_everyone_s_requests_and_then_say_bye()
    {
        const int each = 20;
        await using ChatNode node = await StartAsync();
        WireClient[] clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => node.EnterAsync($"user{n}")));
        foreach (WireClient client in clients)
        {
            for (int i = 0; i < each; i++)
            {
                await client.PutAsync("send", ("room", "lobby"), ("text", $"{i}"), ("key", $"{i}"));
            }
        }

        // What the node has not read when it closes makes the system reset the connection. A ping is answered at once: then all before it was read.
        foreach (WireClient client in clients)
        {
            await client.OkAsync("ping");
        }

        Task stopping = node.StopAsync();

        foreach (WireClient client in clients)
        {
            IReadOnlyList<WireFrame> frames = await client.ReadToEndAsync();
            WireFrame[] replies = [.. frames.Where(f => f.Re is not null)];
            Assert.Equal(("bye", "shutting-down"), (frames[^1].Type, frames[^1].Code));
            Assert.False(client.WasReset);
            Assert.All(replies, r => Assert.True(r.Type == "ok" || r.Code == "shutting-down", r.ToString()));
            Assert.Equal(replies.Select(r => r.Type).OrderDescending(), replies.Select(r => r.Type));
        }

        await stopping;
    }

    [Fact]
    public async Task Should_finish_what_it_took_and_refuse_what_comes_after()
    {
        var store = new GatedStore();
        await using ChatNode node = await StartAsync(services => services.AddSingleton<IChatStore>(store));
        WireClient alice = await node.EnterAsync("alice");
        WireClient newcomer = await node.ConnectAsync();
        WireClient stranger = await node.ConnectAsync();
        await stranger.ErrorAsync("not-authenticated", "ping");
        Task stopping;
        long sent, hello;

        using (store.HoldCommits())
        {
            hello = await newcomer.PutAsync("hello", ("user", "bob"));
            await store.WhenCommitHeldAsync();
            sent = await alice.PutAsync("send", ("room", "lobby"), ("text", "just in time"), ("key", "k"));
            await alice.OkAsync("ping");
            stopping = node.StopAsync();
            Assert.Equal("shutting-down", Assert.Single(await stranger.ReadToEndAsync()).Code);
            while ((await alice.AskAsync("ping")).Code != "shutting-down")
            {
                // The word to stop reaches one connection after the other.
            }
        }

        Assert.Equal("ok", (await alice.ReplyAsync(sent)).Type);
        Assert.Equal("ok", (await newcomer.ReplyAsync(hello)).Type);
        Assert.Equal("shutting-down", (await alice.ReadToEndAsync())[^1].Code);
        Assert.Equal("shutting-down", (await newcomer.ReadToEndAsync())[^1].Code);
        await stopping;
    }

    [Fact]
    public async Task Should_stop_with_a_client_that_does_not_read()
    {
        await using ChatNode node = await ChatNode.StartAsync(carrier: Carrier);
        WireClient alice = await node.EnterAsync("alice");
        WireClient deaf = await node.ConnectAsync(receiveBuffer: 4096);
        await deaf.EnterAsync("deaf");
        string text = new('x', 16_000);
        for (int i = 0; i < 60; i++)
        {
            await alice.SayAsync("lobby", text);
        }

        await node.StopAsync();

        Assert.Equal("shutting-down", (await alice.ReadToEndAsync())[^1].Code);
    }

    /// <summary>What was taken gets all the time that a busy machine may need.</summary>
    private Task<ChatNode> StartAsync(Action<IServiceCollection>? configure = null) =>
        ChatNode.StartAsync(options => options with { DrainTimeout = WireClient.Deadline }, configure, carrier: Carrier);
}
