using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Server.Tls;

namespace Chat.Server.Commands;

/// <summary>What <c>check</c> finds out about the certificate that a node would show. Nothing is written for it.</summary>
/// <param name="Summary">What clients would see.</param>
/// <param name="Cautions">What deserves care though clients would take it.</param>
internal sealed record CertificateCheck(string Summary, IReadOnlyList<string> Cautions)
{
    /// <summary>Loads it as a start does.</summary>
    /// <exception cref="StartException">A node would not start with it, or no client would take it.</exception>
    public static CertificateCheck Of(ChatSettings settings, DateTimeOffset now)
    {
        CertificateFiles files = CertificateFiles.Of(settings);
        if (files.IsMissing)
        {
            RequireSight(files);
            return new CertificateCheck($"none yet; the first start makes {files.Certificate}, which signs itself.", []);
        }

        ServedCertificate certificate = Read(files);
        if (CertificateDoubts.Refusal(files, certificate, now) is { } refusal)
        {
            throw new StartException($"Clients would refuse the node: {refusal}. {files.Help}");
        }

        return new CertificateCheck(
            $"{files.Certificate}, {certificate.Fingerprint}, good until {certificate.NotAfter:u}.", [.. CertificateDoubts.Cautions(files, certificate, now)]);
    }

    /// <summary>What may not be seen looks missing; only the node's user sees into its directory.</summary>
    private static void RequireSight(CertificateFiles files)
    {
        try
        {
            _ = File.GetAttributes(files.Certificate);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartException($"{files.Certificate} can't be looked at by this user: run check as the node's user.", e);
        }
        catch (IOException)
        {
            // There is none.
        }
    }

    private static ServedCertificate Read(CertificateFiles files)
    {
        try
        {
            return CertificateCandidate.Read(files).Certificate;
        }
        catch (CertificateException e)
        {
            throw new StartException($"A node can't encrypt: {e.Message}. {files.Help}", e);
        }
    }
}
