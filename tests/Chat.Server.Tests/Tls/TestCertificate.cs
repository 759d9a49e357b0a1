using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tests.Tls;

/// <summary>Certificates as an authority gives them out, in PEM.</summary>
/// <param name="Certificate">The certificate, then those that lead to its authority.</param>
/// <param name="Key">Its key.</param>
internal sealed record TestCertificate(string Certificate, string Key)
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UtcNow;

    public string Both => Certificate + Key;

    public static TestCertificate Rsa(string name, int bits = 2048)
    {
        using var key = RSA.Create(bits);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using X509Certificate2 certificate = request.CreateSelfSigned(Now.AddDays(-1), Now.AddDays(60));
        return new TestCertificate(certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Self-signed and good for so long from now on.</summary>
    public static TestCertificate Ecdsa(string name, TimeSpan? good = null, ECCurve? curve = null)
    {
        using var key = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        using X509Certificate2 certificate = request.CreateSelfSigned(Now.AddDays(-30), Now + (good ?? TimeSpan.FromDays(60)));
        return new TestCertificate(certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Signed by one that is signed by an authority nobody knows.</summary>
    public static TestCertificate Chained(string name, out X509Certificate2 root)
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        root = Authority("CN=Root", rootKey).CreateSelfSigned(Now.AddDays(-30), Now.AddDays(90));
        using var middleKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 middle = Authority("CN=Middle", middleKey).Create(root, Now.AddDays(-30), Now.AddDays(80), [1, 2, 3]);
        using X509Certificate2 middleWithKey = middle.CopyWithPrivateKey(middleKey);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.Create(middleWithKey, Now.AddDays(-30), Now.AddDays(60), [4, 5, 6]);
        return new TestCertificate($"{certificate.ExportCertificatePem()}\n{middle.ExportCertificatePem()}\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Puts it into files, the key for its owner alone.</summary>
    public void Write(string certificate, string key)
    {
        File.WriteAllText(certificate, Certificate);
        File.WriteAllText(key, Key);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    public X509Certificate2 ToCertificate()
    {
        using var certificate = X509Certificate2.CreateFromPem(Certificate, Key);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
    }

    private static CertificateRequest Authority(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request;
    }
}
