using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

public class SendSpecs
{
    [Fact]
    public async Task Should_be_done_when_acknowledged()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("lobby"));
        Task<SendOk> send = client.SendAsync("lobby", "waves", MessageKind.Action);
        SendRequest asked = await peer.NextAsync<SendRequest>();
        Assert.Equal(("lobby", "waves", MessageKind.Action), (asked.Room, asked.Text, asked.Kind));
        Assert.Equal(SendStatus.Sending, Assert.Single(client.State.Sends).Status);

        await peer.AcknowledgeAsync(asked, 1);
        Assert.Equal(1, (await send).Seq);
        Assert.Equal(SendStatus.Acknowledged, Assert.Single(client.State.Sends).Status);

        await peer.SendAsync(Frames.Message("lobby", 1, "alice", asked.Key));
        await client.UntilAsync(state => state.Sends.IsEmpty, server.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_keep_the_order_of_a_room_and_not_hold_up_another()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk>[] sends = [client.SendAsync("a", "1"), client.SendAsync("a", "2"), client.SendAsync("b", "3")];

        SendRequest first = await peer.NextAsync<SendRequest>();
        SendRequest other = await peer.NextAsync<SendRequest>();
        Assert.Equal(("1", "3"), (first.Text, other.Text));
        await peer.AcknowledgeAsync(first, 1);
        SendRequest second = await peer.NextAsync<SendRequest>();
        await peer.AcknowledgeAsync(second, 2);
        await peer.AcknowledgeAsync(other, 1);

        Assert.Equal([1, 2, 1], (await Task.WhenAll(sends)).Select(ok => ok.Seq));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_repeat_what_was_not_acknowledged_with_its_key_before_what_came_later()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk>[] early = [client.SendAsync("a", "1"), client.SendAsync("a", "2")];
        SendRequest lost = await peer.NextAsync<SendRequest>();
        await peer.DisposeAsync();
        FakePeer again = await server.AcceptAsync();
        Task<SendOk> late = client.SendAsync("a", "3");
        await again.WelcomeAsync();

        List<SendRequest> repeated = [];
        for (int seq = 1; seq <= 3; seq++)
        {
            repeated.Add(await again.NextAsync<SendRequest>());
            await again.AcknowledgeAsync(repeated[^1], seq);
        }

        await Task.WhenAll([.. early, late]);
        Assert.Equal(["1", "2", "3"], repeated.Select(send => send.Text));
        Assert.Equal(lost.Key, repeated[0].Key);
        Assert.Equal(3, repeated.Select(send => send.Key).Distinct().Count());
        await client.DisposeAsync();
    }

    [Theory]
    [InlineData(ErrorCodes.Overloaded)]
    [InlineData(ErrorCodes.Unavailable)]
    [InlineData(ErrorCodes.RateLimited)]
    public async Task Should_repeat_what_the_server_has_no_room_for_now(string code)
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk>[] sends = [client.SendAsync("a", "1"), client.SendAsync("a", "2")];
        SendRequest refused = await peer.NextAsync<SendRequest>();
        await peer.SendAsync(new ErrorReply(code, "Later.", RetryAfterMs: 1) { Re = refused.Id });

        SendRequest repeated = await peer.NextAsync<SendRequest>();
        await peer.AcknowledgeAsync(repeated, 1);
        await peer.AcknowledgeAsync(await peer.NextAsync<SendRequest>(), 2);

        await Task.WhenAll(sends);
        Assert.Equal(refused.Key, repeated.Key);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_throw_a_refusal_and_go_on_with_the_next()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk> refused = client.SendAsync("a", "1");
        Task<SendOk> next = client.SendAsync("a", "2");
        SendRequest asked = await peer.NextAsync<SendRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.NotMember, "Join first.") { Re = asked.Id });
        await peer.AcknowledgeAsync(await peer.NextAsync<SendRequest>(), 1);

        Assert.Equal(ErrorCodes.NotMember, (await Assert.ThrowsAsync<ChatException>(() => refused)).Code);
        await next;
        OwnSend failed = Assert.Single(client.State.Sends);
        Assert.Equal((SendStatus.Failed, "1"), (failed.Status, failed.Text));
        Assert.True(client.Dismiss(failed.Key));
        Assert.Empty(client.State.Sends);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_bound_what_waits_to_be_sent()
    {
        await using var server = new FakeServer();
        (ChatClient client, _) = await server.ConnectAsync(server.Options with { MaxPendingSends = 2 });
        Task<SendOk>[] sends = [client.SendAsync("a", "1"), client.SendAsync("a", "2")];

        Assert.Equal(SdkErrorCodes.QueueFull, (await Assert.ThrowsAsync<ChatException>(() => client.SendAsync("a", "3"))).Code);

        await client.DisposeAsync();
        await Assert.ThrowsAsync<ChatException>(() => Task.WhenAll(sends));
    }

    [Fact]
    public async Task Should_withdraw_a_cancelled_message_that_was_not_sent()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        Task<SendOk> first = client.SendAsync("a", "1");
        using var cancel = new CancellationTokenSource();
        Task<SendOk> withdrawn = client.SendAsync("a", "2", cancellationToken: cancel.Token);
        Task<SendOk> third = client.SendAsync("a", "3");
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => withdrawn);

        await peer.AcknowledgeAsync(await peer.NextAsync<SendRequest>(), 1);
        SendRequest next = await peer.NextAsync<SendRequest>();
        await peer.AcknowledgeAsync(next, 2);

        await Task.WhenAll(first, third);
        Assert.Equal("3", next.Text);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_follow_the_other_person_to_a_new_name()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options, Frames.Room("@bob"));
        Task<SendOk>[] sends = [client.SendAsync("@bob", "1"), client.SendAsync("@bob", "2")];
        SendRequest first = await peer.NextAsync<SendRequest>();
        await peer.SendAsync(new RenamedEvent("bob", "robert", Frames.Noon, "@bob"));
        await peer.SendAsync(new ErrorReply(ErrorCodes.NoSuchUser, "No one is called bob.") { Re = first.Id });

        SendRequest repeated = await peer.NextAsync<SendRequest>();
        Assert.Equal(("@robert", first.Key), (repeated.Room, repeated.Key));
        await peer.AcknowledgeAsync(repeated, 1);
        SendRequest second = await peer.NextAsync<SendRequest>();
        Assert.Equal("@robert", second.Room);
        await peer.AcknowledgeAsync(second, 2);

        await Task.WhenAll(sends);
        await client.DisposeAsync();
    }
}
