using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Sdk.Tests.Support;

/// <summary>An authority that nobody knows, and certificates without one.</summary>
internal sealed class TestAuthority : IDisposable
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;
    private readonly X509Certificate2 _root;

    public TestAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = Request("CN=Test authority", key, isAuthority: true);
        _root = Keep(request.CreateSelfSigned(Now.AddDays(-1000), Now.AddDays(1000)));
    }

    /// <summary>For those who are to know it.</summary>
    public X509Certificate2Collection Roots => [X509CertificateLoader.LoadCertificate(_root.RawData)];

    /// <summary>A certificate that it vouches for.</summary>
    public X509Certificate2 Issue(string host = "localhost", int fromDays = -1, int toDays = 90)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 issued = Request($"CN={host}", key, host: host).Create(_root, Now.AddDays(fromDays), Now.AddDays(toDays), RandomNumberGenerator.GetBytes(16));
        return Keep(issued.CopyWithPrivateKey(key));
    }

    /// <summary>A certificate that vouches for itself only.</summary>
    public static X509Certificate2 SelfSigned(string host = "localhost")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Keep(Request($"CN={host}", key, host: host).CreateSelfSigned(Now.AddDays(-1), Now.AddDays(90)));
    }

    public void Dispose() => _root.Dispose();

    private static CertificateRequest Request(string subject, ECDsa key, bool isAuthority = false, string? host = null)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
        if (host is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(host);
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        }

        return request;
    }

    // Windows takes no key that exists in memory only.
    private static X509Certificate2 Keep(X509Certificate2 made)
    {
        using (made)
        {
            return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
