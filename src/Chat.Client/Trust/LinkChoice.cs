using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Chat.Client.Sessions;
using Chat.Client.Settings;
using Chat.Client.Settings.Profiles;
using Chat.Client.Startup;
using Chat.Sdk;
using Chat.Sdk.Trust;

namespace Chat.Client.Trust;

/// <summary>By what a server is trusted, and whether plain text to another machine is allowed.</summary>
/// <param name="Tls">By what a server reached over TLS is trusted.</param>
/// <param name="AllowPlaintext">Whether plain text to another machine is allowed.</param>
internal sealed record LinkChoice(ChatTlsOptions Tls, bool AllowPlaintext)
{
    /// <summary>The system's authorities alone.</summary>
    public static LinkChoice Default { get; } = new(new ChatTlsOptions(), AllowPlaintext: false);

    /// <summary>Takes what the command line says, then the profile, then the settings, which must be those of the profile already.</summary>
    /// <param name="written">The command line.</param>
    /// <param name="profile">The profile; null for none. What it says of certificates is for its own server only.</param>
    /// <param name="host">The machine.</param>
    /// <param name="choice">The result where there is one.</param>
    /// <param name="problem">Otherwise: what is wrong, in English.</param>
    public static bool TryMake(Written written, Profile? profile, ClientHost host, [NotNullWhen(true)] out LinkChoice? choice, [NotNullWhen(false)] out string? problem)
    {
        choice = null;
        Profile? own = written.Server is null ? profile : null;
        CertificateFingerprint? fingerprint = null;
        if ((written.Fingerprint ?? own?.Fingerprint) is { } demanded && !CertificateFingerprint.TryParse(demanded, out fingerprint))
        {
            problem = TrustCommand.WrongFingerprint(demanded);
            return false;
        }

        X509Certificate2Collection? authorities = null;
        if ((written.AuthorityFile ?? own?.AuthorityFile) is { } file && !TryRead(HomeFolder.Resolve(file), out authorities, out problem))
        {
            return false;
        }

        problem = null;
        choice = new LinkChoice(
            new ChatTlsOptions { Fingerprint = fingerprint, Authorities = authorities, Trust = new TrustDesk(host, hasAuthorities: authorities is not null), WaitsWhenRefused = host.AsksOnScreen },
            written.AllowPlaintext || host.Configuration.Settings.Get(ProgramSettings.AllowPlaintext));
        return true;
    }

    /// <summary>Why a server can't be talked to this way, and what to do; null where it can.</summary>
    public string? Problem(Uri server)
    {
        if (ChatUri.IsEncrypted(server))
        {
            return null;
        }

        if (Tls.Fingerprint is not null || Tls.Authorities is not null)
        {
            return $"{ChatUri.Scheme}://{server.Host} is plain text, without a certificate to check; write {ChatUri.TlsScheme}://{server.Host}.";
        }

        return AllowPlaintext || ChatUri.IsLoopback(server) ? null
            : $"{ChatUri.Scheme}://{server.Host} is plain text to another machine: whoever carries it can read and change what you say, passwords too. "
            + $"Write {ChatUri.TlsScheme}://{server.Host}; or, where you know that it is safe, add --allow-plaintext or the setting {ProgramSettings.AllowPlaintext.Name} = on.";
    }

    private static bool TryRead(string file, [NotNullWhen(true)] out X509Certificate2Collection? authorities, [NotNullWhen(false)] out string? problem)
    {
        authorities = [];
        try
        {
            authorities.ImportFromPemFile(file);
            problem = authorities.Count > 0 ? null : $"{file} holds no certificate; --ca takes certificates of authorities in PEM form.";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            problem = $"The authorities can't be read from {file}: {e.Message}";
        }

        return problem is null;
    }
}
