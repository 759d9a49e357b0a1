using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tests.EndToEnd.Support;

/// <summary>Encrypts, and takes any certificate: whom to trust is the client's matter and not the server's.</summary>
internal static class AnyCertificate
{
    /// <param name="protocols">What the client offers.</param>
    /// <param name="seen">Gets the certificate.</param>
    public static SslClientAuthenticationOptions Options(SslProtocols protocols = SslProtocols.None, Action<X509Certificate2>? seen = null) => new()
    {
        TargetHost = "localhost",
        EnabledSslProtocols = protocols,
        CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        RemoteCertificateValidationCallback = (_, certificate, _, _) =>
        {
            if (certificate is X509Certificate2 shown)
            {
                seen?.Invoke(shown);
            }

            return certificate is not null;
        },
    };
}
