using System.Collections.Immutable;
using Akka.Actor;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>What nobody uses takes no memory: rooms and users are loaded when they are needed and leave when they are idle.</summary>
public sealed class IdleSpecs : IAsyncLifetime
{
    private const int Rooms = 50;
    private ChatNode _node = null!;
    private ImmutableDictionary<string, IActorRef> _empty = null!;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(options => options with { IdleEntity = TimeSpan.FromMilliseconds(200) });
        _empty = _node.Actors.All();
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_let_go_of_idle_rooms_and_users_and_take_up_one_at_its_next_use_where_it_was()
    {
        WireClient alice = await _node.EnterAsync("alice");
        for (int n = 1; n <= Rooms; n++)
        {
            await alice.OkAsync("join", ("room", $"room{n}"));
            await alice.SayAsync($"room{n}", $"hello {n}");
        }

        alice.Dispose();
        await _node.Actors.SettleAsync(_empty);

        WireClient back = await _node.ResumeAsync(alice);
        await back.OkAsync("topic", ("room", "room7"), ("topic", "still here"));
        Assert.Equal(2, (await back.SayAsync("room7", "again")).Seq);
        WireFrame page = await back.OkAsync("history", ("room", "room7"));
        Assert.Equal(["hello 7", "again"], page.List("messages").Select(m => m.Text("text")));
        back.Dispose();
        await _node.Actors.SettleAsync(_empty);
    }
}
