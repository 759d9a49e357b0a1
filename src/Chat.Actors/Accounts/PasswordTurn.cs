namespace Chat.Actors.Accounts;

/// <summary>Whose turn a password takes: each owner has one after the other, so who brings many waits for itself alone.</summary>
/// <param name="Owner">Who: an address, or a user.</param>
/// <param name="IsKnown">True where the user came from there before; those go before strangers, most of the time.</param>
public sealed record PasswordTurn(string Owner, bool IsKnown)
{
    /// <summary>The operator's.</summary>
    public static PasswordTurn Operator { get; } = new("", true);
}
