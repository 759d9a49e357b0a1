using Chat.Actors;
using Chat.Actors.Storage;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>What a node bounds, and the order it keeps.</summary>
public sealed class LimitSpecs
{
    [Fact]
    public async Task Should_refuse_connections_above_the_most_with_a_reason_and_take_them_again_later()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { MaxConnections = 2 });
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");

        WireClient third = await node.ConnectAsync();
        WireFrame bye = Assert.Single(await third.ReadToEndAsync());
        bob.Reset();
        await alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));
        await node.EnterAsync("carol");

        Assert.Equal(("bye", "overloaded"), (bye.Type, bye.Code));
        Assert.True(bye.Number("retryAfterMs") > 0);
    }

    [Fact]
    public async Task Should_answer_a_thousand_requests_sent_at_once_in_order()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await node.EnterAsync("alice");

        await alice.WriteAsync(Enumerable.Range(1, 1000)
            .SelectMany(i => WireFrame.Request("send", 1000 + i, ("room", "lobby"), ("text", $"{i}"), ("key", $"{i}"))).ToArray());

        var replies = new List<WireFrame>();
        while (replies.Count < 1000)
        {
            replies.Add(await alice.NextAsync(f => f.Re is not null, "a reply"));
        }

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => ("ok", 1000L + i, (long)i)), replies.Select(f => (f.Type, f.Re!.Value, f.Seq)));
        for (int i = 1; i <= 1000; i++)
        {
            Assert.Equal((i, $"{i}"), await alice.EventAsync("message") is var m ? (m.Seq, m.Text("text")) : default);
        }
    }

    [Fact]
    public async Task Should_answer_in_the_order_of_the_requests_on_a_room_even_where_the_first_takes_long()
    {
        var store = new GatedStore();
        await using ChatNode node = await StartAsync(store);
        WireClient alice = await node.EnterAsync("alice");
        await alice.OkAsync("join", ("room", "python"));
        var expected = new List<long>();

        using (store.HoldReads())
        {
            expected.Add(await alice.PutAsync("history", ("room", "lobby")));
            await store.WhenReadHeldAsync();
            expected.Add(await alice.PutAsync("send", ("room", "lobby"), ("text", "quick"), ("key", "k")));
            expected.Add(await alice.PutAsync("send", ("room", "LOBBY"), ("text", ""), ("key", "k")));
            expected.Add(await alice.PutAsync("read", ("room", "lobby"), ("seq", 1)));
            expected.Add(await alice.PutAsync("topic", ("room", "lobby")));
            await alice.EventAsync("message", ("text", "quick"));
            await alice.OkAsync("users", ("room", "python"));
            await alice.OkAsync("ping");
            Assert.Empty(alice.TakeKept(f => f.Re >= expected[0]));
        }

        foreach (long id in expected)
        {
            Assert.Equal(id, (await alice.NextAsync(f => f.Re is not null, "a reply")).Re);
        }
    }

    [Fact]
    public async Task Should_read_no_more_of_a_connection_that_has_too_much_in_work()
    {
        var store = new GatedStore();
        await using ChatNode node = await StartAsync(store, options => options with { InFlight = 4 });
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");

        using (store.HoldReads())
        {
            for (int i = 0; i < 4; i++)
            {
                await alice.PutAsync("history", ("room", "lobby"));
            }

            await alice.PutAsync("typing", ("room", "lobby"));
            await store.WhenReadHeldAsync();
            await bob.SayAsync("lobby", "I am not held up");
            await alice.EventAsync("message", ("from", "bob"));
            Assert.Empty(bob.TakeKept(f => f.Type == "typing"));
        }

        await bob.EventAsync("typing", ("user", "alice"));
    }

    [Fact]
    public async Task Should_refuse_sends_honestly_while_the_storage_is_behind()
    {
        var store = new GatedStore();
        await using ChatNode node = await StartAsync(store, options => options with { WriterPending = 2 });
        WireClient alice = await node.EnterAsync("alice");
        long[] ids = new long[8];

        using (store.HoldCommits())
        {
            ids[0] = await alice.PutAsync("send", ("room", "lobby"), ("text", "0"), ("key", "0"));
            await store.WhenCommitHeldAsync();
            for (int i = 1; i < ids.Length; i++)
            {
                ids[i] = await alice.PutAsync("send", ("room", "lobby"), ("text", $"{i}"), ("key", $"{i}"));
            }

            // Commands to one room keep their order: when this one is told on, the sends have been taken or refused.
            await alice.PutAsync("typing", ("room", "lobby"));
        }

        var replies = new List<WireFrame>();
        foreach (long id in ids)
        {
            replies.Add(await alice.ReplyAsync(id));
        }

        Assert.All(replies.Where(r => r.Type == "error"), r => Assert.Equal("overloaded", r.Code));
        WireFrame log = await alice.OkAsync("history", ("room", "lobby"));
        Assert.Equal(replies.Where(r => r.Type == "ok").Select(r => r.Seq), log.List("messages").Select(m => m.Seq));
        await alice.OkAsync("send", ("room", "lobby"), ("text", "again"), ("key", "7"));
    }

    private static Task<ChatNode> StartAsync(GatedStore store, Func<ChatOptions, ChatOptions>? options = null) =>
        ChatNode.StartAsync(options, services => services.AddSingleton<IChatStore>(store));
}
