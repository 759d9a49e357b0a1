namespace Chat.Sdk.Trust;

/// <summary>Why a server's certificate is refused.</summary>
public enum TrustRefusalReason
{
    /// <summary>Nothing vouches for it, and nobody was asked or the answer was no.</summary>
    NotTrusted,

    /// <summary>Another certificate is pinned for this server.</summary>
    Changed,

    /// <summary>It is not the one that <see cref="ChatTlsOptions.Fingerprint"/> demands.</summary>
    NotTheDemanded,

    /// <summary>Its authority has revoked it.</summary>
    Revoked,
}

/// <summary>A server's certificate that is refused.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Shown">What the server has shown.</param>
/// <param name="Expected">The certificate that was expected; null where none was.</param>
public sealed record TrustRefusal(TrustRefusalReason Reason, CertificateReport Shown, CertificateFingerprint? Expected = null)
{
    private const string Nothing = "Nothing was sent to it.";

    /// <summary>The refusal in English, in lines, for people. Nothing has been sent to the server when it is told.</summary>
    public string Explain() => Reason switch
    {
        TrustRefusalReason.Changed =>
            $"THE CERTIFICATE OF {Shown.Server} HAS CHANGED, and the server is refused. {Nothing}\n"
            + Rows("pinned", Expected)
            + Rows("shown", Shown.Fingerprint)
            + "Either somebody stands between you and the server and reads along, or the server has a new certificate. "
            + "Ask who runs it, by another way than this, for the fingerprint."
            + (Shown.IsVouchedFor ? " An authority vouches for the shown one, but the pin was set by hand and wants its own certificate." : string.Empty),
        TrustRefusalReason.NotTheDemanded =>
            $"{Shown.Server} does not have the certificate that was demanded, and is refused. {Nothing}\n{Rows("demanded", Expected)}{Rows("shown", Shown.Fingerprint)}".TrimEnd(),
        TrustRefusalReason.Revoked =>
            $"The certificate of {Shown.Server} was revoked by its authority, and the server is refused. {Nothing}\n{Rows("shown", Shown.Fingerprint)}".TrimEnd(),
        _ =>
            $"The certificate of {Shown.Server} is not trusted: {Shown.Explain()}. {Nothing}\n{Rows("shown", Shown.Fingerprint)}".TrimEnd(),
    };

    // One below the other, so that the eye can compare them.
    private static string Rows(string what, CertificateFingerprint? fingerprint) =>
        string.Concat((fingerprint?.Rows ?? []).Select((row, index) => $"  {(index == 0 ? what : string.Empty),-10}{row}\n"));
}
