using System.Globalization;

namespace Chat.Sdk.Trust;

/// <summary>What a server's certificate says, and what is wrong with it. Texts of the certificate are the other side's: clean them before they are shown.</summary>
/// <param name="Server">Host and port as asked for, as <see cref="ChatUri.HostAndPort"/> writes them.</param>
/// <param name="Fingerprint">Tells it from all others.</param>
/// <param name="Subject">Whose it says it is.</param>
/// <param name="Names">The hosts it says it is for.</param>
/// <param name="NotBefore">From when on it is valid, UTC.</param>
/// <param name="NotAfter">Until when, UTC.</param>
/// <param name="Faults">What is wrong with it; none where an authority vouches for it.</param>
public sealed record CertificateReport(
    string Server,
    CertificateFingerprint Fingerprint,
    string Subject,
    IReadOnlyList<string> Names,
    DateTimeOffset NotBefore,
    DateTimeOffset NotAfter,
    CertificateFaults Faults)
{
    private const int MostNames = 5;

    /// <summary>True where an authority vouches for it.</summary>
    public bool IsVouchedFor => Faults == CertificateFaults.None;

    /// <summary>What is wrong, in English, as the end of a sentence.</summary>
    public string Explain() => string.Join("; ", Reasons());

    private IEnumerable<string> Reasons()
    {
        if (Faults.HasFlag(CertificateFaults.SelfSigned))
        {
            yield return "it is self-signed: no authority vouches for it";
        }

        if (Faults.HasFlag(CertificateFaults.UnknownAuthority))
        {
            yield return "no authority that counts here vouches for it";
        }

        if (Faults.HasFlag(CertificateFaults.WrongName))
        {
            yield return Names.Count == 0 ? "it names no host" : $"it is for {string.Join(", ", Names.Take(MostNames))}{(Names.Count > MostNames ? " …" : "")}, not for this host";
        }

        if (Faults.HasFlag(CertificateFaults.Expired))
        {
            yield return Text($"it expired on {NotAfter:yyyy-MM-dd}");
        }

        if (Faults.HasFlag(CertificateFaults.NotYetValid))
        {
            yield return Text($"it is valid from {NotBefore:yyyy-MM-dd} on only; is this machine's clock right?");
        }

        if (Faults.HasFlag(CertificateFaults.Revoked))
        {
            yield return "its authority has revoked it";
        }

        if (Faults.HasFlag(CertificateFaults.Other))
        {
            yield return "it is not fit for a server";
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
