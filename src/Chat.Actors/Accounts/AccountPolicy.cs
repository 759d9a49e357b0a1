namespace Chat.Actors.Accounts;

/// <summary>Who may come in, and who may make an account. The operator can make accounts under each.</summary>
public enum AccountPolicy
{
    /// <summary>Guests may come in, and anyone may register.</summary>
    Open,

    /// <summary>No guests; who registers needs an invite.</summary>
    Invite,

    /// <summary>No guests; anyone may register.</summary>
    Required,
}
