using System.Security.Cryptography.X509Certificates;

namespace Chat.Sdk.Trust;

/// <summary>By what a server reached over TLS is trusted. As it is: by the system's authorities and the host's name.</summary>
public sealed record ChatTlsOptions
{
    /// <summary>The one certificate that is trusted: neither authorities nor pins count then. Null for none.</summary>
    public CertificateFingerprint? Fingerprint { get; init; }

    /// <summary>Authorities that count in place of the system's; with them, nobody is asked about certificates. Null for the system's.</summary>
    public X509Certificate2Collection? Authorities { get; init; }

    /// <summary>Remembers and asks; null where what no authority vouches for is refused.</summary>
    public ICertificateTrust? Trust { get; init; }

    /// <summary>
    /// True to wait in <see cref="State.ConnectionState.Untrusted"/> where the certificate is refused on coming back, until
    /// <see cref="ChatClient.RetryNow"/>: for a client with somebody who can look at it. False to close then. A refusal at the first connection is the end in
    /// either case.
    /// </summary>
    public bool WaitsWhenRefused { get; init; }
}
