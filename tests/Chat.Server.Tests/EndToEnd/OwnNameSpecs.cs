using Chat.Actors.Storage;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>What a room says of a user may be told under a name that the user has no more: the user is told that it is meant.</summary>
public sealed class OwnNameSpecs
{
    [Fact]
    public async Task Should_know_itself_in_a_room_joined_on_a_lost_connection_after_a_change_of_name()
    {
        var store = new GatedStore();
        await using ChatNode node = await ChatNode.StartAsync(null, services => services.AddSingleton<IChatStore>(store));
        WireClient alice = await node.EnterAsync("alice");
        WireClient back;
        using (store.HoldCommits())
        {
            await alice.PutAsync("join", ("room", "music"));
            await store.WhenCommitHeldAsync();
            back = await node.ResumeAsync(alice);
            Assert.Equal("alice-2", (await back.OkAsync("nick", ("user", "alice-2"))).Text("user"));
        }

        Assert.True((await back.EventAsync("joined", ("room", "music"))).Flag("you"));
        Assert.Equal(1, (await back.SayAsync("music", "here")).Seq);
    }

    [Fact]
    public async Task Should_know_itself_where_a_room_is_left_on_a_lost_connection_after_a_change_of_name()
    {
        var store = new GatedStore();
        await using ChatNode node = await ChatNode.StartAsync(null, services => services.AddSingleton<IChatStore>(store));
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        WireClient back;
        using (store.HoldCommits())
        {
            await alice.PutAsync("leave", ("room", "lobby"));
            await store.WhenCommitHeldAsync();
            back = await node.ResumeAsync(alice);
            await back.OkAsync("nick", ("user", "alice-2"));
        }

        Assert.True((await back.EventAsync("left", ("room", "lobby"))).Flag("you"));
        Assert.False((await bob.EventAsync("left", ("room", "lobby"))).Has("you"));
    }

    [Fact]
    public async Task Should_tell_only_the_joiner_that_it_is_meant()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        await alice.OkAsync("join", ("room", "art"));
        Assert.True((await alice.EventAsync("joined", ("room", "art"))).Flag("you"));
        await bob.OkAsync("join", ("room", "art"));

        Assert.False((await alice.EventAsync("joined", ("room", "art"), ("user", "bob"))).Has("you"));
        Assert.True((await bob.EventAsync("joined", ("room", "art"), ("user", "bob"))).Flag("you"));
    }
}
