using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Sdk.Trust;

/// <summary>What tells one certificate from all others: SHA-256 of its DER form, written <c>SHA256:AB:CD:…</c>.</summary>
public readonly record struct CertificateFingerprint
{
    private const string Prefix = "SHA256:";
    private const int PairsInRow = 16;
    private const int PairsInGroup = 8;
    private readonly string _hex;

    private CertificateFingerprint(string hex) => _hex = hex;

    /// <summary>The fingerprint of a certificate.</summary>
    public static CertificateFingerprint Of(X509Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return new CertificateFingerprint(Convert.ToHexString(SHA256.HashData(certificate.GetRawCertData())));
    }

    /// <summary>The 64 digits alone, in capitals.</summary>
    public string Digits => _hex ?? string.Empty;

    /// <summary>In one piece, to be copied: <c>SHA256:ABCD…</c>, 71 columns.</summary>
    public string Compact => Prefix + Digits;

    /// <summary>In two rows of 47 columns, to be compared by eye: pairs of digits, in groups of eight.</summary>
    public IReadOnlyList<string> Rows =>
        [.. Pairs.Chunk(PairsInRow).Select(row => string.Join(' ', row.Chunk(PairsInGroup).Select(group => string.Join(':', group))))];

    private IEnumerable<string> Pairs => Digits.Chunk(2).Select(pair => new string(pair));

    /// <summary>Reads a fingerprint as tools write it: with or without <c>SHA256:</c>, colons and blanks, in any case.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CertificateFingerprint? fingerprint)
    {
        string written = text?.Trim() ?? string.Empty;
        string digits = written.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? written[Prefix.Length..] : written;
        string hex = string.Concat(digits.Where(c => c != ':' && !char.IsWhiteSpace(c))).ToUpperInvariant();
        bool isRight = hex.Length == SHA256.HashSizeInBytes * 2 && hex.All(char.IsAsciiHexDigitUpper);
        fingerprint = isRight ? new CertificateFingerprint(hex) : null;
        return isRight;
    }

    /// <summary>As people compare it: <c>SHA256:AB:CD:…</c>.</summary>
    public override string ToString() => Prefix + string.Join(':', Pairs);
}
