using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>What people compare to know a certificate.</summary>
internal static class CertificateFingerprint
{
    /// <summary><c>SHA256:</c> and the hash of the certificate as it goes over the wire, in upper hex with colons between the bytes.</summary>
    public static string Of(X509Certificate2 certificate) => "SHA256:" + Convert.ToHexString(SHA256.HashData(certificate.RawData))
        .Chunk(2).Aggregate("", (text, two) => text.Length == 0 ? new string(two) : $"{text}:{new string(two)}");
}
