namespace Chat.Sdk.Trust;

/// <summary>What is known of a server before it shows its certificate.</summary>
/// <param name="Demanded">The only certificate that will do; null for none.</param>
/// <param name="Pin">The pin; null for none.</param>
/// <param name="HasOwnAuthorities">Whether authorities were named, in place of the system's.</param>
/// <param name="CanAsk">Whether there is somebody to ask.</param>
internal sealed record TrustPolicy(CertificateFingerprint? Demanded, CertificatePin? Pin, bool HasOwnAuthorities, bool CanAsk);

/// <summary>What is done about a certificate.</summary>
internal abstract record TrustDecision
{
    /// <summary>It is trusted, by this.</summary>
    public sealed record Accept(TrustBasis Basis) : TrustDecision;

    /// <summary>It is for a person to say.</summary>
    public sealed record Ask : TrustDecision;

    /// <summary>It is refused.</summary>
    public sealed record Refuse(TrustRefusal Refusal) : TrustDecision;
}

/// <summary>
/// Whether a certificate is trusted: what was demanded counts alone, then a pin, then the authorities, then the person. An authority's word replaces a pin of a
/// first visit, which only stood in for it (as with ssh's host authorities); a pin that somebody has set for its own sake gives way to nothing.
/// </summary>
internal static class TrustRules
{
    /// <summary>Decides.</summary>
    public static TrustDecision Decide(CertificateReport shown, TrustPolicy policy)
    {
        if (policy.Demanded is { } demanded)
        {
            return shown.Fingerprint == demanded
                ? new TrustDecision.Accept(TrustBasis.Fingerprint)
                : Refuse(TrustRefusalReason.NotTheDemanded, shown, demanded);
        }

        if (shown.Faults.HasFlag(CertificateFaults.Revoked))
        {
            return Refuse(TrustRefusalReason.Revoked, shown);
        }

        TrustDecision vouched = new TrustDecision.Accept(policy.HasOwnAuthorities ? TrustBasis.OwnAuthorities : TrustBasis.Authorities);
        return policy.Pin switch
        {
            { } pin when pin.Fingerprint == shown.Fingerprint || pin.Besides == shown.Fingerprint => shown.IsVouchedFor && !pin.IsStrict ? vouched : new TrustDecision.Accept(TrustBasis.Pin),
            { IsStrict: false } when shown.IsVouchedFor => vouched,
            { } pin => Refuse(TrustRefusalReason.Changed, shown, pin.Fingerprint),
            null when shown.IsVouchedFor => vouched,
            null when policy.CanAsk && !policy.HasOwnAuthorities => new TrustDecision.Ask(),
            null => Refuse(TrustRefusalReason.NotTrusted, shown),
        };
    }

    private static TrustDecision.Refuse Refuse(TrustRefusalReason reason, CertificateReport shown, CertificateFingerprint? expected = null) =>
        new(new TrustRefusal(reason, shown, expected));
}
