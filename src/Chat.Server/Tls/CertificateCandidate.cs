namespace Chat.Server.Tls;

/// <summary>A certificate that was read and can be used.</summary>
/// <param name="Files">Where it is.</param>
/// <param name="Text">What stood there.</param>
/// <param name="Certificate">What was made of it.</param>
internal sealed record CertificateCandidate(CertificateFiles Files, PemPair Text, ServedCertificate Certificate)
{
    /// <summary>Reads one.</summary>
    /// <exception cref="CertificateException">It can't be used.</exception>
    public static CertificateCandidate Read(CertificateFiles files)
    {
        PemPair text = files.Read();
        return new CertificateCandidate(files, text, Try(files, text.Parse(files)));
    }

    /// <summary>Reads the one that takes another's place. Where the text is the same, so is the certificate.</summary>
    /// <exception cref="CertificateException">It can't be used, or not now.</exception>
    public static CertificateCandidate Read(CertificateFiles files, CertificateCandidate before, DateTimeOffset now)
    {
        PemPair text = files.Read();
        if (text == before.Text)
        {
            return before with { Files = files };
        }

        ServedCertificate certificate = text.Parse(files);
        return CertificateDoubts.Refusal(files, certificate, now) is { } refusal
            ? throw new CertificateException(refusal)
            : new CertificateCandidate(files, text, Try(files, certificate));
    }

    private static ServedCertificate Try(CertificateFiles files, ServedCertificate certificate) => TrialHandshake.Problem(certificate) is { } problem
        ? throw new CertificateException(
            $"no client can connect with the certificate in {files.Certificate} ({problem}); it takes an RSA key of 2048 bits or more, or an ECDSA key on P-256, P-384 or P-521, and signatures with SHA-256 or better")
        : certificate;
}
