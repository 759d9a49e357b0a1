namespace Chat.Actors.Storage;

/// <content>Accounts, their sessions, invites.</content>
public partial interface IChatStore
{
    /// <summary>A user's account; null where it has none.</summary>
    Task<StoredAccount?> FindAccountAsync(UserId user, CancellationToken cancel);

    /// <summary>Every account, by no particular order.</summary>
    Task<IReadOnlyList<AccountSummary>> ListAccountsAsync(CancellationToken cancel);

    /// <summary>A user's session tokens, expired ones too, the one used last first.</summary>
    Task<IReadOnlyList<StoredToken>> ListTokensAsync(UserId user, CancellationToken cancel);

    /// <summary>An invite that was not used yet, by its hash; null where there is none.</summary>
    Task<StoredInvite?> FindInviteAsync(string hash, CancellationToken cancel);
}
