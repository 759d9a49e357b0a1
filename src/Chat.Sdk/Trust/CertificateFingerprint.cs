using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Sdk.Trust;

/// <summary>What tells one certificate from all others: SHA-256 of its DER form, written <c>SHA256:AB:CD:…</c>.</summary>
public readonly record struct CertificateFingerprint
{
    private const string Prefix = "SHA256:";
    private readonly string _hex;

    private CertificateFingerprint(string hex) => _hex = hex;

    /// <summary>The fingerprint of a certificate.</summary>
    public static CertificateFingerprint Of(X509Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateFingerprint(Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())));
    }

    /// <summary>Reads a fingerprint as tools write it: with or without <c>SHA256:</c> and colons, in any case.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CertificateFingerprint? fingerprint)
    {
        string written = text?.Trim() ?? string.Empty;
        string digits = written.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? written[Prefix.Length..] : written;
        string hex = digits.Replace(":", string.Empty, StringComparison.Ordinal).ToUpperInvariant();
        bool isRight = hex.Length == SHA256.HashSizeInBytes * 2 && hex.All(char.IsAsciiHexDigitUpper);
        fingerprint = isRight ? new CertificateFingerprint(hex) : null;
        return isRight;
    }

    /// <summary>As people compare it: <c>SHA256:AB:CD:…</c>.</summary>
    public override string ToString() => Prefix + string.Join(':', (_hex ?? string.Empty).Chunk(2).Select(pair => new string(pair)));
}
