namespace Chat.Sdk.Trust;

/// <summary>By what a server is trusted.</summary>
public enum TrustBasis
{
    /// <summary>By nothing: the connection is plain text.</summary>
    None,

    /// <summary>An authority of this system vouches for it.</summary>
    Authorities,

    /// <summary>One of <see cref="ChatTlsOptions.Authorities"/> vouches for it.</summary>
    OwnAuthorities,

    /// <summary>Its certificate is pinned.</summary>
    Pin,

    /// <summary>Its certificate is the demanded one, <see cref="ChatTlsOptions.Fingerprint"/>.</summary>
    Fingerprint,
}

/// <summary>How a connection is protected.</summary>
/// <param name="Protocol">The protocol, such as <c>TLS 1.3</c>; null for plain text.</param>
/// <param name="Basis">By what the server is trusted.</param>
/// <param name="Certificate">The server's certificate; null for plain text.</param>
public sealed record LinkSecurity(string? Protocol, TrustBasis Basis, CertificateReport? Certificate)
{
    /// <summary>Plain text: whoever carries it may read and change it.</summary>
    public static LinkSecurity Plain { get; } = new(null, TrustBasis.None, null);

    /// <summary>True where nobody on the way can read or change what is said.</summary>
    public bool IsEncrypted => Protocol is not null;
}
