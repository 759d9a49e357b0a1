using Chat.Protocol.Frames;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

public class UpdatesSpecs
{
    [Fact]
    public async Task Should_tell_every_subscriber_everything_in_order_with_the_state_after_it()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        IAsyncEnumerable<ChatUpdate>[] subscribers = [client.UpdatesAsync(server.Token), client.UpdatesAsync(server.Token)];
        for (int seq = 1; seq <= 20; seq++)
        {
            await peer.SendAsync(Frames.Message("lobby", seq));
            await peer.SendAsync(Frames.Message("lobby", seq));
        }

        await client.UntilAsync(state => state.Rooms["lobby"].Cursor == 20, server.Token);
        await client.DisposeAsync();

        foreach (IAsyncEnumerable<ChatUpdate> subscriber in subscribers)
        {
            List<long> told = [];
            await foreach (ChatUpdate update in subscriber)
            {
                if (update is ChatUpdate.EventReceived { Event: MessageEvent message })
                {
                    told.Add(message.Seq);
                    Assert.Equal(message.Seq, update.State.Rooms["lobby"].Cursor);
                }
            }

            Assert.Equal(Frames.Range(1, 20), told);
        }
    }

    [Fact]
    public async Task Should_give_a_slow_subscriber_the_whole_state_once()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { UpdateBuffer = 4 }, Frames.Room("lobby"));
        IAsyncEnumerable<ChatUpdate> slow = client.UpdatesAsync(server.Token);
        for (int seq = 1; seq <= 100; seq++)
        {
            await peer.SendAsync(Frames.Message("lobby", seq));
        }

        await client.UntilAsync(state => state.Rooms["lobby"].Cursor == 100, server.Token);
        await client.DisposeAsync();

        List<ChatUpdate> told = [];
        await foreach (ChatUpdate update in slow)
        {
            told.Add(update);
        }

        Assert.InRange(told.Count, 1, 4);
        Assert.IsType<ChatUpdate.Resynced>(told[0]);
        Assert.DoesNotContain(told[1..], update => update is ChatUpdate.Resynced);
        Assert.Equal(100, told[^1].State.Rooms["lobby"].Cursor);
    }

    [Fact]
    public async Task Should_end_for_a_subscriber_who_comes_after_the_end()
    {
        await using var server = new FakeServer();
        (ChatClient client, _) = await server.ConnectAsync(server.Options);
        await client.DisposeAsync();

        await foreach (ChatUpdate update in client.UpdatesAsync(server.Token))
        {
            Assert.Fail($"{update.GetType().Name} came after the end");
        }
    }
}
