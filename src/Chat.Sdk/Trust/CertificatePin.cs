namespace Chat.Sdk.Trust;

/// <summary>The certificate that somebody trusts a server by.</summary>
/// <param name="Fingerprint">Of the certificate.</param>
/// <param name="IsStrict">
/// True where a person has set it for its own sake: this certificate and no other. False where it stands in for an authority's word since the first visit, so
/// that such a word replaces it.
/// </param>
public sealed record CertificatePin(CertificateFingerprint Fingerprint, bool IsStrict)
{
    /// <summary>Another certificate that will do as well, such as one that a person took for once; null for none.</summary>
    public CertificateFingerprint? Besides { get; init; }
}
