using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Chat.Actors;
using Chat.Actors.Edge;
using Chat.Actors.Limits;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Web;

/// <summary>By WebSocket a node has the same limits, and stops as it does over TCP.</summary>
public sealed class WebLimitSpecs
{
    private const WebSocketCloseStatus TryAgainLater = (WebSocketCloseStatus)1013;

    [Fact]
    public async Task Should_count_connections_of_both_carriers_and_say_why_it_takes_no_more()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { MaxConnections = 2 });
        WireClient alice = await node.EnterAsync("alice");
        WebSocketClient bob = await node.ConnectByWebAsync();
        await bob.Wire.EnterAsync("bob");

        WireClient third = await node.ConnectAsync();
        WebSocketClient fourth = await node.ConnectByWebAsync();

        WireFrame bye = Assert.Single(await fourth.ReadToCloseAsync());
        Assert.Equal(("bye", "overloaded"), (bye.Type, bye.Code));
        Assert.Equal((TryAgainLater, "overloaded"), (fourth.Socket.CloseStatus, fourth.Socket.CloseStatusDescription));
        Assert.Equal("overloaded", Assert.Single(await third.ReadToEndAsync()).Code);
        alice.Reset();
        await bob.Wire.EventAsync("presence", ("user", "alice"), ("status", "offline"));
        await (await node.ConnectByWebAsync()).Wire.EnterAsync("carol");
    }

    [Fact]
    public async Task Should_close_a_WebSocket_that_says_nothing()
    {
        await using ChatNode node = await ChatNode.StartAsync();

        // From here on: the web server got all the time for the handshake of the carrier.
        LiveOptions options = node.Services.GetRequiredService<LiveOptions>();
        options.Exchange(options.Current with { HandshakeTimeout = TimeSpan.FromMilliseconds(100) });
        WebSocketClient stranger = await node.ConnectByWebAsync();

        Assert.Equal("not-authenticated", Assert.Single(await stranger.ReadToCloseAsync()).Code);
        Assert.Equal(WebSocketCloseStatus.PolicyViolation, stranger.Socket.CloseStatus);
    }

    [Fact]
    public async Task Should_end_connections_that_never_become_a_WebSocket()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { HandshakeTimeout = TimeSpan.FromSeconds(1) });
        using Socket silent = await DialAsync(node.Web);
        using Socket asked = await DialAsync(node.Web);
        try
        {
            await asked.SendAsync(Encoding.ASCII.GetBytes($"GET /ws HTTP/1.1\r\nHost: {node.Web}\r\n\r\n"));
        }
        catch (SocketException)
        {
            // On a busy machine its second may be over before it asks.
        }

        Assert.True(await ReadToEndAsync(silent));
        Assert.True(await ReadToEndAsync(asked));
    }

    [Fact]
    public async Task Should_let_no_address_hold_more_than_its_share_of_connections_before_anything_is_said()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { Limits = LimitOptions.Off with { PerAddress = 1, LoopbackFactor = 1 } });
        using Socket first = await DialAsync(node.Web);
        using Socket second = await DialAsync(node.Web);
        await AskAsync(first);
        await AskAsync(second);

        Assert.False(await IsServedAsync(node.Web));

        await AskAsync(second);
        first.Close();
        while (!await IsServedAsync(node.Web))
        {
            // The server has not noticed yet.
        }
    }

    [Fact]
    public async Task Should_count_a_proxy_s_clients_by_what_it_says_of_them()
    {
        await using ChatNode node = await ChatNode.StartAsync(
            options => options with { Limits = LimitOptions.Off with { PerAddress = 1, LoopbackFactor = 1 } }, web: web => web with { Proxies = [IPNetwork.Parse("127.0.0.0/8")] });

        for (int i = 1; i <= 4; i++)
        {
            WebSocketClient client = await node.ConnectByWebAsync(options => options.SetRequestHeader("X-Forwarded-For", $"203.0.113.{i}"));
            await client.Wire.EnterAsync($"user{i}");
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task Should_end_who_takes_too_long_over_one_message_though_pings_are_answered(int sent)
    {
        await using ChatNode node = await ChatNode.StartAsync(
            options => options with { FrameTimeout = TimeSpan.FromSeconds(7) }, web: web => web with { PingInterval = TimeSpan.FromSeconds(3) });
        WebSocketClient client = await node.ConnectByWebAsync();
        await client.Wire.EnterAsync("alice");

        await client.SendAsync("{\"t"u8[..sent].ToArray(), isLast: false);

        Assert.Equal("slow-consumer", (await client.ReadToCloseAsync())[^1].Code);
    }

    [Fact]
    public async Task Should_cut_a_WebSocket_that_answers_no_ping()
    {
        // Also how long the answer of the one that is alive may take, on a machine that does much else.
        await using ChatNode node = await ChatNode.StartAsync(web: web => web with { PingInterval = TimeSpan.FromSeconds(5) });
        WebSocketClient alive = await node.ConnectByWebAsync();
        await alive.Wire.EnterAsync("alive");
        Task<WireFrame> said = alive.Wire.EventAsync("message");
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await WebSocketSpecs.UpgradeAsync(socket, node.Web);

        // Pings come, are read and not answered, and then comes the end.
        Assert.True(await ReadToEndAsync(socket));
        await (await node.EnterAsync("other")).SayAsync("lobby", "still there?");
        await said;
    }

    [Fact]
    public async Task Should_cut_a_WebSocket_that_does_not_read_and_disturb_nobody()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WireClient alice = await node.EnterAsync("alice");
        WebSocketClient slow = await node.ConnectByWebAsync();
        await slow.Wire.EnterAsync("slow");
        await alice.EventAsync("joined", ("user", "slow"));
        Connection connection = node.Connections.TryGet(new ConnectionId(2), out Connection? second) ? second : throw new InvalidOperationException("it has no number 2");
        string text = new('x', 16_000);
        int most = 0;

        // Until what waited was dropped for the last frame, for which the client has a moment.
        for (int sent = 0; most < 1 << 19 || connection.Outbox.PendingBytes > 2 * text.Length; sent++)
        {
            Assert.True(sent < 2000, "the slow reader was never cut");
            await alice.SayAsync("lobby", text);
            most = Math.Max(most, connection.Outbox.PendingBytes);
        }

        await Wait.UntilAsync(() => node.Connections.Count == 1);
        Assert.InRange(most, 1 << 19, 1 << 20);
        await alice.EventAsync("presence", ("user", "slow"), ("status", "offline"));
    }

    [Fact]
    public async Task Should_answer_requests_and_say_bye_when_it_stops()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        WebSocketClient[] clients = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => node.ConnectByWebAsync()));
        for (int i = 0; i < clients.Length; i++)
        {
            await clients[i].Wire.EnterAsync($"user{i}");
            await clients[i].Wire.PutAsync("send", ("room", "lobby"), ("text", "last words"), ("key", "k"));
        }

        Task stopping = node.StopAsync();

        foreach (WebSocketClient client in clients)
        {
            IReadOnlyList<WireFrame> frames = await client.ReadToCloseAsync();
            Assert.Equal(("bye", "shutting-down"), (frames[^1].Type, frames[^1].Code));
            Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "shutting-down"), (client.Socket.CloseStatus, client.Socket.CloseStatusDescription));
            Assert.All(frames.Where(f => f.Re is not null), reply => Assert.True(reply.Type == "ok" || reply.Code == "shutting-down", reply.ToString()));
        }

        await stopping.WaitAsync(WireClient.Deadline);
    }

    [Fact]
    public async Task Should_stop_with_a_WebSocket_that_neither_reads_nor_closes()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        using var deaf = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await WebSocketSpecs.UpgradeAsync(deaf, node.Web);

        await node.StopAsync().WaitAsync(WireClient.Deadline);

        Assert.True(await ReadToEndAsync(deaf));
    }

    [Theory]
    [InlineData(false, "203.0.113.9", "127.0.0.1")]
    [InlineData(true, "203.0.113.9", "203.0.113.9")]
    [InlineData(true, "10.9.9.9, 203.0.113.9, 127.0.0.7", "203.0.113.9")]
    [InlineData(true, "2001:db8::7", "2001:db8::7")]
    [InlineData(true, "nonsense", "127.0.0.1")]
    public async Task Should_take_the_client_s_address_from_a_proxy_that_it_knows_and_from_nobody_else(bool isKnown, string forwarded, string address)
    {
        await using ChatNode node = await ChatNode.StartAsync(web: web => isKnown ? web with { Proxies = [IPNetwork.Parse("127.0.0.0/8")] } : web);

        WebSocketClient client = await node.ConnectByWebAsync(options => options.SetRequestHeader("X-Forwarded-For", forwarded));
        await client.Wire.EnterAsync("alice");

        Assert.True(node.Connections.TryGet(new ConnectionId(1), out Connection? connection));
        Assert.Equal(IPAddress.Parse(address), connection.Remote.Address);
    }

    private static async Task<Socket> DialAsync(IPEndPoint node)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(node);
        return socket;
    }

    /// <summary>Asks for what there is not, and reads the answer.</summary>
    private static async Task AskAsync(Socket socket)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        await socket.SendAsync("GET / HTTP/1.1\r\nHost: a\r\n\r\n"u8.ToArray(), deadline.Token);
        Assert.NotEqual(0, await socket.ReceiveAsync(new byte[1024], deadline.Token));
    }

    /// <summary>Whether one more connection is served. One that is not may be cut before it stands.</summary>
    private static async Task<bool> IsServedAsync(IPEndPoint node)
    {
        try
        {
            using Socket socket = await DialAsync(node);
            await AskAsync(socket);
            return true;
        }
        catch (Exception e) when (e is SocketException or Xunit.Sdk.NotEqualException)
        {
            return false;
        }
    }

    /// <returns>True once the server has ended the connection.</returns>
    private static async Task<bool> ReadToEndAsync(Socket socket)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        byte[] buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, deadline.Token) > 0)
            {
            }
        }
        catch (SocketException)
        {
            // Cut with a reset.
        }

        return true;
    }
}
