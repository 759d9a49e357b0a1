using System.Net;

namespace Chat.Sdk;

/// <summary>Whom a ban is about: a user, an IP address or network, or all names of a pattern.</summary>
public abstract record BanTarget
{
    private BanTarget()
    {
    }

    /// <summary>A user, under whatever name it goes then.</summary>
    public sealed record User(string Name) : BanTarget;

    /// <summary>An IP address, or a network in CIDR form. Only the server's admins may use it.</summary>
    public sealed record Address(string Network) : BanTarget;

    /// <summary>Names that look like it: <c>*</c> is any text, <c>?</c> any character.</summary>
    public sealed record Pattern(string Names) : BanTarget;

    /// <summary>Reads a target as people write it: <c>mallory*</c> is a pattern, <c>203.0.113.0/24</c> an address, anything else a user, <c>@203.0.113.7</c> one too.</summary>
    public static BanTarget Of(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        return written.StartsWith('@') ? new User(written[1..])
            : written.AsSpan().ContainsAny('*', '?') ? new Pattern(written)
            : IPAddress.TryParse(written, out _) || IPNetwork.TryParse(written, out _) ? new Address(written)
            : new User(written);
    }

    /// <summary>As people write it.</summary>
    public sealed override string ToString() => this switch
    {
        User user => user.Name,
        Address address => address.Network,
        Pattern pattern => pattern.Names,
        _ => string.Empty,
    };
}
