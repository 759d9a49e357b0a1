namespace Chat.Sdk.Trust;

/// <summary>Why a certificate is not good by itself.</summary>
[Flags]
public enum CertificateFaults
{
    /// <summary>Nothing is wrong: an authority vouches for it, for this host, now.</summary>
    None = 0,

    /// <summary>It vouches for itself only.</summary>
    SelfSigned = 1,

    /// <summary>Its authority is not among those that count here, or can't be found.</summary>
    UnknownAuthority = 2,

    /// <summary>It is for another host.</summary>
    WrongName = 4,

    /// <summary>Its time is over.</summary>
    Expired = 8,

    /// <summary>Its time has not come.</summary>
    NotYetValid = 16,

    /// <summary>Its authority has taken it back.</summary>
    Revoked = 32,

    /// <summary>It is not for servers, has a weak signature, or something else that no one should trust unseen.</summary>
    Other = 64,
}
