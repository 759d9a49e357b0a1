using Chat.Protocol.Frames;
using Chat.Sdk.Tests.Support;
using CsCheck;
using Xunit;

namespace Chat.Sdk.Tests;

/// <summary>The delivery contract, seen from the client, whatever the connection does.</summary>
public class DeliveryProperties
{
    private const int Messages = 8;

    private enum Fate
    {
        Acknowledged,
        LostOnTheWay,
        StoredButNotAcknowledged,
    }

    [Fact]
    public async Task Should_post_everything_once_in_the_order_of_the_calls_whatever_is_lost()
    {
        await Gen.Enum<Fate>().Array[0, 12].SampleAsync(
            async fates =>
            {
                await using var server = new FakeServer();
                (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options);
                Task<SendOk>[] sends = [.. Enumerable.Range(0, Messages).Select(i => client.SendAsync("lobby", $"{i}"))];

                List<SendRequest> log = await ServeAsync(server, peer, new Queue<Fate>(fates));

                SendOk[] acknowledged = await Task.WhenAll(sends);
                Assert.Equal(Enumerable.Range(0, Messages).Select(i => $"{i}"), log.Select(send => send.Text));
                Assert.Equal(Frames.Range(1, Messages), acknowledged.Select(ok => ok.Seq));
                await client.DisposeAsync();
            },
            iter: 30,
            threads: 1);
    }

    // A server that stores each key once, and whose connection breaks where fate wills it.
    private static async Task<List<SendRequest>> ServeAsync(FakeServer server, FakePeer peer, Queue<Fate> fates)
    {
        List<SendRequest> log = [];
        for (int acknowledged = 0; acknowledged < Messages;)
        {
            SendRequest send = await peer.NextAsync<SendRequest>();
            Fate fate = fates.TryDequeue(out Fate next) ? next : Fate.Acknowledged;
            if (fate != Fate.LostOnTheWay && log.TrueForAll(stored => stored.Key != send.Key))
            {
                log.Add(send);
            }

            if (fate == Fate.Acknowledged)
            {
                await peer.AcknowledgeAsync(send, 1 + log.FindIndex(stored => stored.Key == send.Key));
                acknowledged++;
                continue;
            }

            await peer.DisposeAsync();
            peer = await server.AcceptAsync();
            await peer.WelcomeAsync();
        }

        return log;
    }
}
