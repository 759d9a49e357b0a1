using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Tls;

/// <summary>Connections that come to no conversation, and how they end.</summary>
public sealed class TlsEdgeSpecs
{
    private const byte Alert = 21;
    private static readonly byte[] HelloHead = [22, 3, 1, 2, 0, 1];

    [Fact]
    public async Task Should_tell_in_plain_text_one_who_does_not_encrypt()
    {
        await using ChatNode node = await StartAsync();
        using WireClient plain = await WireClient.ConnectAsync(node.Endpoint);
        await plain.PutAsync("hello", ("user", "alice"));

        WireFrame bye = Assert.Single(await plain.ReadToEndAsync());

        Assert.Equal(("bye", "bad-frame"), (bye.Type, bye.Code));
        Assert.Contains("chats://", bye.Text("message"), StringComparison.Ordinal);
        Assert.False(plain.WasReset);
        await EmptyAsync(node);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(6)]
    public async Task Should_end_a_handshake_that_does_not_come_to_an_end(int bytes)
    {
        await using ChatNode node = await StartAsync(TimeSpan.FromSeconds(1));
        using WireClient slow = await WireClient.ConnectAsync(node.Endpoint);
        await slow.WriteAsync(HelloHead.AsMemory(0, bytes));

        Assert.Empty(await slow.ReadToEndAsync());
        await EmptyAsync(node);
    }

    [Fact]
    public async Task Should_end_a_handshake_that_is_trickled()
    {
        await using ChatNode node = await StartAsync(TimeSpan.FromSeconds(1));
        using WireClient slow = await WireClient.ConnectAsync(node.Endpoint);
        Task<IReadOnlyList<WireFrame>> end = slow.ReadToEndAsync();
        foreach (byte one in HelloHead.Concat(Enumerable.Repeat((byte)0, 200)).TakeWhile(_ => !end.IsCompleted))
        {
            try
            {
                await slow.WriteAsync(new[] { one });
            }
            catch (IOException)
            {
                break;
            }

            await Task.WhenAny(end, Task.Delay(20));
        }

        await end;
        await EmptyAsync(node);
    }

    [Fact]
    public async Task Should_not_wait_for_handshakes_when_it_stops()
    {
        await using ChatNode node = await StartAsync(TimeSpan.FromMinutes(10));
        using WireClient silent = await WireClient.ConnectAsync(node.Endpoint);
        await silent.WriteAsync(HelloHead);
        await Wait.UntilAsync(() => node.Connections.Count == 1);

        await node.StopAsync().WaitAsync(WireClient.Deadline);

        Assert.Empty(await silent.ReadToEndAsync());
    }

    [Fact]
    public async Task Should_count_one_in_its_handshake_and_tell_another_that_it_is_full()
    {
        await using ChatNode node = await ChatNode.StartAsync(options => options with { MaxConnections = 1 }, carrier: Carrier.Tls);
        using WireClient silent = await WireClient.ConnectAsync(node.Endpoint);
        await silent.WriteAsync(HelloHead);
        await Wait.UntilAsync(() => node.Connections.Count == 1);

        using WireClient late = await WireClient.ConnectAsync(node.Endpoint, tls: AnyCertificate.Options());

        WireFrame bye = Assert.Single(await late.ReadToEndAsync());
        Assert.Equal(("bye", "overloaded"), (bye.Type, bye.Code));
        silent.Reset();
        await EmptyAsync(node);
        await node.EnterAsync("alice");
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task Should_talk_in_both_versions(SslProtocols version)
    {
        await using ChatNode node = await StartAsync();
        using WireClient alice = await WireClient.ConnectAsync(node.Endpoint, tls: AnyCertificate.Options(version));
        await alice.EnterAsync("alice");

        await alice.SayAsync("lobby", new string('x', 16_000));

        Assert.Equal(16_000, (await alice.EventAsync("message")).Text("text")!.Length);
        Assert.Equal(version, alice.Tls!.SslProtocol);
    }

    [Fact]
    public async Task Should_say_that_the_end_is_the_end_and_no_cut()
    {
        await using ChatNode node = await StartAsync();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(node.Endpoint);
        var records = new RecordLog(new NetworkStream(socket));
        await using var stream = new SslStream(records);
        await stream.AuthenticateAsClientAsync(AnyCertificate.Options(SslProtocols.Tls12));
        await stream.WriteAsync(WireFrame.Prefix(0));
        using var content = new MemoryStream();

        await stream.CopyToAsync(content);

        Assert.Contains("bad-frame", System.Text.Encoding.UTF8.GetString(content.ToArray()), StringComparison.Ordinal);
        Assert.Equal(Alert, records.Types()[^1]);
    }

    private static Task<ChatNode> StartAsync(TimeSpan? handshake = null) =>
        ChatNode.StartAsync(options => options with { HandshakeTimeout = handshake ?? options.HandshakeTimeout }, carrier: Carrier.Tls);

    private static Task EmptyAsync(ChatNode node) => Wait.UntilAsync(() => node.Connections.Count == 0);
}
