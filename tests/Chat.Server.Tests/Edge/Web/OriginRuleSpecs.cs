using System.Net;
using System.Net.WebSockets;
using Chat.Server.Edge.Web;
using Chat.Server.Settings;
using Chat.Server.Tests.EndToEnd.Support;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Chat.Server.Tests.Edge.Web;

public sealed class OriginRuleSpecs
{
    private static readonly WebSettings SameHost = new([], false, [], TimeSpan.FromSeconds(30));

    [Theory]
    [InlineData(null, "chat.example", true)]
    [InlineData("https://chat.example", "chat.example", true)]
    [InlineData("https://CHAT.example", "chat.EXAMPLE", true)]
    [InlineData("https://chat.example", "chat.example:443", true)]
    [InlineData("http://chat.example", "chat.example", true)]
    [InlineData("http://chat.example:12380", "chat.example:12380", true)]
    [InlineData("http://192.0.2.7:12380", "192.0.2.7:12380", true)]
    [InlineData("http://[2001:db8::7]:12380", "[2001:db8::7]:12380", true)]
    [InlineData("https://chat.example", "chat.example:8443", false)]
    [InlineData("https://chat.example:8443", "chat.example", false)]
    [InlineData("https://evil.example", "chat.example", false)]
    [InlineData("https://chat.example.evil.example", "chat.example", false)]
    [InlineData("https://evil.example/chat.example", "chat.example", false)]
    [InlineData("https://chat.example@evil.example", "chat.example", false)]
    [InlineData("file://", "chat.example", false)]
    [InlineData("null", "chat.example", false)]
    [InlineData("", "chat.example", false)]
    [InlineData("chat.example", "chat.example", false)]
    [InlineData("https://chat.example", "", false)]
    public void Should_let_in_the_pages_of_this_host_and_who_is_no_browser(string? origin, string host, bool allowed) =>
        Assert.Equal(allowed, Allows(SameHost, origin, host, "203.0.113.1"));

    [Theory]
    [InlineData("http://localhost:12380", "localhost:12380", true)]
    [InlineData("http://127.0.0.1:12380", "127.0.0.1:12380", true)]
    [InlineData("http://[::1]:12380", "[::1]:12380", true)]
    [InlineData("http://evil.example:12380", "evil.example:12380", false)]
    public void Should_not_take_a_name_that_somebody_has_pointed_to_this_machine_for_ours(string origin, string host, bool allowed)
    {
        Assert.Equal(allowed, Allows(SameHost, origin, host, "127.0.0.1"));
        Assert.True(Allows(SameHost with { Proxies = [IPNetwork.Parse("127.0.0.1/32")] }, origin, host, "127.0.0.1"));
    }

    [Theory]
    [InlineData("https://app.example", true)]
    [InlineData("https://app.example:443", true)]
    [InlineData("https://other.example:8443", true)]
    [InlineData("http://app.example", false)]
    [InlineData("https://chat.example", false)]
    public void Should_let_in_the_listed_pages_and_no_others(string origin, bool allowed) =>
        Assert.Equal(allowed, Allows(SameHost with { Origins = ["https://app.example", "https://other.example:8443"] }, origin, "chat.example", "203.0.113.1"));

    [Fact]
    public void Should_let_in_every_page_where_the_operator_says_so() =>
        Assert.True(Allows(SameHost with { AnyOrigin = true }, "null", "chat.example", "203.0.113.1"));

    [Fact]
    public async Task Should_refuse_the_handshake_with_one_clear_line()
    {
        await using ChatNode node = await ChatNode.StartAsync();
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => node.ConnectByWebAsync(options => options.SetRequestHeader("Origin", "https://evil.example")));
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"http://{node.Web}/ws"));
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Add("Upgrade", "websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        request.Headers.Add("Origin", "https://evil.example");

        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("Pages of this origin may not connect here; the server's operator can allow them in http.origins.\n", await response.Content.ReadAsStringAsync());
        await (await node.ConnectByWebAsync(options => options.SetRequestHeader("Origin", $"http://{node.Web}"))).Wire.EnterAsync("alice");
    }

    private static bool Allows(WebSettings settings, string? origin, string host, string local)
    {
        var http = new DefaultHttpContext();
        http.Request.Host = new HostString(host);
        http.Connection.LocalIpAddress = IPAddress.Parse(local);
        http.Features.Set<IConnectionEndPointFeature>(new Peer());
        if (origin is not null)
        {
            http.Request.Headers.Origin = origin;
        }

        return new OriginRule(settings).Allows(http.Request);
    }

    private sealed class Peer : IConnectionEndPointFeature
    {
        public EndPoint? LocalEndPoint { get; set; }

        public EndPoint? RemoteEndPoint { get; set; } = new IPEndPoint(IPAddress.Loopback, 5);
    }
}
