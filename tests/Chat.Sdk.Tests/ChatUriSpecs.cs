using Xunit;

namespace Chat.Sdk.Tests;

public class ChatUriSpecs
{
    [Theory]
    [InlineData("chat://example.org:7000", "example.org", 7000)]
    [InlineData("chat://example.org", "example.org", 12345)]
    [InlineData("example.org:7000", "example.org", 7000)]
    [InlineData(" localhost ", "localhost", 12345)]
    [InlineData("CHAT://127.0.0.1:1/", "127.0.0.1", 1)]
    [InlineData("chat://[::1]:7000", "[::1]", 7000)]
    public void Should_read_an_address(string text, string host, int port)
    {
        Assert.True(ChatUri.TryParse(text, out Uri? server, out _));
        Assert.Equal((host, port), (server.Host, server.Port));
    }

    [Theory]
    [InlineData(null, "missing")]
    [InlineData("  ", "missing")]
    [InlineData("chat://", "chat://HOST:PORT")]
    [InlineData("http://example.org", "scheme 'http'")]
    [InlineData("chat://example.org:0", "1 to 65535")]
    [InlineData("chat://example.org:99999", "1 to 65535")]
    [InlineData("chat://example.org:port", "1 to 65535")]
    [InlineData("chat://bob@example.org", "no user")]
    [InlineData("chat://example.org/room", "nothing after the port")]
    public void Should_say_what_is_wrong_with_an_address(string? text, string told)
    {
        Assert.False(ChatUri.TryParse(text, out _, out string? problem));
        Assert.Contains(told, problem, StringComparison.Ordinal);
    }
}
