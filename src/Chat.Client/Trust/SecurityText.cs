using System.Globalization;
using Chat.Client.Text;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>How a connection is protected, in words. Results are clean.</summary>
internal static class SecurityText
{
    /// <summary>In a word or two, for the status line.</summary>
    public static string Short(LinkSecurity security) => security.Basis switch
    {
        TrustBasis.None => "plain text",
        TrustBasis.Pin or TrustBasis.Fingerprint => "TLS pinned",
        TrustBasis.OwnAuthorities => "TLS own CA",
        _ => "TLS",
    };

    /// <summary>In a sentence.</summary>
    public static string Sentence(LinkSecurity security) => security.Basis switch
    {
        TrustBasis.None => "The connection is plain text: whoever carries it can read along",
        TrustBasis.Pin => $"The connection is encrypted ({security.Protocol}), and the server's certificate is one that you trust",
        TrustBasis.Fingerprint => $"The connection is encrypted ({security.Protocol}), and the server's certificate is the one that was demanded",
        TrustBasis.OwnAuthorities => $"The connection is encrypted ({security.Protocol}), and an authority that you named vouches for the server",
        _ => $"The connection is encrypted ({security.Protocol}), and an authority of this system vouches for the server",
    };

    /// <summary>The certificate, in lines.</summary>
    public static IReadOnlyList<string> Details(LinkSecurity security) => security.Certificate is not { } shown ? [] : [$"server       {shown.Server}", .. Details(shown)];

    /// <summary>What a certificate says of itself, in lines of less than 80 columns but for a long subject.</summary>
    public static IReadOnlyList<string> Details(CertificateReport shown) =>
    [
        .. Rows(shown.Fingerprint),
        $"subject      {CleanText.Line(shown.Subject)}",
        string.Create(CultureInfo.InvariantCulture, $"valid        {shown.NotBefore:yyyy-MM-dd} to {shown.NotAfter:yyyy-MM-dd}"),
    ];

    /// <summary>A fingerprint in lines: for the eye, and below in one piece to be copied.</summary>
    public static IReadOnlyList<string> Rows(CertificateFingerprint fingerprint) =>
    [
        .. fingerprint.Rows.Select((row, index) => $"{(index == 0 ? "fingerprint" : string.Empty),-13}{row}"),
        $"{"sha256",-13}{fingerprint.Digits}",
    ];

    /// <summary>Why a server is refused, for programs.</summary>
    public static string Word(TrustRefusalReason reason) => reason switch
    {
        TrustRefusalReason.Changed => "changed",
        TrustRefusalReason.NotTheDemanded => "not-the-demanded",
        TrustRefusalReason.Revoked => "revoked",
        _ => "not-trusted",
    };

    /// <summary>By what a server is trusted, for programs; null for plain text.</summary>
    public static string? Word(LinkSecurity security) => security.Basis switch
    {
        TrustBasis.None => null,
        TrustBasis.Pin => "pin",
        TrustBasis.Fingerprint => "fingerprint",
        TrustBasis.OwnAuthorities => "own-authorities",
        _ => "authorities",
    };
}
