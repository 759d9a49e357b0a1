using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Chat.Server.Tests.EndToEnd.Support;
using Xunit;

namespace Chat.Server.Tests.Tls;

/// <summary>What a scanner finds at the ports that speak TLS.</summary>
public sealed class TlsScanSpecs : IAsyncLifetime
{
    private static readonly TlsCipherSuite[] Modern =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_AES_128_GCM_SHA256, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
    ];

    private static readonly TlsCipherSuite[] Ecdsa =
    [
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    private static readonly TlsCipherSuite[] Rsa =
    [
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    private static readonly TlsCipherSuite[] All = Enum.GetValues<TlsCipherSuite>();

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("chat-tls-");
    private ChatNode _ecdsa = null!;
    private ChatNode _rsa = null!;

    public async Task InitializeAsync()
    {
        _ecdsa = await ChatNode.StartAsync(carrier: Carrier.Tls, own: "http.tls = on");
        string file = Path.Combine(_directory.FullName, "rsa.pem");
        await File.WriteAllTextAsync(file, TestCertificate.Rsa("localhost").Both);
        _rsa = await ChatNode.StartAsync(carrier: Carrier.Tls, own: $"http.tls = on, tls.certificate = \"{file.Replace('\\', '/')}\"");
    }

    public async Task DisposeAsync()
    {
        await _ecdsa.DisposeAsync();
        await _rsa.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Theory]
    [InlineData(TlsProbe.Ssl3)]
    [InlineData(TlsProbe.Tls10)]
    [InlineData(TlsProbe.Tls11)]
    public async Task Should_refuse_old_versions_with_whatever_suites(int version)
    {
        foreach (IPEndPoint port in Ports())
        {
            Assert.Null(await TlsProbe.OfferAsync(port, version, All));
        }
    }

    [Fact]
    public async Task Should_take_the_two_new_versions()
    {
        foreach (IPEndPoint port in Ports())
        {
            Assert.Contains(await TlsProbe.OfferAsync(port, TlsProbe.Tls13, All), Modern.Cast<TlsCipherSuite?>());
            Assert.Contains(await TlsProbe.OfferAsync(port, TlsProbe.Tls12, All), Ecdsa.Concat(Rsa).Cast<TlsCipherSuite?>());
        }
    }

    [SkippableOnWindows]
    public async Task Should_refuse_each_suite_offered_alone_that_does_not_authenticate_what_it_encrypts_or_has_no_fresh_key()
    {
        await ScanAsync(_ecdsa.Endpoint, Ecdsa);
        await ScanAsync(_rsa.Endpoint, Rsa);
    }

    /// <summary>What is scanned with must be able to find something.</summary>
    [SkippableOnWindows]
    public async Task Should_find_a_weak_suite_where_there_is_one()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using X509Certificate2 certificate = TestCertificate.Rsa("localhost").ToCertificate();
        Task serving = ServeLaxlyAsync(listener, certificate);

        TlsCipherSuite? chosen = await TlsProbe.OfferAsync((IPEndPoint)listener.LocalEndpoint, TlsProbe.Tls12, TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA);

        Assert.Equal(TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA, chosen);
        await serving;
    }

    private static async Task ScanAsync(IPEndPoint port, TlsCipherSuite[] good)
    {
        Assert.True(All.Length > 300, "the list of suites is short");
        var taken = new List<TlsCipherSuite>();
        foreach (TlsCipherSuite suite in All)
        {
            if (await TlsProbe.OfferAsync(port, TlsProbe.Tls12, suite) is { } chosen)
            {
                Assert.Equal(suite, chosen);
                taken.Add(suite);
            }
        }

        Assert.Equal(good.Order(), taken.Order());
    }

    private static async Task ServeLaxlyAsync(TcpListener listener, X509Certificate2 certificate)
    {
        using Socket socket = await listener.AcceptSocketAsync();
        await using var stream = new SslStream(new NetworkStream(socket));
#pragma warning disable CA1416 // Not run on Windows.
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificate = certificate,
            CipherSuitesPolicy = new CipherSuitesPolicy([TlsCipherSuite.TLS_RSA_WITH_AES_128_CBC_SHA]),
        };
#pragma warning restore CA1416
        await Assert.ThrowsAnyAsync<Exception>(() => stream.AuthenticateAsServerAsync(options));
    }

    private IEnumerable<IPEndPoint> Ports() => [_ecdsa.Endpoint, _ecdsa.Web, _rsa.Endpoint, _rsa.Web];

    private sealed class SkippableOnWindowsAttribute : FactAttribute
    {
        public SkippableOnWindowsAttribute() => Skip = OperatingSystem.IsWindows() ? "Windows chooses the suites itself." : null;
    }
}
