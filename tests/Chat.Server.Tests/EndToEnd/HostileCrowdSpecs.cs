using System.Collections.Immutable;
using Akka.Actor;
using Chat.Actors;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>People talk while others do what harms servers: each of the talkers gets everything, each of the others is ended with the reason, and nothing is left of them.</summary>
public sealed class HostileCrowdSpecs : IAsyncLifetime
{
    private const int Talkers = 4;
    private const int Lines = 5;
    private const int Hostile = 12;

    private readonly List<WireClient> _talkers = [];
    private ChatNode _node = null!;
    private ImmutableDictionary<string, IActorRef> _before = ImmutableDictionary<string, IActorRef>.Empty;

    public async Task InitializeAsync()
    {
        _node = await ChatNode.StartAsync(options => options with
        {
            FrameTimeout = TimeSpan.FromMilliseconds(500),
            IdleEntity = TimeSpan.FromMilliseconds(50),
        });
        for (int i = 0; i < Talkers; i++)
        {
            _talkers.Add(await _node.EnterAsync($"talker{i}"));
        }

        // The relays and rooms are there once somebody has talked.
        await TalkAsync(0);
        _before = _node.Actors.All();
    }

    public Task DisposeAsync() => _node.DisposeAsync().AsTask();

    public static TheoryData<string, bool, string, string> Kinds => new()
    {
        { "a part of a prefix", false, "0000", "slow-consumer" },
        { "a part of hello", false, Begun("{\"type\":\"hello\",\"id\":1,"), "slow-consumer" },
        { "a part of a message", true, Begun("{\"type\":\"send\",\"id\":7,\"room\":\"lobby\","), "slow-consumer" },
        { "nothing at all", false, "", "not-authenticated" },
        { "a promise of gigabytes", false, "FFFFFFFF", "too-large" },
        { "a promise of gigabytes, as a member", true, "FFFFFFFF", "too-large" },
        { "another protocol", true, Convert.ToHexString("GET / HTTP/1.1\r\n\r\n"u8), "bad-frame" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Should_serve_everyone_beside_those_who_send(string what, bool entered, string hex, string code)
    {
        if (code == "not-authenticated")
        {
            // From here on nobody else says hello, however slow this machine is.
            LiveOptions options = _node.Services.GetRequiredService<LiveOptions>();
            options.Exchange(options.Current with { HandshakeTimeout = TimeSpan.FromMilliseconds(500) });
        }

        List<WireClient> hostile = await ComeAsync(entered);
        foreach (WireClient client in hostile)
        {
            await client.WriteAsync(Convert.FromHexString(hex));
        }

        await TalkAsync(1);

        foreach (WireClient client in hostile)
        {
            IReadOnlyList<WireFrame> frames = await client.ReadToEndAsync();
            Assert.True(frames.Count > 0 && frames[^1].Code == code, $"{what}: {string.Join("; ", frames)}");
        }

        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Should_end_those_who_send_a_byte_now_and_then_though_they_never_stop()
    {
        List<WireClient> hostile = await ComeAsync(entered: true);
        Task<bool>[] dripping = [.. hostile.Select(client => DripAsync(client))];

        await TalkAsync(1);

        Assert.All(await Task.WhenAll(dripping), Assert.True);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Should_serve_everyone_beside_those_who_come_only_to_reset()
    {
        for (int i = 0; i < Hostile; i++)
        {
            foreach (WireClient client in await ComeAsync(entered: i % 2 == 0))
            {
                await client.PutAsync("history", ("room", "lobby"));
                client.Reset();
            }

            await TalkAsync(1 + i);
        }

        await AssertNothingIsLeftAsync();
    }

    /// <summary>A frame that was begun, as hex.</summary>
    private static string Begun(string json) => Convert.ToHexString(WireFrame.Prefixed(json + new string(' ', 500))[..(4 + json.Length)]);

    /// <returns>True once the server has ended it for being slow.</returns>
    private static async Task<bool> DripAsync(WireClient client)
    {
        Task<IReadOnlyList<WireFrame>> reading = client.ReadToEndAsync();
        await client.WriteAsync(new byte[] { 0, 0, 0x40, 0 });
        while (!reading.IsCompleted)
        {
            try
            {
                await client.WriteAsync("x"u8.ToArray());
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(reading, Task.Delay(20));
        }

        // A reset, since the byte of the next moment met a closed door, may have overtaken the reason.
        return (await reading).Any(f => f.Code == "slow-consumer") || client.WasReset;
    }

    private async Task<List<WireClient>> ComeAsync(bool entered)
    {
        List<WireClient> come = [];
        for (int i = 0; i < Hostile; i++)
        {
            WireClient client = await _node.ConnectAsync();
            come.Add(client);
            if (entered)
            {
                await client.EnterAsync($"hostile-{Guid.NewGuid():N}"[..20]);
            }
        }

        return come;
    }

    private async Task TalkAsync(int round)
    {
        for (int line = 0; line < Lines; line++)
        {
            foreach (WireClient talker in _talkers)
            {
                await talker.SayAsync("lobby", $"{talker.Name}, line {line} of round {round}");
            }
        }

        foreach (WireClient listener in _talkers)
        {
            for (int line = 0; line < Lines; line++)
            {
                foreach (WireClient talker in _talkers)
                {
                    await listener.EventAsync("message", ("text", $"{talker.Name}, line {line} of round {round}"));
                }
            }
        }
    }

    private async Task AssertNothingIsLeftAsync()
    {
        // One that came and went at once may be noticed only now.
        await Wait.UntilAsync(() => _node.Connections.Count == Talkers);
        await _node.Actors.SettleAsync(_before);
        await Wait.UntilAsync(() => _node.Connections.Count == Talkers);
    }
}
