using Chat.Server.Settings;

namespace Chat.Server.Tls;

/// <summary>Where a node's certificate is.</summary>
/// <param name="Certificate">PEM file with the certificate and what leads to its authority.</param>
/// <param name="Key">PEM file with its key; may be the same.</param>
/// <param name="IsOwn">True where the node makes them itself when there are none.</param>
internal sealed record CertificateFiles(string Certificate, string Key, bool IsOwn)
{
    /// <summary>What an operator does where they can't be used.</summary>
    public string Help => IsOwn
        ? $"Remove {Certificate} to have another made at the next start, which has another fingerprint."
        : "Mend tls.certificate and tls.key, or leave both out.";

    /// <summary>True where the node has yet to make them.</summary>
    public bool IsMissing => IsOwn && !File.Exists(Certificate);

    /// <summary>The files of a node.</summary>
    public static CertificateFiles Of(ChatSettings settings) => settings.Tls is { Certificate: { } certificate, Key: { } key }
        ? new CertificateFiles(certificate, key, IsOwn: false)
        : new CertificateFiles(Path.Combine(settings.DataDirectory, "tls.crt"), Path.Combine(settings.DataDirectory, "tls.key"), IsOwn: true);

    /// <summary>Reads both.</summary>
    /// <exception cref="CertificateException">One can't be read.</exception>
    public PemPair Read()
    {
        string certificate = ReadFile(Certificate);
        return new PemPair(certificate, Key == Certificate ? certificate : ReadFile(Key));
    }

    private static string ReadFile(string path)
    {
        // Where a certificate belongs, something endless may stand by mistake.
        const int longest = 1024 * 1024;
        try
        {
            using var reader = new StreamReader(path);
            char[] text = new char[longest];
            int read = reader.ReadBlock(text);
            return read < longest ? new string(text, 0, read) : throw new CertificateException($"{path} is no PEM file: it is too large");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CertificateException(
                e is FileNotFoundException or DirectoryNotFoundException ? $"there is no file {path}" : $"{path} can't be read: {e.Message.TrimEnd('.')}", e);
        }
    }
}
