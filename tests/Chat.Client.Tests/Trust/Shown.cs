using System.Security.Cryptography;
using System.Text;
using Chat.Sdk.Trust;

namespace Chat.Client.Tests.Trust;

/// <summary>Certificates as a server might show them.</summary>
internal static class Shown
{
    public const string Server = "chat.example.org:12346";

    public static CertificateFingerprint Fingerprint(string of = "a") =>
        CertificateFingerprint.TryParse(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(of))), out CertificateFingerprint? fingerprint)
            ? fingerprint.Value
            : throw new InvalidOperationException("That is a fingerprint.");

    public static CertificateReport Report(string of = "a", CertificateFaults faults = CertificateFaults.SelfSigned) => new(
        Server,
        Fingerprint(of),
        "CN=chat\u001b[31m.example.org",
        ["chat.example.org"],
        new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2036, 11, 1, 0, 0, 0, TimeSpan.Zero),
        faults);
}
