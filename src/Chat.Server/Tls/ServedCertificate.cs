using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>A certificate as new connections get it.</summary>
internal sealed class ServedCertificate
{
    /// <summary>With what leads to its authority. The certificate and its key are this one's from here on.</summary>
    public ServedCertificate(X509Certificate2 leaf, X509Certificate2Collection issuers)
    {
        Leaf = leaf;
        Issuers = issuers;
        Fingerprint = CertificateFingerprint.Of(leaf);
        Handshake = new TlsPolicy(SslStreamCertificateContext.Create(leaf, issuers, offline: true));
    }

    /// <summary>The certificate, with its key.</summary>
    public X509Certificate2 Leaf { get; }

    /// <summary>Those that lead to its authority.</summary>
    public X509Certificate2Collection Issuers { get; }

    /// <summary>What users compare: <c>SHA256:AB:CD:…</c>.</summary>
    public string Fingerprint { get; }

    /// <summary>How connections are encrypted with it.</summary>
    public TlsPolicy Handshake { get; }

    /// <summary>From when on it is good.</summary>
    public DateTimeOffset NotBefore => Leaf.NotBefore.ToUniversalTime();

    /// <summary>Until when it is good.</summary>
    public DateTimeOffset NotAfter => Leaf.NotAfter.ToUniversalTime();

    /// <summary>True where no authority has signed it.</summary>
    public bool IsSelfSigned => Leaf.SubjectName.RawData.AsSpan().SequenceEqual(Leaf.IssuerName.RawData);

    /// <summary>Who has signed it, for people.</summary>
    public string Issuer => Leaf.GetNameInfo(X509NameType.SimpleName, forIssuer: true);

    /// <summary>The host names and addresses it is for.</summary>
    public IReadOnlyList<string> Names()
    {
        X509SubjectAlternativeNameExtension? names = Leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return names is null
            ? [Leaf.GetNameInfo(X509NameType.DnsName, forIssuer: false)]
            : [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())];
    }
}
