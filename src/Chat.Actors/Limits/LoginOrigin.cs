using System.Net;
using Chat.Actors.Moderation;

namespace Chat.Actors.Limits;

/// <summary>Where someone who says hello, registers or gives a password comes from.</summary>
/// <param name="Net">The address, as limits count it.</param>
/// <param name="IsExempt">True where <see cref="LimitOptions.Exempt"/> has it.</param>
/// <param name="Address">The address, as bans know it; null where it does not count.</param>
public readonly record struct LoginOrigin(AddressNet Net, bool IsExempt = false, string? Address = null)
{
    /// <summary>No address: one of the user's own sessions gives the password again.</summary>
    public static LoginOrigin OwnSession { get; } = new(new AddressNet(ulong.MaxValue, true), true);

    /// <summary>Of a peer.</summary>
    public static LoginOrigin Of(IPAddress peer, LimitOptions limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new LoginOrigin(AddressNet.Of(peer), limits.IsExempt(peer), AddressRange.Normalize(peer));
    }
}
