using Chat.Actors;
using Chat.Actors.Retention;
using Chat.Actors.Storage;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>What people see when messages they had not read are gone.</summary>
public sealed class RetentionSpecs : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow);
    private ChatNode _node = null!;
    private WireClient _alice = null!;
    private WireClient _bob = null!;
    private IChatStore? _store;

    /// <summary>Bob has seen 2 of 8 messages and reads on after a time in which the first 5 have become too old.</summary>
    public async Task InitializeAsync()
    {
        _node = await StartAsync();
        _alice = await _node.EnterAsync("alice");
        _bob = await _node.EnterAsync("bob");
        await SayAsync(1, 2);
        await _bob.EventAsync("message", ("text", "2"));
        _bob.Reset();
        await SayAsync(3, 3);
        _time.Advance(TimeSpan.FromDays(8));
        await SayAsync(6, 3);
        await _node.DisposeAsync();

        _node = await StartAsync();
        _alice = await _node.ResumeAsync(_alice);
        while (await FirstAsync() != 6)
        {
            await Task.Yield();
        }
    }

    public async Task DisposeAsync() => await _node.DisposeAsync();

    [Fact]
    public async Task Should_tell_of_a_gap_and_then_replay_what_is_left()
    {
        WireClient back = await _node.ConnectAsync();
        WireFrame ok = await back.HelloAsync("bob", _bob.Token, new { lobby = 2 });
        await _alice.SayAsync("lobby", "9");

        WireFrame gap = await back.EventAsync("gap", ("room", "lobby"));
        Assert.Equal((3, 5), (gap.Number("from"), gap.Number("to")));
        for (int seq = 6; seq <= 9; seq++)
        {
            Assert.Equal((seq, $"{seq}"), await back.EventAsync("message") is var m ? (m.Seq, m.Text("text")) : default);
        }

        Assert.Equal((8, 5, 3), ok.List("rooms")[0] is var room ? (room.Seq, room.Number("read"), room.Number("unread")) : default);
    }

    [Fact]
    public async Task Should_begin_the_history_with_what_is_left()
    {
        WireFrame after = await _alice.OkAsync("history", ("room", "lobby"), ("after", 1));
        WireFrame before = await _alice.OkAsync("history", ("room", "lobby"), ("before", 6));

        Assert.Equal([6, 7, 8], after.List("messages").Select(m => m.Seq));
        Assert.True(after.Flag("start"));
        Assert.Empty(before.List("messages"));
        Assert.True(before.Flag("start"));
        Assert.Equal(9, (await _alice.SayAsync("lobby", "9")).Seq);
    }

    private Task<ChatNode> StartAsync() => ChatNode.StartAsync(
        options => options with { GuestKeep = TimeSpan.FromDays(30), Retention = RetentionPolicy.KeepAll with { Default = new RetentionRule(TimeSpan.FromDays(7), null) } },
        services => services.AddSingleton<TimeProvider>(_time).AddSingleton(_store ??= new MemoryStore()));

    private async Task<long?> FirstAsync() => (await _alice.OkAsync("history", ("room", "lobby"), ("after", 0))).List("messages")[0].Seq;

    private async Task SayAsync(int first, int count)
    {
        for (int i = first; i < first + count; i++)
        {
            await _alice.SayAsync("lobby", $"{i}");
        }
    }
}
