using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Web;

/// <summary>What a WebSocket has and TCP has not: messages in pieces, binary ones, subprotocols, close codes, pings.</summary>
public sealed class WebSocketSpecs(Bystanders bystanders) : IClassFixture<Bystanders>, IAsyncLifetime
{
    private readonly List<WebSocketClient> _clients = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _clients.ForEach(client => client.Wire.Dispose());
        await bystanders.AssertUndisturbedAsync();
    }

    [Fact]
    public async Task Should_take_a_message_in_pieces()
    {
        WebSocketClient guest = await EnterAsync();
        byte[] ping = Encoding.UTF8.GetBytes("""{"type":"ping","id":70,"x":"Grüße 👋"}""");

        foreach (byte b in ping[..^1])
        {
            await guest.SendAsync(new[] { b }, isLast: false);
        }

        await guest.SendAsync(default, isLast: false);
        await guest.SendAsync(ping.AsMemory(ping.Length - 1));

        Assert.Equal("ok", (await guest.Wire.ReplyAsync(70)).Type);
    }

    [Fact]
    public async Task Should_refuse_an_empty_message_and_go_on()
    {
        WebSocketClient guest = await EnterAsync();

        await guest.SendAsync(default);

        Assert.Equal("bad-frame", (await guest.Wire.NextAsync(f => f.Type == "error", "an error")).Code);
        await guest.Wire.OkAsync("ping");
    }

    [Fact]
    public async Task Should_take_the_largest_message_and_close_at_one_byte_more()
    {
        WebSocketClient guest = await EnterAsync();
        byte[] ping = Encoding.UTF8.GetBytes("""{"type":"ping","id":70}""".PadRight(65_536));

        await guest.SendAsync(ping);
        Assert.Equal("ok", (await guest.Wire.ReplyAsync(70)).Type);
        await guest.SendAsync((byte[])[.. ping, (byte)' ']);

        IReadOnlyList<WireFrame> frames = await guest.ReadToCloseAsync();
        Assert.Equal(("error", "too-large"), (frames[^1].Type, frames[^1].Code));
        Assert.Equal((WebSocketCloseStatus.MessageTooBig, "too-large"), (guest.Socket.CloseStatus, guest.Socket.CloseStatusDescription));
    }

    [Fact]
    public async Task Should_not_wait_for_the_end_of_a_message_that_is_too_large()
    {
        WebSocketClient guest = await EnterAsync();
        byte[] piece = new byte[10_000];

        for (int i = 0; i < 20; i++)
        {
            await guest.SendAsync(piece, isLast: false);
        }

        Assert.Equal("too-large", (await guest.ReadToCloseAsync())[^1].Code);
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, guest.Socket.CloseStatus);
    }

    [Fact]
    public async Task Should_answer_what_came_before_a_binary_message_and_close()
    {
        WebSocketClient guest = await EnterAsync();

        long id = await guest.Wire.PutAsync("history", ("room", "lobby"));
        await guest.SendAsync("""{"type":"ping","id":70}"""u8.ToArray(), WebSocketMessageType.Binary);

        IReadOnlyList<WireFrame> frames = await guest.ReadToCloseAsync();
        Assert.Equal([id], frames.Where(f => f.Re is not null).Select(f => f.Re!.Value));
        Assert.Equal(("error", "bad-frame"), (frames[^1].Type, frames[^1].Code));
        Assert.Equal((WebSocketCloseStatus.InvalidMessageType, "bad-frame"), (guest.Socket.CloseStatus, guest.Socket.CloseStatusDescription));
    }

    [Fact]
    public async Task Should_answer_all_to_a_client_that_has_closed_its_side()
    {
        WebSocketClient guest = await EnterAsync();

        long id = await guest.Wire.PutAsync("send", ("room", "lobby"), ("text", "and gone"), ("key", "k"));
        await guest.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Assert.Contains(await guest.Wire.ReadToEndAsync(), f => f.Type == "ok" && f.Re == id);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, guest.Socket.CloseStatus);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_say_bye_and_then_close_with_a_code_that_says_the_same(bool byWeb)
    {
        WebSocketClient guest = await EnterAsync();
        WebSocketClient quitter = await EnterAsync();
        WireClient newer = byWeb ? (await ConnectAsync()).Wire : await bystanders.ConnectAsync();

        await quitter.Wire.OkAsync("quit");
        await newer.HelloAsync(guest.Wire.Name, guest.Wire.Token);

        Assert.Equal("quit", (await quitter.ReadToCloseAsync())[^1].Code);
        Assert.Equal((WebSocketCloseStatus.NormalClosure, "quit"), (quitter.Socket.CloseStatus, quitter.Socket.CloseStatusDescription));
        Assert.Equal("replaced", (await guest.ReadToCloseAsync())[^1].Code);
        Assert.Equal((WebSocketCloseStatus.PolicyViolation, "replaced"), (guest.Socket.CloseStatus, guest.Socket.CloseStatusDescription));
        newer.Dispose();
    }

    [Fact]
    public async Task Should_agree_on_the_one_subprotocol_there_is()
    {
        WebSocketClient client = await ConnectAsync(options =>
        {
            options.AddSubProtocol("akkachat.v9");
            options.AddSubProtocol("akkachat.v1");
        });
        WebSocketClient plain = await ConnectAsync();

        Assert.Equal("akkachat.v1", client.Socket.SubProtocol);
        Assert.Null(plain.Socket.SubProtocol);
        await Assert.ThrowsAsync<WebSocketException>(() => ConnectAsync(options => options.AddSubProtocol("mqtt")));
        await client.Wire.EnterAsync(Bystanders.NewName());
    }

    [Fact]
    public async Task Should_not_compress_what_people_write()
    {
        const string Key = "dGhlIHNhbXBsZSBub25jZQ==";
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{bystanders.Node.Web}/ws"));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", Key);
        request.Headers.Add("Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits");

        using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.SwitchingProtocols, response.StatusCode);
        Assert.False(response.Headers.Contains("Sec-WebSocket-Extensions"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_forget_a_client_that_is_gone_without_a_close(bool inAMessage)
    {
        WebSocketClient guest = await EnterAsync();

        await guest.SendAsync("{"u8.ToArray(), isLast: !inAMessage);

        guest.Socket.Abort();
    }

    [Fact]
    public async Task Should_refuse_what_is_no_WebSocket_frame()
    {
        using Socket socket = await UpgradedAsync();

        await socket.SendAsync(new byte[] { 0xF3, 0x81, 1, 2, 3, 4, 5 });

        // A close frame with the code 1002, unmasked.
        byte[] close = new byte[4];
        await new NetworkStream(socket).ReadExactlyAsync(close);
        Assert.Equal([0x88, 0x02, 0x03, 0xEA], close);
    }

    [Fact]
    public async Task Should_answer_a_ping_with_its_own_bytes()
    {
        using Socket socket = await UpgradedAsync();

        await socket.SendAsync(new byte[] { 0x89, 0x82, 0, 0, 0, 0, (byte)'h', (byte)'i' });

        byte[] pong = new byte[4];
        await new NetworkStream(socket).ReadExactlyAsync(pong);
        Assert.Equal([0x8A, 0x02, (byte)'h', (byte)'i'], pong);
    }

    private async Task<Socket> UpgradedAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await UpgradeAsync(socket, bystanders.Node.Web);
        return socket;
    }

    /// <summary>Shakes hands by hand, and leaves what comes behind it unread.</summary>
    internal static async Task UpgradeAsync(Socket socket, IPEndPoint node)
    {
        using var deadline = new CancellationTokenSource(WireClient.Deadline);
        await socket.ConnectAsync(node, deadline.Token);
        await socket.SendAsync(
            Encoding.ASCII.GetBytes(
                $"GET /ws HTTP/1.1\r\nHost: {node}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"),
            deadline.Token);
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            Assert.Equal(1, await socket.ReceiveAsync(one, deadline.Token));
            head.Append((char)one[0]);
        }

        Assert.StartsWith("HTTP/1.1 101 ", head.ToString(), StringComparison.Ordinal);
    }

    private async Task<WebSocketClient> EnterAsync()
    {
        WebSocketClient guest = await ConnectAsync();
        await guest.Wire.EnterAsync(Bystanders.NewName());
        return guest;
    }

    private async Task<WebSocketClient> ConnectAsync(Action<ClientWebSocketOptions>? options = null)
    {
        WebSocketClient client = await bystanders.Node.ConnectByWebAsync(options);
        _clients.Add(client);
        return client;
    }
}
