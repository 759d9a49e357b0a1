namespace Chat.Sdk.Trust;

/// <summary>Trust on first use: remembers which certificates somebody trusts, and asks about new ones. Called from any thread.</summary>
public interface ICertificateTrust
{
    /// <summary>The pin of a server; null where there is none.</summary>
    /// <param name="server">As <see cref="ChatUri.HostAndPort"/> writes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<CertificatePin?> FindAsync(string server, CancellationToken cancellationToken);

    /// <summary>
    /// Asks whether a certificate is to be trusted from now on, and pins it where it is. No connection is open meanwhile, and nothing has been sent. Not called
    /// where there is a pin, where an authority vouches, nor for a client that was connected before: those are never asked away.
    /// </summary>
    /// <param name="shown">The certificate and what is wrong with it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<bool> AskAsync(CertificateReport shown, CancellationToken cancellationToken);

    /// <summary>What a person can do about a refusal, in English, to stand below it; null for nothing.</summary>
    string? Advise(TrustRefusal refusal) => null;
}
