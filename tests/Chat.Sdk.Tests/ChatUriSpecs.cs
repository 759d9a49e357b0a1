using Xunit;

namespace Chat.Sdk.Tests;

public class ChatUriSpecs
{
    [Theory]
    [InlineData("chat://example.org:7000", "chat://example.org:7000/")]
    [InlineData("chat://example.org", "chat://example.org:12345/")]
    [InlineData("chats://example.org:7000", "chats://example.org:7000/")]
    [InlineData("chats://example.org", "chats://example.org:12346/")]
    [InlineData("example.org:7000", "chats://example.org:7000/")]
    [InlineData("example.org", "chats://example.org:12346/")]
    [InlineData(" localhost ", "chat://localhost:12345/")]
    [InlineData("127.0.0.1:7000", "chat://127.0.0.1:7000/")]
    [InlineData("192.0.2.1", "chats://192.0.2.1:12346/")]
    [InlineData("CHATS://localhost", "chats://localhost:12346/")]
    [InlineData("CHAT://127.0.0.1:1/", "chat://127.0.0.1:1/")]
    [InlineData("chat://[::1]:7000", "chat://[::1]:7000/")]
    public void Should_read_an_address(string text, string address)
    {
        Assert.True(ChatUri.TryParse(text, out Uri? server, out _));
        Assert.Equal(new Uri(address), server);
    }

    [Theory]
    [InlineData("chats://Chat.Example.ORG", "chat.example.org:12346")]
    [InlineData("chats://bücher.example:7", "xn--bcher-kva.example:7")]
    [InlineData("chats://[::1]", "[::1]:12346")]
    [InlineData("chat://127.0.0.1", "127.0.0.1:12345")]
    public void Should_have_one_form_for_a_server(string address, string form) => Assert.Equal(form, ChatUri.HostAndPort(new Uri(address)));

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
