using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>What stands in the two files of a certificate.</summary>
/// <param name="Certificate">PEM: the certificate first, then those that lead to its authority.</param>
/// <param name="Key">PEM: its key.</param>
internal sealed record PemPair(string Certificate, string Key)
{
    /// <summary>Makes what can be shown to clients.</summary>
    /// <param name="files">Where it comes from, for error lines.</param>
    /// <exception cref="CertificateException">It is no PEM, or the two don't belong together.</exception>
    public ServedCertificate Parse(CertificateFiles files)
    {
        var chain = new X509Certificate2Collection();
        try
        {
            chain.ImportFromPem(Certificate);
        }
        catch (CryptographicException e)
        {
            throw new CertificateException($"{files.Certificate} holds no certificate that can be read: {e.Message}", e);
        }

        if (chain.Count == 0)
        {
            throw new CertificateException($"{files.Certificate} holds no certificate: there is no -----BEGIN CERTIFICATE----- in it");
        }

        X509Certificate2 leaf = WithKey(files);
        chain[0].Dispose();
        chain.RemoveAt(0);
        return new ServedCertificate(leaf, chain);
    }

    /// <summary>Without what it holds: a key belongs in no log.</summary>
    public override string ToString() => nameof(PemPair);

    private X509Certificate2 WithKey(CertificateFiles files)
    {
        // The second is how OpenSSL wrote it before PKCS #8.
        if (Key.Contains("-----BEGIN ENCRYPTED PRIVATE KEY-----", StringComparison.Ordinal) || Key.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw new CertificateException($"the key in {files.Key} is encrypted, and nobody is there to type its password: openssl pkey -in KEY -out FILE writes it without");
        }

        try
        {
            var leaf = X509Certificate2.CreateFromPem(Certificate, Key);
            if (!OperatingSystem.IsWindows())
            {
                return leaf;
            }

            // Windows takes no key for TLS that lives in memory only.
            using (leaf)
            {
                return X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), password: null);
            }
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new CertificateException($"the key in {files.Key} is not that of the certificate in {files.Certificate}, or is no RSA or ECDSA key in PEM", e);
        }
    }
}
