using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>What people compare to know a certificate: the SHA-256 of it as it goes over the wire, in upper hex.</summary>
internal static class CertificateFingerprint
{
    private const int PairsInRow = 16;
    private const int PairsInGroup = 8;

    /// <summary>In one piece: <c>SHA256:</c> and the digits with colons between the bytes.</summary>
    public static string Of(X509Certificate2 certificate) => "SHA256:" + string.Join(':', Pairs(certificate));

    /// <summary>The 64 digits alone, which clients take as well: they fit on a line to be copied.</summary>
    public static string Digits(X509Certificate2 certificate) => Convert.ToHexString(SHA256.HashData(certificate.RawData));

    /// <summary>In two rows of 47 columns, to be compared by eye. The client shows it broken in the same way.</summary>
    public static IEnumerable<string> Rows(X509Certificate2 certificate) =>
        Pairs(certificate).Chunk(PairsInRow).Select(row => string.Join(' ', row.Chunk(PairsInGroup).Select(group => string.Join(':', group))));

    private static IEnumerable<string> Pairs(X509Certificate2 certificate) => Digits(certificate).Chunk(2).Select(two => new string(two));
}
