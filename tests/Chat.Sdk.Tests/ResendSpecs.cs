using Chat.Protocol;
using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.Support;
using Xunit;

namespace Chat.Sdk.Tests;

/// <summary>What the user decides about own messages that failed or wait.</summary>
public class ResendSpecs
{
    [Fact]
    public async Task Should_send_a_failed_message_again_with_its_key_behind_what_waits()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        (Task<SendOk> failing, SendRequest refused) = await RefusedAsync(client, peer);
        await Assert.ThrowsAsync<ChatException>(() => failing);
        Task<SendOk> other = client.SendAsync("a", "other");
        SendRequest ahead = await peer.NextAsync<SendRequest>();

        Task<SendOk> again = client.ResendAsync(refused.Key);
        Assert.Equal(["other", "hi"], client.State.Sends.Select(send => send.Text));
        Assert.Equal((SendStatus.Sending, null), (client.State.Sends[1].Status, client.State.Sends[1].ErrorCode));
        await peer.AcknowledgeAsync(ahead, 1);
        SendRequest repeated = await peer.NextAsync<SendRequest>();
        await peer.AcknowledgeAsync(repeated, 2);

        Assert.Equal((refused.Key, "hi", MessageKind.Action), (repeated.Key, repeated.Text, repeated.Kind));
        Assert.Equal((1, 2), ((await other).Seq, (await again).Seq));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_wait_for_the_same_message_where_it_is_sent_again_already()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        (_, SendRequest refused) = await RefusedAsync(client, peer);
        await client.UntilAsync(state => state.Sends[0].Status == SendStatus.Failed, server.Token);

        Task<SendOk>[] twice = [client.ResendAsync(refused.Key), client.ResendAsync(refused.Key)];
        await peer.AcknowledgeAsync(await peer.NextAsync<SendRequest>(), 1);

        Assert.Equal([1, 1], (await Task.WhenAll(twice)).Select(ok => ok.Seq));
        Assert.Equal(SdkErrorCodes.NoSuchSend, (await Assert.ThrowsAsync<ChatException>(() => client.ResendAsync(refused.Key))).Code);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_withdraw_what_waits_while_offline_and_tell_who_waits()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        await peer.DisposeAsync();
        FakePeer again = await server.AcceptAsync();
        Task<SendOk> unwanted = client.SendAsync("a", "1");
        Task<SendOk> wanted = client.SendAsync("a", "2");
        string key = client.State.Sends[0].Key;

        Assert.True(client.Withdraw(key));
        Assert.Equal(SdkErrorCodes.Withdrawn, (await Assert.ThrowsAsync<ChatException>(() => unwanted)).Code);
        Assert.Equal("2", Assert.Single(client.State.Sends).Text);

        await again.WelcomeAsync();
        SendRequest sent = await again.NextAsync<SendRequest>();
        Assert.Equal("2", sent.Text);
        Assert.False(client.Withdraw(sent.Key));
        await again.AcknowledgeAsync(sent, 1);
        await wanted;
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Should_dismiss_only_what_has_failed()
    {
        await using var server = new FakeServer();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
        (Task<SendOk> failing, SendRequest refused) = await RefusedAsync(client, peer);
        await Assert.ThrowsAsync<ChatException>(() => failing);
        Task<SendOk> going = client.SendAsync("a", "going");
        SendRequest sent = await peer.NextAsync<SendRequest>();

        Assert.False(client.Dismiss(sent.Key));
        Assert.True(client.Dismiss(refused.Key));
        Assert.False(client.Dismiss(refused.Key));

        Assert.Equal("going", Assert.Single(client.State.Sends).Text);
        await peer.AcknowledgeAsync(sent, 1);
        await going;
        await client.DisposeAsync();
    }

    private static async Task<(Task<SendOk> Send, SendRequest Refused)> RefusedAsync(ChatClient client, FakePeer peer)
    {
        Task<SendOk> send = client.SendAsync("a", "hi", MessageKind.Action);
        SendRequest asked = await peer.NextAsync<SendRequest>();
        await peer.SendAsync(new ErrorReply(ErrorCodes.NotMember, "Join first.") { Re = asked.Id });
        return (send, asked);
    }
}
