using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Sdk.Trust;

/// <summary>Looks at the certificate that a server shows in one handshake, and decides.</summary>
/// <param name="server">Host and port as asked for.</param>
/// <param name="policy">What is known of it.</param>
internal sealed class CertificateCheck(string server, TrustPolicy policy)
{
    private const X509ChainStatusFlags UnknownRevocation = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;
    private const X509ChainStatusFlags Explained =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.Revoked | X509ChainStatusFlags.NotTimeValid | UnknownRevocation;

    /// <summary>What was shown; null where nothing was yet.</summary>
    public CertificateReport? Shown { get; private set; }

    /// <summary>What is done about it; null where nothing was shown.</summary>
    public TrustDecision? Decision { get; private set; }

    /// <summary>
    /// How chains are built: nothing is fetched from the network on the way, so that a connection never waits for an authority. What this machine knows to be
    /// revoked is found all the same.
    /// </summary>
    public static X509ChainPolicy ChainPolicy(X509Certificate2Collection? authorities)
    {
        var policy = new X509ChainPolicy
        {
            RevocationMode = X509RevocationMode.Offline,
            RevocationFlag = X509RevocationFlag.ExcludeRoot,
            VerificationFlags = X509VerificationFlags.IgnoreEndRevocationUnknown | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown,
            DisableCertificateDownloads = true,
        };
        if (authorities is not null)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(authorities);
        }

        return policy;
    }

    /// <summary>The handshake asks whether to go on.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown)
        {
            return false;
        }

        Shown = new CertificateReport(
            server,
            CertificateFingerprint.Of(shown),
            shown.Subject,
            Names(shown),
            shown.NotBefore.ToUniversalTime(),
            shown.NotAfter.ToUniversalTime(),
            Faults(shown, chain, errors));
        Decision = TrustRules.Decide(Shown, policy);
        return Decision is TrustDecision.Accept;
    }

    private static IReadOnlyList<string> Names(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault() is { } names
            ? [.. names.EnumerateDnsNames(), .. names.EnumerateIPAddresses().Select(address => address.ToString())]
            : [];

    private static CertificateFaults Faults(X509Certificate2 certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        CertificateFaults faults = errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? CertificateFaults.WrongName : CertificateFaults.None;
        if (!errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors))
        {
            return faults;
        }

        X509ChainStatusFlags status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status) & ~UnknownRevocation;
        CertificateFaults untrusted = chain?.ChainElements.Count <= 1 ? CertificateFaults.SelfSigned : CertificateFaults.UnknownAuthority;
        CertificateFaults found = If(X509ChainStatusFlags.UntrustedRoot, untrusted)
            | If(X509ChainStatusFlags.PartialChain, CertificateFaults.UnknownAuthority)
            | If(X509ChainStatusFlags.Revoked, CertificateFaults.Revoked)
            | If(X509ChainStatusFlags.NotTimeValid, Time(certificate))
            | If(~Explained, CertificateFaults.Other);

        // Something is wrong with it, so none of the words that are known here means Other, not nothing.
        return faults | (found == CertificateFaults.None ? CertificateFaults.Other : found);

        CertificateFaults If(X509ChainStatusFlags any, CertificateFaults fault) => (status & any) != 0 ? fault : CertificateFaults.None;
    }

    private static CertificateFaults Time(X509Certificate2 certificate) =>
        certificate.NotAfter < DateTime.Now ? CertificateFaults.Expired
        : certificate.NotBefore > DateTime.Now ? CertificateFaults.NotYetValid
        : CertificateFaults.Other;
}
