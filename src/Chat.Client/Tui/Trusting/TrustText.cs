using System.Globalization;
using Chat.Client.Text;
using Chat.Client.Trust;
using Chat.Client.Tui.Painting;
using Chat.Sdk.Trust;

namespace Chat.Client.Tui.Trusting;

/// <summary>A refused certificate as it is looked at.</summary>
/// <param name="Refusal">The refusal.</param>
/// <param name="Pinned">What is pinned on disk; null for nothing.</param>
/// <param name="Before">The certificate that the server had a while ago, in this run; null where none was seen.</param>
/// <param name="MayAccept">Whether it is a person's to accept.</param>
internal sealed record TrustQuestion(TrustRefusal Refusal, KnownServer? Pinned, CertificateFingerprint? Before, bool MayAccept)
{
    /// <summary>True where another certificate is known: then accepting takes more than a choice.</summary>
    public bool IsAnother => Refusal.Expected is not null || (Before is { } before && before != Refusal.Shown.Fingerprint);
}

/// <summary>What is told of a refused certificate on the screen: who the server is, and fingerprints one below the other. Results are clean.</summary>
internal static class TrustText
{
    /// <summary>Columns before what is told: with a fingerprint's 47 and the edge that is less than 60.</summary>
    public const int Label = 9;

    private const int MostNames = 5;

    /// <summary>What it is about, in a few words.</summary>
    public static string Title(TrustQuestion question) => question.Refusal.Reason switch
    {
        TrustRefusalReason.Changed => "THE CERTIFICATE HAS CHANGED",
        TrustRefusalReason.NotTheDemanded => "NOT THE DEMANDED CERTIFICATE",
        TrustRefusalReason.Revoked => "THE CERTIFICATE WAS REVOKED",
        _ when question.IsAnother => "THE SERVER HAS ANOTHER CERTIFICATE",
        _ => "Do you trust this server?",
    };

    /// <summary>The lines: with a label before it, or a sentence of its own.</summary>
    public static IEnumerable<(string Label, string Text, Look Look)> Lines(TrustQuestion question)
    {
        TrustRefusal refusal = question.Refusal;
        CertificateReport shown = refusal.Shown;
        yield return ("server", CleanText.Line(shown.Server), new Look(Ink.Normal, Marks.Bold));
        if (refusal.Expected is { } expected)
        {
            foreach (var line in Rows(refusal.Reason != TrustRefusalReason.Changed ? "demanded" : question.Pinned is null ? "trusted" : "pinned", expected))
            {
                yield return line;
            }

            if (question.Pinned is { } pinned)
            {
                yield return (" ", CleanText.Line($"{(pinned.IsStrict ? "by hand" : "at a first visit")}{(pinned.Since.Length > 0 ? $", {pinned.Since}" : string.Empty)}"), new Look(Ink.Dim));
            }
        }
        else if (question is { IsAnother: true, Before: { } before })
        {
            foreach (var line in Rows("before", before))
            {
                yield return line;
            }
        }

        foreach (var line in Rows("shown", shown.Fingerprint))
        {
            yield return line;
        }

        yield return ("subject", CleanText.Line(shown.Subject), new Look(Ink.Normal));
        if (shown.Names.Count > 0)
        {
            yield return ("for", CleanText.Line($"{string.Join(", ", shown.Names.Take(MostNames))}{(shown.Names.Count > MostNames ? " …" : string.Empty)}"), new Look(Ink.Normal));
        }

        yield return ("valid", string.Create(CultureInfo.InvariantCulture, $"{shown.NotBefore:yyyy-MM-dd} to {shown.NotAfter:yyyy-MM-dd}"), new Look(Ink.Normal));
        yield return ("", shown.IsVouchedFor ? "An authority vouches for it." : CleanText.Line($"{Capital(shown.Explain())}."), new Look(Ink.Normal));
        yield return ("", Meaning(question), new Look(question.IsAnother || !question.MayAccept ? Ink.Error : Ink.Normal));
    }

    private static IEnumerable<(string Label, string Text, Look Look)> Rows(string label, CertificateFingerprint fingerprint) =>
        fingerprint.Rows.Select((row, index) => (index == 0 ? label : " ", row, new Look(Ink.Normal, Marks.Bold)));

    private static string Meaning(TrustQuestion question) => question switch
    {
        { Refusal.Reason: TrustRefusalReason.Revoked } => "It is refused. Nothing was sent to it.",
        { Refusal.Reason: TrustRefusalReason.NotTheDemanded } => "It is refused, and nothing was sent to it. The demanded one stands behind --fingerprint, or in the profile.",
        { MayAccept: false } => "It is refused, and nothing was sent to it: only the authorities that were named count.",
        { IsAnother: true } => "Refused: nothing was sent. Either somebody reads along in between, or the server has a new certificate. Ask who runs it, by another way, for the fingerprint.",
        _ => "Nothing was sent to it yet. Compare the fingerprint with the one that the server prints when it starts; who runs it can tell you. If they differ, somebody reads along.",
    };

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
