namespace Chat.Actors.Limits;

/// <summary>Where someone who gives a password comes from.</summary>
/// <param name="Net">The address.</param>
/// <param name="IsExempt">True where <see cref="LimitOptions.Exempt"/> has it.</param>
public readonly record struct LoginOrigin(AddressNet Net, bool IsExempt = false)
{
    /// <summary>No address: one of the user's own sessions gives the password again.</summary>
    public static LoginOrigin OwnSession { get; } = new(new AddressNet(ulong.MaxValue, true), true);
}
