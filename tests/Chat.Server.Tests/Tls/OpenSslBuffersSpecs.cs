using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Chat.Server.Tests.EndToEnd.Support;
using Chat.Server.Tls;
using Xunit;

namespace Chat.Server.Tests.Tls;

public sealed class OpenSslBuffersSpecs
{
    /// <summary>Fails with a .NET in which the way to OpenSSL is another: then idle connections cost twice the memory, and nothing else tells.</summary>
    [Fact]
    public async Task Should_reach_openssl_behind_a_stream_of_this_runtime()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using X509Certificate2 certificate = TestCertificate.Ecdsa("localhost").ToCertificate();
        Task<WireClient> connecting = WireClient.ConnectAsync((IPEndPoint)listener.LocalEndpoint, tls: AnyCertificate.Options());
        using Socket socket = await listener.AcceptSocketAsync();
        await using var stream = new SslStream(new NetworkStream(socket));
        Assert.False(OpenSslBuffers.TryRelease(stream));
        await stream.AuthenticateAsServerAsync(certificate);
        using WireClient client = await connecting;

        Assert.Equal(OperatingSystem.IsLinux(), OpenSslBuffers.TryRelease(stream));

        await client.WriteAsync(new byte[] { 1, 2, 3 });
        Assert.Equal(3, await stream.ReadAtLeastAsync(new byte[8], 3));
    }
}
