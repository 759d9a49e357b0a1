using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Chat.Server.Tls;

/// <summary>Makes the certificate of a node that was given none.</summary>
internal static class SelfSigned
{
    private const int Years = 10;
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    /// <summary>Makes a certificate that signs itself, and its key (ECDSA, P-256).</summary>
    /// <param name="names">Host names and IP addresses it is for, besides this machine's own.</param>
    /// <param name="now">When it begins to be good; it is so for ten years.</param>
    public static PemPair Make(IEnumerable<string> names, DateTimeOffset now)
    {
        string[] all = [.. names.Append("localhost").Append(Dns.GetHostName()).Where(IsName).Distinct(StringComparer.OrdinalIgnoreCase)];
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(new X500DistinguishedName("CN=AkkaChat"), key, HashAlgorithmName.SHA256);
        var hosts = new SubjectAlternativeNameBuilder();
        foreach (string name in all)
        {
            if (IPAddress.TryParse(name, out IPAddress? address))
            {
                hosts.AddIpAddress(address);
            }
            else
            {
                hosts.AddDnsName(name);
            }
        }

        hosts.AddIpAddress(IPAddress.Loopback);
        hosts.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(hosts.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(ServerAuthentication)], critical: false));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));

        // A day back: the clocks of others go wrong.
        using X509Certificate2 certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
        return new PemPair(certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    /// <summary>Keeps it, the key for the owner alone; in place of what is there.</summary>
    /// <exception cref="CertificateException">It can't be written.</exception>
    public static void Write(PemPair pair, CertificateFiles files)
    {
        try
        {
            // The certificate comes last: where it is, the key is too.
            Write(files.Key, pair.Key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Write(files.Certificate, pair.Certificate, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException($"the node's own certificate can't be kept: {e.Message}", e);
        }
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        string fresh = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = mode;
        }

        try
        {
            using (var file = new FileStream(fresh, options))
            {
                file.Write(System.Text.Encoding.ASCII.GetBytes(text));
                file.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    private static bool IsName(string name) => IPAddress.TryParse(name, out _) || (Uri.CheckHostName(name) == UriHostNameType.Dns && name.All(char.IsAscii));
}
