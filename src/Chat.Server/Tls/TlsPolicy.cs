using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>
/// How connections are encrypted: TLS 1.3, or 1.2 with suites that authenticate what they encrypt and keep the past secret when the key is lost one
/// day. No renegotiation, and compression there is none.
/// </summary>
internal sealed class TlsPolicy(SslStreamCertificateContext certificate)
{
    private static readonly TlsCipherSuite[] Suites =
    [
        TlsCipherSuite.TLS_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
    ];

    // TLS 1.3 has no weak suites. Without a list of suites OpenSSL's context is shared by all connections, and sessions can be resumed; with
    // one, each connection has a context of its own.
    private readonly Choice _chat = new(Modern(certificate), Strict(certificate));
    private readonly Choice _http = new(Modern(certificate, SslApplicationProtocol.Http11), Strict(certificate, SslApplicationProtocol.Http11));

    /// <summary>The options for one chat client, by what it offers.</summary>
    public SslServerAuthenticationOptions ForChat(SslClientHelloInfo hello) => _chat.For(hello);

    /// <summary>The options for one HTTP client, by what it offers.</summary>
    public SslServerAuthenticationOptions ForHttp(SslClientHelloInfo hello) => _http.For(hello);

    /// <summary>The options for one's own try.</summary>
    public SslServerAuthenticationOptions ForTrial => _chat.Strict;

    private static SslServerAuthenticationOptions Modern(SslStreamCertificateContext certificate, params SslApplicationProtocol[] applications) =>
        Create(certificate, applications, SslProtocols.Tls13, suites: null);

    private static SslServerAuthenticationOptions Strict(SslStreamCertificateContext certificate, params SslApplicationProtocol[] applications) =>
        Create(certificate, applications, SslProtocols.Tls13 | SslProtocols.Tls12, SupportedSuites());

    private static SslServerAuthenticationOptions Create(
        SslStreamCertificateContext certificate, SslApplicationProtocol[] applications, SslProtocols protocols, CipherSuitesPolicy? suites) => new()
        {
            ApplicationProtocols = applications.Length > 0 ? [.. applications] : null,
            ServerCertificateContext = certificate,
            EnabledSslProtocols = protocols,
            CipherSuitesPolicy = suites,
            AllowRenegotiation = false,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };

    /// <summary>Windows lets its administrator choose the suites, not a program: its own list has no weak ones for TLS 1.2 since Windows Server 2022.</summary>
    private static CipherSuitesPolicy? SupportedSuites() => OperatingSystem.IsLinux() || OperatingSystem.IsMacOS() ? Policy() : null;

    [SupportedOSPlatform("linux")]
    [SupportedOSPlatform("macos")]
    private static CipherSuitesPolicy Policy() => new(Suites);

    private sealed record Choice(SslServerAuthenticationOptions Modern, SslServerAuthenticationOptions Strict)
    {
        public SslServerAuthenticationOptions For(SslClientHelloInfo hello) => (hello.SslProtocols & SslProtocols.Tls13) != 0 ? Modern : Strict;
    }
}
