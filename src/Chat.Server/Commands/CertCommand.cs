using System.CommandLine;
using Chat.Server.Hosting;
using Chat.Server.Settings;
using Chat.Server.Tls;

namespace Chat.Server.Commands;

/// <summary><c>cert</c>: tells about the certificate that a node shows to its clients.</summary>
internal static class CertCommand
{
    /// <summary>The command of that name.</summary>
    public static Command Create()
    {
        var cert = new Command("cert", "Print the certificate that clients see: its fingerprint, the names it is for and when it ends.");
        DataCommand.Add(cert, Run);
        return cert;
    }

    private static void Run(ParseResult parsed, ChatSettings settings, WorkProgress progress, CancellationToken cancel)
    {
        CertificateFiles files = CertificateFiles.Of(settings);
        if (files.IsMissing)
        {
            throw new StartException($"There is no certificate {files.Certificate} yet; the node makes one when it starts with tls.listen.");
        }

        try
        {
            Print(files, CertificateCandidate.Read(files).Certificate, parsed.InvocationConfiguration.Output);
        }
        catch (CertificateException e)
        {
            throw new StartException($"No client can see a certificate: {e.Message}. {files.Help}", e);
        }
    }

    private static void Print(CertificateFiles files, ServedCertificate certificate, TextWriter output)
    {
        int days = (int)Math.Floor((certificate.NotAfter - TimeProvider.System.GetUtcNow()).TotalDays);
        string end = days >= 0 ? $"in {days} days" : "it has ended: clients refuse it";
        string label = "fingerprint";
        foreach (string row in CertificateFingerprint.Rows(certificate.Leaf))
        {
            output.WriteLine($"{label,-13}{row}");
            label = string.Empty;
        }

        output.WriteLine($"sha256       {CertificateFingerprint.Digits(certificate.Leaf)}");
        output.WriteLine($"names        {string.Join(", ", certificate.Names())}");
        output.WriteLine(string.Create(DataCommand.Invariant, $"ends         {certificate.NotAfter.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {end}"));
        output.WriteLine($"signed by    {(certificate.IsSelfSigned ? "itself" : certificate.Issuer)}");
        output.WriteLine($"file         {files.Certificate}");
    }
}
