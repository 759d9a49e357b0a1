using System.Text.RegularExpressions;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Web;

/// <summary>One conversation, over each carrier: what is said is the same to the letter, but for times and secrets.</summary>
public sealed partial class CarrierSpecs
{
    [Fact]
    public async Task Should_say_the_same_over_TCP_and_by_WebSocket()
    {
        IReadOnlyList<string> tcp = await PlayAsync(node => node.ConnectAsync());
        IReadOnlyList<string> web = await PlayAsync(async node => (await node.ConnectByWebAsync()).Wire);

        Assert.Equal(tcp, web);
        Assert.Contains(tcp, frame => frame.Contains("\"code\":\"quit\"", StringComparison.Ordinal));
        Assert.Contains(tcp, frame => frame.Contains("whisper", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_let_both_talk_to_one_another()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = (await node.ConnectByWebAsync()).Wire;
        await bob.EnterAsync("bob");

        for (int i = 1; i <= 20; i++)
        {
            (WireClient from, WireClient to) = i % 2 == 0 ? (alice, bob) : (bob, alice);
            Assert.Equal(i, (await from.SayAsync("lobby", $"{i}")).Seq);
            Assert.Equal(i, (await to.EventAsync("message", ("text", $"{i}"))).Seq);
        }
    }

    [Fact]
    public async Task Should_bring_back_by_WebSocket_who_left_over_TCP_without_a_hole()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        await alice.SayAsync("lobby", "one");
        await bob.EventAsync("message", ("text", "one"));
        bob.Reset();
        await alice.EventAsync("presence", ("user", "bob"), ("status", "offline"));
        await alice.SayAsync("lobby", "two");

        WireClient back = (await node.ConnectByWebAsync()).Wire;
        await back.HelloAsync("bob", bob.Token, new { lobby = 1 });
        await alice.SayAsync("lobby", "three");

        Assert.Equal(2, (await back.EventAsync("message")).Seq);
        Assert.Equal(3, (await back.EventAsync("message")).Seq);
    }

    /// <returns>All that Alice has read, and behind it all that Bob has.</returns>
    private static async Task<IReadOnlyList<string>> PlayAsync(Func<ChatNode, Task<WireClient>> connect)
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await connect(node);
        await alice.ErrorAsync("not-authenticated", "ping");
        await alice.EnterAsync("alice");
        WireClient bob = await connect(node);
        await bob.EnterAsync("bob");
        await alice.EventAsync("joined", ("user", "bob"));
        await alice.OkAsync("join", ("room", "python"));
        await bob.OkAsync("join", ("room", "Python"));
        await alice.EventAsync("joined", ("room", "python"), ("user", "bob"));
        await bob.OkAsync("send", ("room", "python"), ("text", "Grüße 👋"), ("key", "k1"));
        await bob.OkAsync("send", ("room", "python"), ("text", "Grüße 👋"), ("key", "k1"));
        await alice.EventAsync("message", ("room", "python"));
        await alice.OkAsync("send", ("room", "@bob"), ("text", "whisper " + new string('x', 16_000)), ("key", "k2"));
        await bob.EventAsync("message", ("room", "@alice"));
        await bob.OkAsync("history", ("room", "@alice"));
        await bob.OkAsync("read", ("room", "@alice"), ("seq", 1));
        await bob.OkAsync("topic", ("room", "python"), ("topic", "Snakes"));
        await alice.EventAsync("topic");
        await bob.ErrorAsync("no-such-room", "send", ("room", "nowhere"), ("text", "a"), ("key", "k"));
        await bob.OkAsync("quit");
        await bob.ReadToEndAsync();
        await alice.EventAsync("left", ("room", "python"));
        await alice.OkAsync("quit");
        await alice.ReadToEndAsync();

        // What is told of two rooms may come in either order.
        return [.. Tell(alice), .. Tell(bob)];
    }

    /// <summary>Who leaves may or may not hear what that leads to.</summary>
    private static IEnumerable<string> Tell(WireClient client) => client.Received
        .Where(frame => frame.Type is not ("left" or "renamed" or "presence"))
        .Select(frame => Secrets().Replace(frame.ToString(), "$1:?"))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("""("(?:at|since|session)"):"[^"]*"|~[\w-]{6}""")]
    private static partial Regex Secrets();
}
