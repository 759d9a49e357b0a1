using Chat.Server.Hosting;

namespace Chat.Server.Tls;

/// <summary>What is wrong with a certificate that can be read: why clients refuse it, and what deserves care though they take it. Lines for the operator.</summary>
internal static class CertificateDoubts
{
    /// <summary>A group that may read is often the very one by which the node may.</summary>
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    private static readonly TimeSpan Soon = TimeSpan.FromDays(14);

    /// <summary>Why clients refuse it at that time, as the end of a sentence; null where they don't.</summary>
    public static string? Refusal(CertificateFiles files, ServedCertificate certificate, DateTimeOffset now) =>
        certificate.NotAfter <= now ? $"the certificate in {files.Certificate} has ended at {certificate.NotAfter:u}"
        : certificate.NotBefore > now ? $"the certificate in {files.Certificate} is good from {certificate.NotBefore:u} on only"
        : null;

    /// <summary>What deserves care, as sentences: an end within two weeks, a key that others can read or change.</summary>
    public static IEnumerable<string> Cautions(CertificateFiles files, ServedCertificate certificate, DateTimeOffset now)
    {
        TimeSpan left = certificate.NotAfter - now;
        if (left > TimeSpan.Zero && left <= Soon)
        {
            yield return $"The certificate in {files.Certificate} ends at {certificate.NotAfter:u}, in {(int)left.TotalDays} days. Put a new one in its place; a running node takes it without a restart.";
        }

        if (FileRights.Allow(files.Key, Others))
        {
            yield return $"Others on this machine can read or change the key in {files.Key}: chmod 600 {files.Key}, and have another certificate made where somebody may have read it.";
        }
    }
}
