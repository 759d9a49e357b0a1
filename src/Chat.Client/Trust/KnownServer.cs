using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>A server whose certificate is pinned: a line of the file.</summary>
/// <param name="Server">Host and port, as <see cref="ChatUri.HostAndPort"/> writes them.</param>
/// <param name="Fingerprint">Of the certificate.</param>
/// <param name="IsStrict">True where somebody has set it by hand, false where it was said yes to at a first visit.</param>
/// <param name="Since">The day it was pinned, as written; empty where nothing says.</param>
internal sealed record KnownServer(string Server, CertificateFingerprint Fingerprint, bool IsStrict, string Since)
{
    private const string FirstVisit = "first-visit";
    private const string Pinned = "pinned";

    /// <summary>How it came to be pinned, in a word.</summary>
    public string Kind => IsStrict ? Pinned : FirstVisit;

    /// <summary>Reads a server as people write it, the port being that of TLS where it is left out.</summary>
    /// <param name="written"><c>HOST</c>, <c>HOST:PORT</c> or the address with <c>chats://</c>.</param>
    /// <param name="server">Host and port where it is right.</param>
    /// <param name="problem">What is wrong and what to write, otherwise.</param>
    public static bool TryReadServer(string written, out string server, out string? problem)
    {
        server = string.Empty;
        string address = written.Contains("://", StringComparison.Ordinal) ? written : $"{ChatUri.TlsScheme}://{written}";
        if (!ChatUri.TryParse(address, out Uri? uri, out problem))
        {
            return false;
        }

        if (!ChatUri.IsEncrypted(uri))
        {
            problem = $"{written} is plain text and has no certificate; write HOST, HOST:PORT or {ChatUri.TlsScheme}://HOST:PORT.";
            return false;
        }

        server = ChatUri.HostAndPort(uri);
        return true;
    }

    /// <summary>Reads a line. Without a word on how, it was written by hand.</summary>
    public static KnownServer? Read(string line)
    {
        string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length is >= 2 and <= 4
            && (words.Length < 3 || words[2] is FirstVisit or Pinned)
            && TryReadServer(words[0], out string server, out _)
            && CertificateFingerprint.TryParse(words[1], out CertificateFingerprint? fingerprint)
            ? new KnownServer(server, fingerprint.Value, words.Length < 3 || words[2] == Pinned, words.Length < 4 ? string.Empty : words[3])
            : null;
    }

    /// <summary>The line.</summary>
    public override string ToString() => $"{Server} {Fingerprint} {Kind} {Since}".TrimEnd();
}
