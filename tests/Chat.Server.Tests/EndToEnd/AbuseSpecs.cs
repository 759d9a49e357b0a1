using System.Net;
using System.Net.Sockets;
using Chat.Actors.Limits;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace Chat.Server.Tests.EndToEnd;

/// <summary>What a node does about those who do too much. Here an address of this machine counts as any other.</summary>
public sealed class AbuseSpecs
{
    private const string Password = "correct horse battery";
    private const int Attackers = 8;
    private const int Guesses = 6;

    private static readonly LimitOptions Limits = new() { LoopbackFactor = 1 };

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 10, 30, 0, TimeSpan.Zero));

    [Fact]
    public async Task Should_let_the_owner_in_and_the_chat_go_on_while_many_addresses_guess_the_password()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // Only there all of 127.0.0.0/8 is this machine.
        }

        await using ChatNode node = await StartAsync(Limits);
        WireClient owner = await ConnectFromAsync(node, 1, 1);
        await owner.OkAsync("register", ("user", "owner"), ("password", Password));
        await owner.LogInAsync("owner", Password);
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");

        Task<WireFrame[]>[] attacks = [.. Enumerable.Range(1, Attackers).Select(i => GuessAsync(node, i))];
        for (int i = 0; i < 20; i++)
        {
            await alice.SayAsync("lobby", $"message {i}");
            await bob.EventAsync("message", ("text", $"message {i}"));
        }

        using WireClient known = await ConnectFromAsync(node, 1, 1);
        await known.LogInAsync("owner", Password);
        using WireClient strange = await ConnectFromAsync(node, 1, 2);
        await strange.LogInAsync("owner", Password);

        WireFrame[] answers = [.. (await Task.WhenAll(attacks)).SelectMany(all => all)];
        WireFrame[] limited = [.. answers.Where(f => f.Code == "rate-limited")];
        Assert.All(answers, f => Assert.Contains(f.Code, (string[])["auth-failed", "rate-limited"]));
        Assert.Equal(Attackers * (Guesses - 3), limited.Length);
        Assert.All(limited, f => Assert.InRange(f.Number("retryAfterMs"), 1, 8000));
        owner.Dispose();
    }

    [Fact]
    public async Task Should_answer_a_stranger_alike_whether_there_is_an_account_or_not()
    {
        await using ChatNode node = await StartAsync(Limits);
        WireClient owner = await node.ConnectAsync();
        await owner.OkAsync("register", ("user", "owner"), ("password", Password));
        WireClient stranger = await node.ConnectAsync();
        var told = new Dictionary<string, List<string?>>();
        foreach (string user in new[] { "owner", "nobody" })
        {
            told[user] = [];
            for (int i = 0; i < 4; i++)
            {
                told[user].Add((await stranger.AskAsync("hello", ("user", user), ("password", "wrong"))).Code);
            }
        }

        Assert.Equal(["auth-failed", "auth-failed", "auth-failed", "rate-limited"], told["owner"]);
        Assert.Equal(told["owner"], told["nobody"]);
    }

    [Fact]
    public async Task Should_refuse_a_flood_of_messages_and_take_one_after_the_time_it_told()
    {
        await using ChatNode node = await StartAsync(Limits with { Sends = new Rate(3, TimeSpan.FromSeconds(1)) });
        WireClient alice = await node.EnterAsync("alice");
        WireFrame refusal;
        int sent = 0;
        do
        {
            refusal = await alice.AskAsync("send", ("room", "lobby"), ("text", $"message {++sent}"), ("key", $"key {sent}"));
        }
        while (refusal.Type == "ok");

        Assert.Equal("rate-limited", refusal.Code);
        Assert.Equal(4, sent);
        _time.Advance(TimeSpan.FromMilliseconds(refusal.Number("retryAfterMs")));
        await alice.OkAsync("send", ("room", "lobby"), ("text", $"message {sent}"), ("key", $"key {sent}"));
    }

    [Fact]
    public async Task Should_limit_the_connections_of_one_address_and_the_rooms_that_one_user_makes()
    {
        await using ChatNode node = await StartAsync(Limits with { PerAddress = 2, NewRooms = new Rate(2, TimeSpan.FromHours(1)) });
        WireClient alice = await node.EnterAsync("alice");
        WireClient bob = await node.EnterAsync("bob");
        WireFrame bye = Assert.Single(await (await node.ConnectAsync()).ReadToEndAsync());
        Assert.Equal(("bye", "rate-limited"), (bye.Type, bye.Code));

        await alice.OkAsync("join", ("room", "one"));
        await alice.OkAsync("join", ("room", "two"));
        WireFrame third = await alice.ErrorAsync("rate-limited", "join", ("room", "three"));
        Assert.InRange(third.Number("retryAfterMs"), 1, TimeSpan.FromHours(1).TotalMilliseconds);
        await bob.OkAsync("join", ("room", "one"));
        await bob.OkAsync("join", ("room", "three"));
        await alice.OkAsync("join", ("room", "three"));
    }

    [Fact]
    public async Task Should_make_no_more_rooms_than_the_most_in_all()
    {
        await using ChatNode node = await StartAsync(Limits with { Rooms = 5 });
        WireClient alice = await node.EnterAsync("alice");
        int made = 0;
        WireFrame answer;
        do
        {
            answer = await alice.AskAsync("join", ("room", $"room {++made}".Replace(' ', '-')));
        }
        while (answer.Type == "ok" && made < 100);

        // With the lobby these are five. What was there when the counting began is counted in the background, so it may be a few more.
        Assert.Equal("forbidden", answer.Code);
        Assert.InRange(made, 5, 7);
        await alice.OkAsync("join", ("room", "room-1"));
    }

    [Fact]
    public async Task Should_ask_a_silent_client_for_a_sign_of_life_and_end_one_that_gives_none()
    {
        await using ChatNode node = await StartAsync(Limits with { IdlePing = TimeSpan.Zero });
        WireClient alice = await node.ConnectAsync();
        await alice.OkAsync("hello", ("user", "alice"), ("pings", true));
        WireClient listener = await node.EnterAsync("listener");
        node.Connections.SweepIdle();
        await alice.EventAsync("ping");

        await using ChatNode strict = await StartAsync(Limits with { IdlePing = TimeSpan.Zero, IdleTimeout = TimeSpan.Zero });
        WireClient bob = await strict.ConnectAsync();
        await bob.OkAsync("hello", ("user", "bob"), ("pings", true));
        strict.Connections.SweepIdle();
        Assert.Equal(("bye", "idle"), (await bob.ReadToEndAsync())[^1] is var bye ? (bye.Type, bye.Code) : default);
        await listener.OkAsync("ping");
        Assert.DoesNotContain(listener.Received, f => f.Re is null && f.Type == "ping");
    }

    private Task<ChatNode> StartAsync(LimitOptions limits) =>
        ChatNode.StartAsync(options => options with { Limits = limits }, services => services.AddSingleton<TimeProvider>(_time));

    private static async Task<WireClient> ConnectFromAsync(ChatNode node, int group, int address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(new IPAddress([127, 9, (byte)group, (byte)address]), 0));
        await socket.ConnectAsync(node.Endpoint);
        return new WireClient(new NetworkStream(socket, ownsSocket: true), socket);
    }

    private static async Task<WireFrame[]> GuessAsync(ChatNode node, int attacker)
    {
        using WireClient client = await ConnectFromAsync(node, 2, attacker);
        var answers = new List<WireFrame>();
        for (int i = 0; i < Guesses; i++)
        {
            answers.Add(await client.AskAsync("hello", ("user", "owner"), ("password", $"guess {i}")));
        }

        return [.. answers];
    }
}
