using Chat.Protocol.Frames;
using Chat.Sdk.State;
using Chat.Sdk.Tests.State;
using Chat.Sdk.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Sdk.Tests;

/// <summary>How long the server takes to answer.</summary>
public class RoundTripSpecs
{
    [Fact]
    public async Task Should_tell_the_quickest_answer_of_the_last_seconds()
    {
        await using var server = new FakeServer();
        var time = new FakeTimeProvider();
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(server.Options with { Time = time });
        IAsyncEnumerable<ChatUpdate> updates = client.UpdatesAsync(server.Token);
        Assert.Null(client.State.RoundTrip);

        await AnswerAfterAsync(TimeSpan.FromMilliseconds(80));
        await AnswerAfterAsync(TimeSpan.FromMilliseconds(30));
        time.Advance(TimeSpan.FromSeconds(1));
        await client.UntilAsync(state => Rounded(state.RoundTrip) == 30, server.Token);

        await AnswerAfterAsync(TimeSpan.FromMilliseconds(50));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(30, Rounded(client.State.RoundTrip));
        time.Advance(TimeSpan.FromSeconds(3));
        await client.UntilAsync(state => Rounded(state.RoundTrip) == 50, server.Token);

        await peer.DisposeAsync();
        await client.UntilAsync(state => !state.Connection.IsConnected && state.RoundTrip is null, server.Token);
        await client.DisposeAsync();
        Assert.Equal([30, 50], await MeasuredAsync(updates));

        async Task AnswerAfterAsync(TimeSpan delay)
        {
            Task<TimeSpan> ping = client.PingAsync();
            PingRequest asked = await peer.NextAsync<PingRequest>();
            time.Advance(delay);
            await peer.SendAsync(new OkReply { Re = asked.Id });
            await ping;
        }
    }

    [Fact]
    public async Task Should_ask_for_a_sign_of_life_of_a_server_that_talks_but_was_not_asked()
    {
        await using var server = new FakeServer();
        var time = new FakeTimeProvider();
        ChatClientOptions options = server.Options with { Time = time };
        (ChatClient client, FakePeer peer) = await server.ConnectAsync(options);
        time.Advance(options.PingInterval / 2);
        await peer.SendAsync(new NoticeEvent("here"));
        await peer.SendAsync(Frames.Message("@bob", 1));
        await client.UntilAsync(state => state.Rooms.ContainsKey("@bob"), server.Token);
        await peer.NextAsync<UsersRequest>();

        time.Advance(options.PingInterval);

        await peer.NextAsync<PingRequest>();
        await client.DisposeAsync();
    }

    [Fact]
    public void Should_not_take_a_measurement_of_a_connection_that_is_gone()
    {
        ChatState state = ChatState.Start("alice").On(new ChatInput.RoundTripMeasured(TimeSpan.FromSeconds(1)));

        Assert.Null(state.RoundTrip);
    }

    // The false clock counts from the year 1, which costs it the last digits.
    private static double Rounded(TimeSpan? roundTrip) => Math.Round(roundTrip?.TotalMilliseconds ?? 0);

    private static async Task<List<double>> MeasuredAsync(IAsyncEnumerable<ChatUpdate> updates)
    {
        List<double> all = [];
        await foreach (ChatUpdate update in updates)
        {
            if (update is ChatUpdate.RoundTripMeasured measured)
            {
                all.Add(Rounded(measured.RoundTrip));
            }
        }

        return all;
    }
}
