using System.Net.WebSockets;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.EndToEnd.Web;

/// <summary>The same requests that make no sense by WebSocket: each gets the same error, and the connection lives on.</summary>
public sealed class WebBadInputSpecs(Bystanders bystanders) : BadInputSpecs(bystanders)
{
    private readonly Bystanders _bystanders = bystanders;

    [Fact]
    public override async Task Should_refuse_bytes_that_are_not_UTF8_and_go_on()
    {
        // Here the carrier itself asks for UTF-8: RFC 6455, 8.1.
        WebSocketClient guest = await _bystanders.Node.ConnectByWebAsync();
        await guest.Wire.EnterAsync(Bystanders.NewName());

        await guest.SendAsync(new byte[] { 0xFF, 0xFE, 0x00 });

        await guest.ReadToCloseAsync();
        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, guest.Socket.CloseStatus);
    }

    private protected override async Task<WireClient> OpenAsync(Bystanders node) => (await node.Node.ConnectByWebAsync()).Wire;
}
