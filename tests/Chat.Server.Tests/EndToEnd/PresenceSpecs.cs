using Chat.Actors;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;
using Xunit.Abstractions;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>Who is told when people come and go, and what it costs.</summary>
public sealed class PresenceSpecs(ITestOutputHelper output)
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Should_tell_nobody_of_one_who_comes_back_soon()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { PresenceGrace = Never });
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        await alice.EventAsync("joined", ("user", "bob"));

        bob.Reset();
        await node.Actors.SettleConnectionsAsync(1);
        WireClient back = await node.ResumeAsync(bob);
        await back.SayAsync("lobby", "here again");
        await alice.EventAsync("message", ("text", "here again"));

        Assert.DoesNotContain(alice.Received, frame => frame.Type == "presence");
        Assert.Equal("online", (await alice.OkAsync("users", ("room", "lobby"))).List("users")[1].Text("status"));
    }

    [Fact]
    public async Task Should_tell_a_large_room_how_many_are_there_and_not_who()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { LargeRoom = 2, CountsInterval = TimeSpan.FromMilliseconds(100) });
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        await alice.EventAsync("joined", ("user", "bob"));
        WireClient carol = await node.EnterAsync("carol");

        Assert.Equal(3, (await alice.EventAsync("counts", ("room", "lobby"))).Number("members"));
        await carol.OkAsync("away", ("text", "lunch"));
        WireFrame own = await carol.EventAsync("presence", ("user", "carol"), ("status", "away"));
        await alice.NextAsync(f => f.Is("counts") && f.Number("online") == 2 && f.Number("away") == 1, "that one is away");
        bob.Reset();
        WireFrame gone = await alice.NextAsync(f => f.Is("counts") && f.Number("online") == 1, "that one is gone");
        WireFrame users = await alice.OkAsync("users", ("room", "lobby"), ("limit", 2));
        await carol.OkAsync("quit");
        WireFrame small = await alice.NextAsync(f => f.Is("counts") && f.Flag("each"), "that each is told again");
        await node.ResumeAsync(bob);
        await alice.EventAsync("presence", ("user", "bob"), ("status", "online"));

        Assert.Equal("lunch", own.Text("away"));
        Assert.Equal((3, 1), (gone.Number("members"), gone.Number("away")));
        Assert.Equal(["online", "offline"], users.List("users").Select(u => u.Text("status")));
        Assert.True(users.Flag("more"));
        var counts = new WireFrame(users.Json.GetProperty("counts"));
        Assert.Equal((3, 1, 1), (counts.Number("members"), counts.Number("online"), counts.Number("away")));
        Assert.Equal(2, small.Number("members"));
        Assert.DoesNotContain(alice.Received, f => f.Is("joined", ("user", "carol")) || f.Is("presence", ("user", "carol")) || f.Is("presence", ("status", "offline")));
    }

    [Fact]
    public async Task Should_cost_each_member_of_a_large_room_the_same_however_many_come_back()
    {
        Cost few = await ReconnectAsync(40, options => options with { LargeRoom = 20, CountsInterval = Never });
        Cost many = await ReconnectAsync(80, options => options with { LargeRoom = 20, CountsInterval = Never });

        Assert.Equal((0, 0), (few.Events, many.Events));
        Assert.InRange(many.BytesPerMember, few.BytesPerMember * 0.95, few.BytesPerMember * 1.05);
    }

    /// <summary>The measure sees what it is there for: told one by one, it grows with the square.</summary>
    [Fact]
    public async Task Should_cost_each_member_of_another_room_what_the_others_do()
    {
        Cost few = await ReconnectAsync(40, options => options with { LargeRoom = 1000, PresenceGrace = TimeSpan.Zero });
        Cost many = await ReconnectAsync(80, options => options with { LargeRoom = 1000, PresenceGrace = TimeSpan.Zero });

        Assert.InRange(many.Events, few.Events * 3, few.Events * 5);
    }

    /// <summary>Members of the lobby lose their connections, all at once, and come back; what they are told until they are all there.</summary>
    private async Task<Cost> ReconnectAsync(int members, Func<ChatOptions, ChatOptions> options)
    {
        await using ChatNode node = await ChatNode.StartAsync(options);
        WireClient watcher = await node.EnterAsync("watcher");
        ByteCounter[] crowd = [.. Enumerable.Range(0, members).Select(_ => new ByteCounter())];
        for (int i = 0; i < members; i++)
        {
            await crowd[i].EnterAsync(node.Endpoint, $"member{i:0000}");
            await crowd[i].ReadUntilAsync(f => f.Is("joined") && f.Flag("you"));
        }

        await HearAsync("all here");
        foreach (ByteCounter member in crowd)
        {
            member.Reset();
            member.Leave();
        }

        await node.Actors.SettleConnectionsAsync(1);
        for (int i = 0; i < members; i++)
        {
            await crowd[i].EnterAsync(node.Endpoint, $"member{i:0000}");
        }

        await HearAsync("all back");
        var cost = new Cost(
            crowd.Sum(m => m.Count("presence") + m.Count("joined") + m.Count("left") + m.Count("counts")),
            (double)crowd.Sum(m => m.Bytes) / members);
        output.WriteLine($"{members} members came back: {cost.Events} events of presence, {crowd.Sum(m => m.Bytes)} bytes, {cost.BytesPerMember:0} a member");
        Array.ForEach(crowd, member => member.Dispose());
        return cost;

        async Task HearAsync(string text)
        {
            await watcher.SayAsync("lobby", text);
            foreach (ByteCounter member in crowd)
            {
                await member.ReadUntilAsync(f => f.Is("message", ("text", text)));
            }
        }
    }

    private sealed record Cost(int Events, double BytesPerMember);
}
