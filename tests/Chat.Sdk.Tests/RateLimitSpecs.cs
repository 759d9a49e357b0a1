using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

/// <summary>What a client does when the server says that it is too fast, or asks whether it is there.</summary>
public class RateLimitSpecs
{
    private const int Rooms = 5;

    [Fact]
    public async Task Should_send_to_many_rooms_one_by_one_after_a_refusal_and_lose_nothing()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk>[] sends = [.. Enumerable.Range(0, Rooms).Select(i => client.SendAsync($"room {i}", "hi"))];
        var asked = new Dictionary<string, string>();
        for (int i = 0; i < Rooms; i++)
        {
            SendRequest first = await peer.NextAsync<SendRequest>();
            asked[first.Room] = first.Key;
            await peer.SendAsync(new ErrorReply(ErrorCodes.RateLimited, "Too fast.", RetryAfterMs: 1) { Re = first.Id });
        }

        for (int i = 0; i < Rooms; i++)
        {
            SendRequest again = await peer.NextAsync<SendRequest>();
            Assert.Equal(asked[again.Room], again.Key);

            // Whatever was sent meanwhile would come before the answer to this.
            Task<TimeSpan> ping = client.PingAsync(server.Token);
            PingRequest next = await peer.NextAsync<PingRequest>();
            await peer.SendAsync(new OkReply { Re = next.Id });
            await ping;
            await peer.AcknowledgeAsync(again, 1);
        }

        await Task.WhenAll(sends);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_ask_again_for_what_it_lacks_when_it_may()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        UsersRequest asked = await peer.NextAsync<UsersRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.RateLimited, "Too fast.", RetryAfterMs: 1) { Re = asked.Id });

        Assert.Equal(asked.Room, (await peer.NextAsync<UsersRequest>()).Room);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_say_that_it_answers_pings_and_answer_them()
    {
        await using var server = new FakeServer();
        Task<ChatClient> connect = ChatClient.ConnectAsync(server.Options);
        FakePeer peer = await server.AcceptAsync();
        Assert.True((await peer.WelcomeAsync()).Pings);
        await using ChatClient client = await connect;

        await peer.SendAsync(new PingEvent());
        await peer.NextAsync<PingRequest>();
    }

    [Fact]
    public async Task Should_connect_again_after_it_was_taken_for_gone()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        await peer.SendAsync(new ByeEvent(ErrorCodes.Idle, "No sign of life."));
        await peer.DisposeAsync();

        await (await server.AcceptAsync()).WelcomeAsync();
        await client.UntilLiveAsync(server.Token);
        await client.DisposeAsync();
    }
}
