using System.Net.Security;
using Chat.Server.Tests.EndToEnd.Support;
using Chat.Server.Tls;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Chat.Server.Tests.Tls;

public sealed class HttpsSpecs
{
    [Fact]
    public async Task Should_answer_http_with_the_node_s_certificate_of_the_moment()
    {
        await using ChatNode node = await ChatNode.StartAsync(carrier: Carrier.Tls, own: "http.tls = on");
        var certificate = node.Services.GetRequiredService<NodeCertificate>();

        string first = await GetAsync(node);
        Assert.Equal(certificate.Current.Fingerprint, first);
        TestCertificate next = TestCertificate.Ecdsa("next");
        await File.WriteAllTextAsync(certificate.Files.Certificate, next.Certificate);
        await File.WriteAllTextAsync(certificate.Files.Key, next.Key);
        Assert.Null(certificate.Reload());
        string second = await GetAsync(node);

        Assert.NotEqual(first, second);
        Assert.Equal(certificate.Current.Fingerprint, second);
    }

    [Fact]
    public async Task Should_agree_on_the_protocol_it_speaks()
    {
        await using ChatNode node = await ChatNode.StartAsync(carrier: Carrier.Tls, own: "http.tls = on");
        SslClientAuthenticationOptions options = AnyCertificate.Options();
        options.ApplicationProtocols = [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11];

        using WireClient client = await WireClient.ConnectAsync(node.Web, tls: options);

        Assert.Equal(SslApplicationProtocol.Http11, client.Tls!.NegotiatedApplicationProtocol);
    }

    /// <returns>The fingerprint of the certificate behind which an answer came.</returns>
    private static async Task<string> GetAsync(ChatNode node)
    {
        string? seen = null;
        using var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, found, _, _) =>
            {
                seen = CertificateFingerprint.Of(found!);
                return true;
            },
        };
        using var http = new HttpClient(handler);
        using HttpResponseMessage response = await http.GetAsync(new Uri($"https://{node.Web}/"));
        return seen!;
    }
}
